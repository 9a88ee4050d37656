package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.posthouse.dispatch.Post.await;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;

/// What an attempt came to reaches the disk before anything else may happen to the message.
@Timeout(120)
final class SettlingTest {
    private static final String RELAY = "smtp://relay:25";
    private static final String ROUTES =
            """
            host = "here.example"
            [[route]]
            to = "a.example"
            send = "smtp://relay:25"
            """;

    private static Post post(Duration drain) {
        DispatchSettings d = DispatchSettings.defaults();
        return new Post(
                ROUTES,
                new DispatchSettings(
                        d.patience(),
                        d.connections(),
                        d.window(),
                        d.idle(),
                        d.messages(),
                        d.whole(),
                        drain));
    }

    /// A hop that is held up in the middle of a message.
    private static final class Held implements Post.Behaviour {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        private final Post.Behaviour then;

        Held(Post.Behaviour then) {
            this.then = then;
        }

        @Override
        public void take(org.posthouse.mail.Delivery delivery) throws IOException {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException("cut off");
            }
            then.take(delivery);
        }

        void awaitReached() {
            await("the message under way", () -> reached.getCount() == 0);
        }
    }

    @Test
    void whatIsAnnouncedWhileItIsSettledIsNotSentTwice() throws IOException {
        try (var post = new Post(ROUTES)) {
            var ids = new ConcurrentLinkedQueue<MessageId>();
            post.shard.gate =
                    operation -> {
                        if (operation.equals("settle")) ids.forEach(post::announce);
                    };
            post.start();
            for (int i = 0; i < 50; i++) ids.add(post.queue("joe@x", "ann@a.example"));
            ids.forEach(post::announce);
            ids.forEach(post::awaitGone);
            await("no lease", () -> post.dispatcher.held() == 0);
            assertThat(post.seen).hasSize(50);
        }
    }

    @Test
    void aDeliveryThatCannotBeWrittenDownIsWrittenLater() throws IOException {
        try (var post = new Post(ROUTES)) {
            var fails = new AtomicInteger(3);
            post.shard.gate =
                    operation -> {
                        if (operation.equals("settle") && fails.getAndDecrement() > 0)
                            throw new IOException("disk");
                    };
            post.start();
            MessageId id = post.accept("joe@x", "ann@a.example");
            await("a failure", () -> fails.get() < 3);
            MessageId second = post.accept("joe@x", "ann@a.example");
            await(
                    "gone",
                    () -> {
                        post.pass(Duration.ofSeconds(1));
                        return post.shard.recipients(id).isEmpty()
                                && post.shard.recipients(second).isEmpty();
                    });
            assertThat(post.seen).extracting(Post.Seen::id).containsExactly(id, second);
        }
    }

    @Test
    void nothingIsSentWhileNothingCanBeWrittenDown() throws IOException {
        try (var post = new Post(ROUTES)) {
            post.shard.gate =
                    operation -> {
                        if (operation.equals("settle") || operation.equals("revise"))
                            throw new IOException("disk");
                    };
            post.start();
            for (int i = 0; i < 1000; i++) post.accept("joe@x", "ann@a.example");
            await("attempts", () -> !post.seen.isEmpty());
            await(
                    "rest",
                    () ->
                            post.underWay.get() == 0
                                    && post.known(RELAY).stream().allMatch(h -> h.active() == 0));
            assertThat(post.seen).hasSizeLessThanOrEqualTo(20);
            post.shard.gate = _ -> {};
            await(
                    "all gone",
                    () -> {
                        post.pass(Duration.ofSeconds(10));
                        return post.shard.list(Optional.empty(), 1).isEmpty();
                    });
            assertThat(post.seen).hasSize(1000);
        }
    }

    @Test
    void aQueueThatCannotBeReadIsReadLater() throws IOException {
        try (var post = new Post(ROUTES)) {
            var fails = new AtomicInteger(4);
            post.shard.gate =
                    operation -> {
                        if ((operation.equals("due") || operation.equals("find"))
                                && fails.getAndDecrement() > 0) throw new IOException("disk");
                    };
            MessageId one = post.queue("joe@x", "ann@a.example");
            post.start();
            MessageId two = post.accept("joe@x", "ann@a.example");
            await(
                    "gone",
                    () -> {
                        post.pass(Duration.ofSeconds(6));
                        return post.shard.recipients(one).isEmpty()
                                && post.shard.recipients(two).isEmpty();
                    });
            assertThat(post.seen).hasSize(2);
        }
    }

    @Test
    void aFaultOfOursEndsOneAttempt() throws IOException {
        try (var post = new Post(ROUTES)) {
            post.behaviours.put(
                    RELAY,
                    _ -> {
                        throw new IllegalStateException("on purpose");
                    });
            post.start();
            MessageId id = post.accept("joe@x", "ann@a.example");
            assertThat(post.awaitAttempts(id, 0, 1).last())
                    .contains(Diagnosis.ours("4.3.0", "a fault of this host"));
            post.behaviours.clear();
            post.awaitGone(post.accept("joe@x", "ann@a.example"));
            post.pass(Duration.ofMinutes(1));
            post.awaitGone(id);
        }
    }

    @Test
    void whatAPersonDoesMeanwhileStands() throws IOException {
        try (var post = new Post(ROUTES)) {
            var hop = new Held(Post.defers("451 later"));
            post.behaviours.put(RELAY, hop);
            post.start();
            MessageId held = post.accept("joe@x", "ann@a.example", "bob@a.example");
            MessageId deleted = post.accept("joe@x", "ann@a.example");
            hop.awaitReached();
            Recipient ann = post.shard.recipient(held, 0).orElseThrow();
            var state = new Recipient.Held("wait", (Recipient.Waiting) ann.state());
            assertThat(
                            post.shard.revise(
                                    held, List.of(ann), List.of(ann.with(state)), Optional.empty()))
                    .isTrue();
            assertThat(post.shard.delete(deleted)).isTrue();
            hop.goOn.countDown();
            post.awaitAttempts(held, 1, 1);
            assertThat(post.state(held, 0)).isEqualTo(state);
            await("no lease", () -> post.dispatcher.held() == 0);
            post.pass(Duration.ofMinutes(1));
            post.awaitAttempts(held, 1, 2);
            assertThat(post.seen.getLast().to()).containsExactly("bob@a.example");
        }
    }

    @Test
    void whatAPersonMakesDueDuringAnAttemptIsTriedAfterIt() throws IOException {
        try (var post = new Post(ROUTES)) {
            var hop = new Held(Post.defers("451 later"));
            post.behaviours.put(RELAY, hop);
            post.start();
            MessageId id = post.accept("joe@x", "ann@a.example");
            hop.awaitReached();
            post.pass(Duration.ofSeconds(1));
            Recipient ann = post.shard.recipient(id, 0).orElseThrow();
            Recipient now = ann.with(Recipient.Waiting.fresh(post.now()));
            post.shard.revise(id, List.of(ann), List.of(now), Optional.empty());
            post.announce(id);
            post.behaviours.remove(RELAY);
            hop.goOn.countDown();
            post.awaitGone(id);
            assertThat(post.seen).hasSize(2);
        }
    }

    @Test
    void anAttemptUnderWayMayEndWhenTheProgramDoes() throws IOException {
        var hop = new Held(delivery -> delivery.settleRest(new Outcome.Delivered("there", "250")));
        var post = post(Duration.ofSeconds(20));
        post.behaviours.put(RELAY, hop);
        post.start();
        MessageId id = post.accept("joe@x", "ann@a.example");
        hop.awaitReached();
        Thread closing = Thread.startVirtualThread(post::close);
        hop.goOn.countDown();
        await("the end", () -> !closing.isAlive());
        assertThat(post.shard.recipients(id)).isEmpty();
    }

    @Test
    void anAttemptThatIsCutOffLeavesTheMessageAsItWas() throws IOException {
        var hop = new Held(Post.defers("never said"));
        var post = post(Duration.ofMillis(50));
        post.behaviours.put(
                RELAY,
                delivery -> {
                    if (delivery.to().size() == 2)
                        delivery.settle(
                                delivery.to().getFirst(), new Outcome.Delivered("there", "250"));
                    hop.take(delivery);
                });
        post.start();
        MessageId id = post.accept("joe@x", "ann@a.example", "bob@a.example");
        hop.awaitReached();
        MessageId waits = post.accept("joe@x", "ann@a.example"); // or is under way too by then
        post.close();
        assertThat(post.state(id, 0)).isInstanceOf(Recipient.Delivered.class);
        assertThat(post.state(id, 1)).isEqualTo(Recipient.Waiting.fresh(Post.START));
        assertThat(post.state(waits, 0)).isEqualTo(Recipient.Waiting.fresh(Post.START));
    }

    @Test
    void whoWasServedIsOnRecordBeforeTheOthersAre() throws IOException {
        try (var post = new Post(ROUTES)) {
            var hop = new Held(_ -> {});
            post.behaviours.put(
                    RELAY,
                    delivery -> {
                        post.pass(Duration.ofSeconds(2));
                        delivery.settle(
                                delivery.to().getFirst(), new Outcome.Delivered("there", "250"));
                        hop.take(delivery);
                        delivery.settleRest(
                                new Outcome.Deferred(new Diagnosis("4.2.0", "there", "451")));
                    });
            post.start();
            MessageId id = post.accept("joe@x", "ann@a.example", "bob@a.example");
            hop.awaitReached();
            assertThat(post.state(id, 0)).isInstanceOf(Recipient.Delivered.class);
            assertThat(post.state(id, 1)).isInstanceOf(Recipient.Waiting.class);
            hop.goOn.countDown();
            post.awaitAttempts(id, 1, 1);
            assertThat(post.state(id, 0)).isInstanceOf(Recipient.Delivered.class);
        }
    }

    @Test
    void aTextThatCannotBeReadIsNotBlamedOnTheHop() throws IOException {
        try (var post = new Post(ROUTES)) {
            post.shard.unreadable = true;
            post.behaviours.put(
                    RELAY,
                    delivery -> {
                        var limits =
                                new Limits(
                                        1000,
                                        Measure.Width.EIGHT_BIT,
                                        1_000_000,
                                        Limits.Readers.MIME);
                        var fits = (Fit.Fits) delivery.fit(limits);
                        try (InputStream text = fits.content().open()) {
                            text.readAllBytes();
                        }
                    });
            post.start();
            for (int i = 0; i < 10; i++) {
                MessageId id = post.accept("joe@x", "ann@a.example");
                assertThat(post.awaitAttempts(id, 0, 1).last())
                        .contains(Diagnosis.ours("4.3.0", "unreadable"));
            }
            assertThat(post.known(RELAY).flatMap(HopView::pausedUntil)).isEmpty();
            assertThat(post.known(RELAY).flatMap(HopView::lastError)).isEmpty();
        }
    }

    @Test
    void changedRoutesReachWhatWaitsForAHop() throws IOException {
        try (var post = new Post(ROUTES)) {
            var hop = new Held(Post.defers("451 later"));
            post.behaviours.put(RELAY, hop);
            post.start();
            var ids = new ArrayList<MessageId>();
            for (int i = 0; i < 50; i++) ids.add(post.accept("joe@x", "ann@a.example"));
            await("five under way", () -> post.underWay.get() == 5);
            post.awaitHop("the others waiting", RELAY, view -> view.waiting() == 45);
            post.dispatcher.reload(Post.routes(ROUTES.replace("relay", "other")));
            post.awaitSeen(45);
            assertThat(post.seen).extracting(Post.Seen::hop).containsOnly("smtp://other:25");
            hop.goOn.countDown();
            for (MessageId id : ids.subList(0, 5)) post.awaitAttempts(id, 0, 1);
        }
    }
}
