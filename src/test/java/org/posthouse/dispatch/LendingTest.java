package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.mail.Collection.Lent;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Hop;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;

/// Mail that waits for a host to come for it.
@Timeout(120)
final class LendingTest {
    private static final String ROUTES =
            """
            host = "here.example"
            [collect.salford]
            addresses = ["10.9.0.1"]
            [collect.leeds]
            addresses = ["10.9.0.2"]
            [[route]]
            to = "boss@mixed.example"
            send = "smtp://relay:25"
            [[route]]
            to = ["*.salford.example", "mixed.example"]
            send = "collect:salford"
            known-as = "relay"
            retry = ["2m"]
            give-up = "3h"
            warn-after = "1h"
            [[route]]
            to = "leeds.example"
            send = ["smtp://leeds:25", "collect:leeds"]
            """;
    private static final Hop.Collect SALFORD = new Hop.Collect("salford");
    private static final Hop.Collect LEEDS = new Hop.Collect("leeds");
    private static final Outcome TAKEN = new Outcome.Delivered("salford", "taken");

    private static Lent lend(Post post, Hop.Collect hop) throws IOException {
        return post.dispatcher.lend(hop, Optional.empty()).orElseThrow();
    }

    private static boolean none(Post post, Hop.Collect hop) throws IOException {
        return post.dispatcher.lend(hop, Optional.empty()).isEmpty();
    }

    private static MessageId take(Post post, Hop.Collect hop) throws IOException {
        try (Lent lent = lend(post, hop)) {
            lent.delivery().settleRest(TAKEN);
            lent.write();
            return lent.delivery().message().id();
        }
    }

    @Test
    void whatIsTakenIsGone() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            assertThat(none(post, SALFORD)).isTrue();
            MessageId one = post.accept("joe@x", "a@cs.salford.example");
            MessageId two = post.accept("joe@x", "b@cs.salford.example");
            MessageId first = take(post, SALFORD); // either: one may be looked at right now
            assertThat(post.shard.recipients(first)).isEmpty();
            assertThat(List.of(first, take(post, SALFORD))).containsExactlyInAnyOrder(one, two);
            assertThat(none(post, SALFORD)).isTrue();
            assertThat(post.seen).isEmpty();
        }
    }

    @Test
    void whatWasInTheQueueAtTheStartIsThereToo() throws IOException {
        try (var post = new Post(ROUTES)) {
            MessageId id = post.queue("joe@x", "a@cs.salford.example");
            post.start();
            assertThat(take(post, SALFORD)).isEqualTo(id);
        }
    }

    @Test
    void aLetterHasAllThatTheHostServes() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            post.accept(
                    "joe@x",
                    "a@cs.salford.example",
                    "b@maths.salford.example",
                    "c@here.example",
                    "boss@mixed.example",
                    "d@mixed.example");
            try (Lent lent = lend(post, SALFORD)) {
                assertThat(lent.knownAs()).isEqualTo("relay");
                assertThat(lent.delivery().to())
                        .extracting(r -> r.path().toString())
                        .containsExactly(
                                "a@cs.salford.example",
                                "b@maths.salford.example",
                                "d@mixed.example");
            }
        }
    }

    @Test
    void whatIsNotSettledWaitsOn() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            MessageId id = post.accept("joe@x", "a@cs.salford.example");
            Recipient.Waiting before = post.awaitAttempts(id, 0, 1);
            try (Lent lent = lend(post, SALFORD)) {
                assertThat(lent.delivery().message().id()).isEqualTo(id);
            }
            assertThat(post.state(id, 0)).isEqualTo(before);
            assertThat(take(post, SALFORD)).isEqualTo(id);
        }
    }

    /// A second call of the host gets none of what the first one has, but waits a moment for it.
    @Test
    void whatIsLentIsLentOnce() throws Exception {
        try (var post = new Post(ROUTES).start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            MessageId one = post.accept("joe@x", "a@cs.salford.example");
            MessageId two = post.accept("joe@x", "b@cs.salford.example");
            MessageId first;
            try (Lent mine = lend(post, SALFORD);
                    Lent other = lend(post, SALFORD)) {
                first = mine.delivery().message().id();
                assertThat(List.of(first, other.delivery().message().id()))
                        .containsExactlyInAnyOrder(one, two);
                Future<Boolean> third = threads.submit(() -> none(post, SALFORD));
                assertThat(passing(post, third)).isTrue();
            }
            post.awaitRest();
            assertThat(take(post, SALFORD)).isEqualTo(one);
        }
    }

    /// Lets time pass until there is an answer, but slowly: after hours messages are given up.
    private static boolean passing(Post post, Future<Boolean> answer) throws Exception {
        while (true) {
            post.pass(Duration.ofSeconds(11));
            try {
                return answer.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                // it was asked after the time had passed
            }
        }
    }

    /// With the time that passes a message that nobody comes for is one like any other: its sender
    /// is told of the delay, and of the end.
    @Test
    void nobodyWaitsForEver() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            MessageId id = post.accept("joe@x", "a@cs.salford.example");
            Recipient.Waiting waits = post.awaitAttempts(id, 0, 1);
            assertThat(waits.last().orElseThrow().reply())
                    .isEqualTo("waits for salford to call for it");
            post.pass(Duration.ofMinutes(61));
            assertThat(post.awaitAttempts(id, 0, 2).warned()).isPresent();
            post.pass(Duration.ofHours(2));
            post.awaitGone(id);
        }
    }

    @Test
    void whatTheHostPutsOffIsNotGivenAtOnce() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            MessageId id = post.accept("joe@x", "a@cs.salford.example");
            try (Lent lent = lend(post, SALFORD)) {
                lent.delivery()
                        .settleRest(
                                new Outcome.Deferred(
                                        new Diagnosis("4.3.0", "salford", "disk full")));
                lent.write();
            }
            assertThat(none(post, SALFORD)).isTrue();
            MessageId other = post.accept("joe@x", "b@cs.salford.example");
            assertThat(take(post, SALFORD)).isEqualTo(other);
            post.pass(Duration.ofMinutes(3));
            assertThat(take(post, SALFORD)).isEqualTo(id);
        }
    }

    @Test
    void whatTheHostRefusesIsReported() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            MessageId id = post.accept("joe@here.example", "a@cs.salford.example");
            try (Lent lent = lend(post, SALFORD)) {
                lent.delivery()
                        .settleRest(
                                new Outcome.Failed(new Diagnosis("5.3.0", "salford", "not here")));
                lent.write();
            }
            post.awaitGone(id);
            post.awaitSeen(1);
            assertThat(post.seen)
                    .extracting(Post.Seen::hop)
                    .containsExactly("maildir:/data/mail/{user}");
        }
    }

    /// It may be the second of two ways.
    @Test
    void aHostThatCannotBeCalledMayComeItself() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            post.unreachable.put("smtp://leeds:25", "refused");
            MessageId id = post.accept("joe@x", "a@leeds.example");
            post.awaitAttempts(id, 0, 1);
            assertThat(none(post, SALFORD)).isTrue();
            assertThat(take(post, LEEDS)).isEqualTo(id);
        }
    }

    @Test
    void nothingIsLentAtTheEnd() throws IOException {
        var post = new Post(ROUTES).start();
        post.accept("joe@x", "a@cs.salford.example");
        post.close();
        assertThatThrownBy(() -> lend(post, SALFORD))
                .isInstanceOf(IOException.class)
                .hasMessage("we are closing");
    }

    @Test
    void aCertainMessageIsFound() throws IOException {
        try (var post = new Post(ROUTES).start()) {
            post.accept("joe@x", "a@cs.salford.example");
            MessageId two = post.accept("joe@x", "b@cs.salford.example");
            try (Lent lent = post.dispatcher.lend(SALFORD, Optional.of(two)).orElseThrow()) {
                assertThat(lent.delivery().message().id()).isEqualTo(two);
            }
            assertThat(post.dispatcher.lend(LEEDS, Optional.of(two))).isEmpty();
        }
    }

    /// More than are read at once, all of the same instant, most of them for another.
    @Test
    void fewAmongManyAreFound() throws IOException {
        try (var post = new Post(ROUTES)) {
            for (int i = 0; i < 500; i++) post.queue("joe@x", "boss@mixed.example");
            post.behaviours.put("smtp://relay:25", Post.defers("later"));
            MessageId id = post.queue("joe@x", "ann@mixed.example");
            post.start();
            assertThat(take(post, SALFORD)).isEqualTo(id);
        }
    }
}
