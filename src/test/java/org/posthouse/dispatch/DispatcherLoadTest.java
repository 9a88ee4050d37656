package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.posthouse.dispatch.Post.await;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;

/// Many messages: fairness, bounds, and as many conversations as a hop can bear.
@Timeout(240)
final class DispatcherLoadTest {
    private static final String ROUTES =
            """
            host = "here.example"
            [[route]]
            to = ["a.example", "*.a.example"]
            send = "smtp://relay:25"
            [[route]]
            to = ["dead.example", "*.dead.example"]
            send = "smtp://dead:25"
            [[route]]
            to = "mixed@b.example"
            send = "smtp://dead:25"
            [[route]]
            to = "b.example"
            send = "smtp://relay:25"
            """;
    private static final String RELAY = "smtp://relay:25";
    private static final String DEAD = "smtp://dead:25";
    private static final int WINDOW = 1000;

    private static Post post() {
        DispatchSettings d = DispatchSettings.defaults();
        return new Post(
                ROUTES,
                new DispatchSettings(
                        d.patience(),
                        d.connections(),
                        WINDOW,
                        d.idle(),
                        d.messages(),
                        d.whole(),
                        d.drain()));
    }

    /// Holds deliveries until it is opened.
    private static Post.Behaviour behind(CountDownLatch gate) {
        return delivery -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException("cut off");
            }
            delivery.settleRest(new Outcome.Delivered("there", "250 OK"));
        };
    }

    @Test
    void aHundredThousandAreSentThroughASmallWindow() throws IOException {
        try (Post post = post()) {
            for (int i = 0; i < 100_000; i++) post.queue("joe@x", "u@" + (i % 7) + ".a.example");
            post.start();
            post.awaitSeen(100_000);
            await("empty queue", () -> post.shard.list(Optional.empty(), 1).isEmpty());
            assertThat(post.shard.mostAsked).isLessThanOrEqualTo(WINDOW + 200);
            assertThat(new HashSet<>(post.seen)).hasSize(100_000);
        }
    }

    @Test
    void aHopThatHangsFillsHalfTheWindowAndStarvesNobody() throws IOException {
        var gate = new CountDownLatch(1);
        try (Post post = post()) {
            post.behaviours.put(DEAD, behind(gate));
            for (int i = 0; i < 20_000; i++) post.queue("joe@x", "u@" + (i % 3) + ".dead.example");
            MessageId other = post.queue("joe@x", "ann@a.example");
            post.start();
            post.awaitGone(other);
            post.awaitHop("a full share", DEAD, hop -> hop.waiting() > WINDOW / 4);
            for (int i = 0; i < 1000; i++) post.awaitGone(post.accept("joe@x", "ann@a.example"));
            assertThat(post.dispatcher.held()).isLessThanOrEqualTo(WINDOW);
            gate.countDown();
            await("all gone", () -> post.shard.list(Optional.empty(), 1).isEmpty());
        }
    }

    @Test
    void whatArrivesForAHopThatHangsDoesNotFillTheWindow() throws IOException {
        var gate = new CountDownLatch(1);
        try (Post post = post()) {
            post.behaviours.put(DEAD, behind(gate));
            post.start();
            for (int i = 0; i < 5000; i++) post.accept("joe@x", "u@dead.example");
            post.awaitHop("a full share", DEAD, hop -> hop.waiting() > WINDOW / 4);
            post.awaitGone(post.accept("joe@x", "ann@a.example"));
            assertThat(post.dispatcher.held()).isLessThanOrEqualTo(WINDOW);
            gate.countDown();
            await("all gone", () -> post.shard.list(Optional.empty(), 1).isEmpty());
        }
    }

    @Test
    void mailboxesOfADestinationThatGoElsewhereDoNotHoldUpTheOthers() throws IOException {
        var gate = new CountDownLatch(1);
        try (Post post = post()) {
            post.behaviours.put(DEAD, behind(gate));
            for (int i = 0; i < 5000; i++) {
                post.queue("joe@x", "mixed@b.example");
                if (i % 10 == 0) post.pass(Duration.ofMillis(1));
            }
            post.pass(Duration.ofMillis(1));
            MessageId other = post.queue("joe@x", "ann@b.example");
            post.start();
            post.awaitGone(other);
            post.awaitGone(post.accept("joe@x", "ann@b.example"));
            gate.countDown();
            await(
                    "all gone",
                    () -> {
                        post.pass(Duration.ofMillis(100));
                        return post.shard.list(Optional.empty(), 1).isEmpty();
                    });
        }
    }

    @Test
    void aHopThatIsDownIsNotTriedForEachMessage() throws IOException {
        try (Post post = post()) {
            post.unreachable.put(DEAD, "refused");
            var ids = new ArrayList<MessageId>();
            for (int i = 0; i < 5000; i++) ids.add(post.queue("joe@x", "u@dead.example"));
            post.start();
            for (MessageId id : ids)
                assertThat(post.awaitAttempts(id, 0, 1).last())
                        .contains(Diagnosis.ours("4.4.1", "refused"));
            assertThat(post.conversations.get()).isLessThanOrEqualTo(7);
            assertThat(post.hop(DEAD).pausedUntil()).contains(Post.START.plusSeconds(30));
            assertThat(post.hop(DEAD).lastError()).contains("refused");
        }
    }

    @Test
    void whenAHopIsBackWhatWaitedForItGoesAtOnce() throws IOException {
        try (Post post = post()) {
            post.unreachable.put(DEAD, "refused");
            var ids = new ArrayList<MessageId>();
            for (int i = 0; i < 3000; i++) ids.add(post.queue("joe@x", "u@dead.example"));
            post.start();
            for (MessageId id : ids) post.awaitAttempts(id, 0, 1);
            post.unreachable.clear();
            post.pass(Duration.ofSeconds(31));
            post.accept("joe@x", "u@dead.example");
            await("all gone", () -> post.shard.list(Optional.empty(), 1).isEmpty());
            assertThat(post.hop(DEAD).pausedUntil()).isEmpty();
        }
    }

    @Test
    void aHopThatTakesMailGetsMoreConversations() throws IOException {
        try (Post post = post()) {
            var gate = new CountDownLatch(1);
            post.behaviours.put(RELAY, behind(gate));
            post.start();
            for (int i = 0; i < 400; i++) post.accept("joe@x", "u@a.example");
            await("five", () -> post.underWay.get() == 5);
            assertThat(post.hop(RELAY))
                    .extracting(HopView::active, HopView::limit)
                    .containsExactly(5, 5);
            gate.countDown();
            await("all gone", () -> post.shard.list(Optional.empty(), 1).isEmpty());
            assertThat(post.hop(RELAY).limit()).isEqualTo(20);
            var second = new CountDownLatch(1);
            post.behaviours.put(RELAY, behind(second));
            for (int i = 0; i < 100; i++) post.accept("joe@x", "u@a.example");
            await("twenty", () -> post.underWay.get() == 20);
            assertThat(post.hop(RELAY).active()).isEqualTo(20);
            second.countDown();
            await("all gone", () -> post.shard.list(Optional.empty(), 1).isEmpty());
        }
    }

    @Test
    void flushTriesEachMessageOnce() throws IOException {
        try (Post post = post()) {
            post.behaviours.put(RELAY, Post.defers("451 later"));
            var ids = new ArrayList<MessageId>();
            for (int i = 0; i < 3000; i++)
                ids.add(post.queue("joe@x", "u@" + (i % 2) + ".a.example"));
            post.start();
            for (MessageId id : ids) post.awaitAttempts(id, 0, 1);
            post.awaitRest(); // what is being tried when it is flushed is tried already
            post.dispatcher.flush(Optional.of("1.A.example"));
            for (int i = 1; i < 3000; i += 2) post.awaitAttempts(ids.get(i), 0, 2);
            post.awaitRest();
            post.dispatcher.flush(Optional.empty());
            for (int i = 0; i < 3000; i++) post.awaitAttempts(ids.get(i), 0, 2 + i % 2);
            post.awaitSeen(7500);
            post.awaitRest();
            assertThat(post.seen).hasSize(7500);
            assertThat(((Recipient.Waiting) post.state(ids.getFirst(), 0)).next())
                    .isAfter(post.now());
        }
    }
}
