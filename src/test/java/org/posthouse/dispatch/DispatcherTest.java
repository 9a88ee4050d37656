package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.posthouse.dispatch.Post.await;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Hop;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Due;

@Timeout(120)
final class DispatcherTest {
    private static final String ROUTES =
            """
            host = "here.example"
            [[route]]
            to = ["a.example", "b.example", "c.example"]
            send = "smtp://relay:25"
            [[route]]
            to = "two.example"
            send = ["smtp://first:25", "smtp://second:25"]
            [[route]]
            to = "ai"
            send = "mtp://ai:57"
            known-as = "gate"
            [[route]]
            to = "bi"
            send = "mtp://bi:57?nimail-from=author"
            known-as = "gate"
            [[route]]
            to = ["a", "b"]
            send = "nimail://a:61"
            [[route]]
            to = "e"
            send = "nimail://e:61"
            [[route]]
            to = "held.example"
            send = "hold:"
            [[route]]
            to = "nobody.example"
            send = "discard:"
            """;
    private static final String RELAY = "smtp://relay:25";

    @Test
    void aMessageGoesToItsHopAndIsGone() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            MessageId id = post.accept("joe@x", "ann@a.example");
            post.awaitGone(id);
            assertThat(post.seen)
                    .containsExactly(
                            new Post.Seen(RELAY, id, "<joe@x>", List.of("ann@a.example"), 1));
        }
    }

    @Test
    void whatWasInTheQueueAtTheStartGoesToo() throws IOException {
        try (var post = new Post(ROUTES)) {
            MessageId one = post.queue("joe@x", "ann@a.example");
            MessageId two = post.queue("joe@x", "bob@here.example");
            post.start();
            post.awaitGone(one);
            post.awaitGone(two);
            assertThat(post.seen)
                    .extracting(Post.Seen::hop)
                    .containsExactlyInAnyOrder(RELAY, "maildir:/data/mail/{user}");
        }
    }

    @Test
    void recipientsThatGoTheSameWayGoTogether() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            MessageId id =
                    post.accept(
                            "joe@x", "a@a.example", "b@b.example", "c@here.example", "d@a.example");
            post.awaitGone(id);
            assertThat(post.seen)
                    .extracting(Post.Seen::to)
                    .containsExactlyInAnyOrder(
                            List.of("a@a.example", "b@b.example", "d@a.example"),
                            List.of("c@here.example"));
        }
    }

    @Test
    void theyGoTogetherAgainAfterADelayAndARestart() throws IOException {
        var post = new Post(ROUTES);
        post.behaviours.put(RELAY, Post.defers("451 later"));
        try (post) {
            post.start();
            MessageId id = post.accept("joe@x", "a@a.example", "b@b.example", "c@c.example");
            post.awaitAttempts(id, 2, 1);
            post.behaviours.remove(RELAY);
            post.pass(Duration.ofMinutes(2));
            post.awaitGone(id);
            assertThat(post.seen).extracting(seen -> seen.to().size()).containsExactly(3, 3);
        }
    }

    @Test
    void manyRecipientsAreSentAHundredAtATime() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            String[] to =
                    IntStream.range(0, 250)
                            .mapToObj(i -> "u" + i + "@a.example")
                            .toArray(String[]::new);
            MessageId id = post.accept("joe@x", to);
            post.awaitGone(id);
            assertThat(post.seen)
                    .extracting(seen -> seen.to().size())
                    .containsExactlyInAnyOrder(100, 100, 50);
        }
    }

    @Test
    void messagesOfOneDestinationGoInTheirOrder() throws IOException {
        try (var post =
                new Post(
                        ROUTES.replace(
                                "smtp://relay:25\"", "smtp://relay:25\"\nconnections = 1"))) {
            var ids = new ArrayList<MessageId>();
            for (int i = 0; i < 500; i++) {
                ids.add(post.queue("joe@x", "ann@a.example"));
                post.pass(Duration.ofMillis(1));
            }
            post.start();
            post.awaitSeen(500);
            assertThat(post.seen).extracting(Post.Seen::id).containsExactlyElementsOf(ids);
            assertThat(post.seen).extracting(Post.Seen::conversation).containsOnly(1, 2, 3, 4, 5);
        }
    }

    @Test
    void aDeferredRecipientIsTriedAgainInTime() throws IOException {
        var post = new Post(ROUTES);
        post.behaviours.put(RELAY, Post.defers("451 later"));
        try (post) {
            post.start();
            MessageId id = post.accept("joe@x", "ann@a.example");
            for (int attempts = 1; attempts <= 5; attempts++) {
                Recipient.Waiting waiting = post.awaitAttempts(id, 0, attempts);
                long minutes = List.of(1, 5, 15, 30, 60).get(attempts - 1);
                assertThat(waiting.next())
                        .isEqualTo(post.now().plus(Duration.ofSeconds(minutes * 54)));
                assertThat(waiting.last()).contains(new Diagnosis("4.2.0", "there", "451 later"));
                post.pass(Duration.ofSeconds(minutes * 54));
            }
            post.awaitSeen(6);
        }
    }

    @Test
    void oneRecipientMayFailToArriveWhileAnotherDoes() throws IOException {
        var post = new Post(ROUTES);
        post.behaviours.put(
                RELAY,
                delivery -> {
                    delivery.settle(
                            delivery.to().getFirst(), new Outcome.Delivered("there", "250 OK"));
                    throw new IOException("reset by peer");
                });
        try (post) {
            post.start();
            MessageId id = post.accept("joe@x", "a@a.example", "b@b.example");
            assertThat(post.awaitAttempts(id, 1, 1).last())
                    .contains(Diagnosis.ours("4.4.2", "reset by peer"));
            assertThat(post.state(id, 0)).isInstanceOf(Recipient.Delivered.class);
            post.behaviours.remove(RELAY);
            post.pass(Duration.ofMinutes(1));
            post.awaitGone(id);
            assertThat(post.seen.getLast().to()).containsExactly("b@b.example");
        }
    }

    @Test
    void aConversationIsKeptForTheNextMessage() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            for (int i = 0; i < 10; i++) {
                post.awaitGone(post.accept("joe@x", "ann@a.example"));
                awaitRest(post);
            }
            assertThat(post.conversations).hasValue(1);
            post.pass(Duration.ofSeconds(6));
            await("farewell", () -> post.farewells.get() == 1);
            post.awaitGone(post.accept("joe@x", "ann@a.example"));
            assertThat(post.conversations).hasValue(2);
        }
    }

    @Test
    void aConversationThatThePeerEndedMeanwhileIsNoFailure() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            for (Post.Behaviour end :
                    List.<Post.Behaviour>of(
                            _ -> {
                                throw new EOFException("closed");
                            },
                            Post.defers("421 closing"))) {
                post.awaitGone(post.accept("joe@x", "ann@a.example"));
                awaitRest(post);
                var once = new AtomicBoolean();
                post.behaviours.put(
                        RELAY,
                        delivery -> {
                            if (once.compareAndSet(false, true)) end.take(delivery);
                            else delivery.settleRest(new Outcome.Delivered("there", "250"));
                        });
                post.awaitGone(post.accept("joe@x", "ann@a.example"));
            }
            assertThat(post.seen).hasSize(6);
        }
    }

    @Test
    void theNextHopIsTriedWhenTheFirstDoesNotTalk() throws IOException {
        var post = new Post(ROUTES);
        post.unreachable.put("smtp://first:25", "refused");
        try (post) {
            post.start();
            post.awaitGone(post.accept("joe@x", "ann@two.example"));
            assertThat(post.seen).extracting(Post.Seen::hop).containsExactly("smtp://second:25");
        }
    }

    @Test
    void whenNoHopOfTheRouteTalksItIsTriedLater() throws IOException {
        var post = new Post(ROUTES);
        post.unreachable.put("smtp://first:25", "refused");
        post.unreachable.put("smtp://second:25", "no route to host");
        try (post) {
            post.start();
            MessageId id = post.accept("joe@x", "ann@two.example");
            assertThat(post.awaitAttempts(id, 0, 1).last())
                    .contains(Diagnosis.ours("4.4.1", "no route to host"));
        }
    }

    @Test
    void aRouteMayHoldOrDiscard() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            MessageId held = post.accept("joe@x", "ann@held.example");
            await("held", () -> post.state(held, 0) instanceof Recipient.Held);
            post.awaitGone(post.accept("joe@x", "ann@nobody.example"));
            assertThat(post.seen).isEmpty();
        }
    }

    @Test
    void mailWithoutARouteWaitsForOne() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            MessageId id = post.accept("joe@x", "ann@far.example");
            assertThat(post.awaitAttempts(id, 0, 1).last())
                    .contains(Diagnosis.ours("4.4.4", "no route to far.example"));
            post.dispatcher.reload(
                    Post.routes(ROUTES + "[[route]]\nto = \"*\"\nsend = \"smtp://new:25\""));
            post.pass(Duration.ofMinutes(1));
            post.awaitGone(id);
            assertThat(post.seen).extracting(Post.Seen::hop).containsExactly("smtp://new:25");
        }
    }

    @Test
    void inMtpWeStandOnTheWayBack() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            for (String from : List.of("joe@x", "@y,joe@x", "ann@here.example", "<>", "MTP@x"))
                post.awaitGone(post.accept(from, "bob@ai"));
            assertThat(post.seen)
                    .extracting(Post.Seen::from)
                    .containsExactly(
                            "<@gate,joe@x>",
                            "<@gate,@y,joe@x>",
                            "<ann@here.example>",
                            "<MTP@gate>",
                            "<@gate,MTP@x>");
        }
    }

    /// RFC 786; the queue keeps the way back.
    @Test
    void toMtpAllNiMailIsFromTheGateway() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            post.protocol = "NIMAIL";
            for (String from : List.of("@y,joe@x", "joe@x", "<>"))
                post.awaitGone(post.accept(from, "bob@ai"));
            post.awaitGone(post.accept("@y,joe@x", "bob@bi"));
            post.awaitGone(post.accept("@y,joe@x", "bob@a.example"));
            assertThat(post.seen)
                    .extracting(Post.Seen::from)
                    .containsExactly(
                            "<NIMAIL@gate>",
                            "<NIMAIL@gate>",
                            "<MTP@gate>",
                            "<@gate,@y,joe@x>",
                            "<@y,joe@x>");
        }
    }

    /// RFC 786: a file for each next host, with all its addresses.
    @Test
    void niMailGoesOutInOneLetterForEachNextHost() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            post.awaitGone(post.accept("sam@SRI-NIC", "@a,@b,pat@c", "@a,pat@d", "@e,pat@a"));
            assertThat(post.seen)
                    .extracting(Post.Seen::hop, Post.Seen::to)
                    .containsExactlyInAnyOrder(
                            tuple("nimail://a:61", List.of("@a,@b,pat@c", "@a,pat@d")),
                            tuple("nimail://e:61", List.of("@e,pat@a")));
        }
    }

    @Test
    void aNoticeLeavesBySmtpWithoutASender() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            for (String from : List.of("MTP@x", "<>", "@y,joe@x"))
                post.awaitGone(post.accept(from, "bob@a.example"));
            assertThat(post.seen)
                    .extracting(Post.Seen::from)
                    .containsExactly("<>", "<>", "<@y,joe@x>");
        }
    }

    /// Whoever works on the queue announces messages that may be under way, and a flush finds them.
    @Test
    void whatIsUnderWayIsNotAttemptedASecondTime() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            var answer = new CompletableFuture<Outcome>();
            post.behaviours.put(RELAY, delivery -> delivery.settleRest(answer.join()));
            MessageId id = post.accept("joe@x", "ann@a.example");
            await("it is under way", () -> post.underWay.get() == 1);
            post.announce(id);
            post.dispatcher.flush(Optional.empty());
            post.awaitGone(post.accept("joe@x", "bob@here.example")); // what was said is heard now
            answer.complete(new Outcome.Delivered("there", "250 OK"));
            post.awaitGone(id);
            awaitRest(post);
            assertThat(post.seen).extracting(Post.Seen::id).containsOnlyOnce(id);
        }
    }

    /// It may be found on disk, attempted and put off before the one who accepted it says so.
    @Test
    void whatIsAnnouncedLateIsNotAttemptedBeforeItsTime() throws IOException {
        try (var post = new Post(ROUTES)) {
            post.behaviours.put(RELAY, Post.defers("451 later"));
            MessageId id = post.queue("joe@x", "ann@a.example");
            post.start();
            Recipient.Waiting waiting = post.awaitAttempts(id, 0, 1);
            post.awaitRest();
            post.dispatcher.added(List.of(new Due("a.example", Post.START, id, 0)));
            post.awaitRest();
            assertThat(post.state(id, 0)).isEqualTo(waiting);
            post.pass(Duration.ofMinutes(1));
            post.awaitAttempts(id, 0, 2);
        }
    }

    /// A message is gone a moment before its conversation is free for the next.
    private static void awaitRest(Post post) {
        await("rest", () -> post.dispatcher.hops().stream().allMatch(hop -> hop.active() == 0));
    }

    // --- the host mail capability table (RFC 784)

    private static final String FIRST = "smtp://first:25";
    private static final String SECOND = "smtp://second:25";

    private static List<String> hops(Post post) {
        return post.seen.stream().map(Post.Seen::hop).toList();
    }

    @Test
    void theHopThatAnsweredIsTriedFirstForAWhile() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            post.unreachable.put(FIRST, "Connection refused");
            post.awaitGone(post.accept("joe@x", "ann@two.example"));
            post.unreachable.clear();
            post.pass(Duration.ofMinutes(59));
            post.awaitGone(post.accept("joe@x", "ann@two.example"));
            assertThat(hops(post)).containsExactly(SECOND, SECOND);
            post.pass(Duration.ofMinutes(2));
            post.awaitGone(post.accept("joe@x", "ann@two.example"));
            assertThat(hops(post)).containsExactly(SECOND, SECOND, FIRST);
        }
    }

    @Test
    void whatAHopRefusedIsRememberedAcrossRestarts() throws IOException {
        try (var post = new Post(ROUTES)) {
            new KnownHosts(post.shard.registers, HostSettings.defaults(), post::now)
                    .refused(
                            new Hop.Remote("smtp", "first", OptionalInt.of(25), new TreeMap<>()),
                            "Connection refused\r\n");
            post.start();
            post.awaitGone(post.accept("joe@x", "ann@two.example"));
            assertThat(hops(post)).containsExactly(SECOND);
        }
    }

    @Test
    void whenAllHaveRefusedTheOrderOfTheRouteHolds() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            post.unreachable.put(FIRST, "Connection refused");
            post.unreachable.put(SECOND, "Connection refused");
            MessageId id = post.accept("joe@x", "ann@two.example");
            post.awaitAttempts(id, 0, 1);
            post.unreachable.clear();
            post.pass(Duration.ofMinutes(2));
            post.awaitGone(id);
            post.awaitGone(post.accept("joe@x", "ann@two.example"));
            assertThat(hops(post)).containsExactly(FIRST, FIRST);
            assertThat(post.shard.registers.find(KnownHosts.REGISTER, FIRST + " refused"))
                    .isEmpty();
        }
    }

    // --- aliases

    @Test
    void anAliasIsAtOurNameThereAndStandsForWhoIsBeyondUs() throws IOException {
        var aliases = new CopyOnWriteArrayList<String>();
        try (var post = new Post(ROUTES).start()) {
            post.behaviours.put(
                    "mtp://ai:57",
                    delivery -> {
                        for (String path :
                                List.of("ann@long.example", "@gate,@here.example,ann@long.example"))
                            aliases.add(delivery.alias(Post.path(path)).orElseThrow().toString());
                        delivery.settleRest(new Outcome.Delivered("ai", "250 OK"));
                    });
            post.awaitGone(post.accept("joe@x", "foo@ai"));
            assertThat(aliases).containsExactly("u1@gate", "u1@gate");
        }
    }

    @Test
    void anAttemptThatCanMakeNoAliasIsPutOffAndTheHopNotBlamed() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            post.shard.registers.broken = true;
            post.behaviours.put(
                    "mtp://ai:57", delivery -> delivery.alias(Post.path("ann@long.example")));
            MessageId id = post.accept("joe@x", "foo@ai");
            Recipient.Waiting waiting = post.awaitAttempts(id, 0, 1);
            assertThat(waiting.last().orElseThrow().status()).isEqualTo("4.3.0");
            assertThat(post.known("mtp://ai:57").flatMap(HopView::lastError)).isEmpty();
        }
    }

    // --- relaying (RFC 780 section 3.2)

    private static String sentFrom(String from, String to) throws IOException {
        try (var post = new Post(ROUTES).start()) {
            post.awaitGone(post.accept(from, to));
            return post.seen.getFirst().from();
        }
    }

    @Test
    void aRelayPutsItselfInFrontUnderTheNameItHasThere() throws IOException {
        assertThat(sentFrom("joe@x", "foo@ai")).isEqualTo("<@gate,joe@x>");
        assertThat(sentFrom("@mc,joe@x", "@ai,foo@b")).isEqualTo("<@gate,@mc,joe@x>");
        assertThat(sentFrom("MTP@x", "foo@ai")).isEqualTo("<@gate,MTP@x>");
    }

    @Test
    void whatBeganHereHasNoRelay() throws IOException {
        assertThat(sentFrom("joe@here.example", "foo@ai")).isEqualTo("<joe@here.example>");
        assertThat(sentFrom("MTP@gate", "foo@ai")).isEqualTo("<MTP@gate>");
        assertThat(sentFrom("<>", "foo@ai")).isEqualTo("<MTP@gate>");
        // What has been elsewhere is relayed, even if it began here.
        assertThat(sentFrom("@mc,joe@here.example", "foo@ai"))
                .isEqualTo("<@gate,@mc,joe@here.example>");
    }
}
