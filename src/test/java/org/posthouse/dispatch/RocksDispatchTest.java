package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.posthouse.dispatch.Post.await;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;
import org.posthouse.spool.rocks.RocksSpool;

/// The dispatcher on the spool it has in the program, with the clock on the wall.
@Timeout(180)
final class RocksDispatchTest {
    private static final String ROUTES =
            """
            host = "here.example"
            [[route]]
            to = "*.a.example"
            send = "smtp://relay:25"
            [[route]]
            to = "x.example"
            send = "hold:"
            """;

    @TempDir Path directory;

    private final Map<MessageId, AtomicInteger> taken = new ConcurrentHashMap<>();
    private volatile Function<Delivery, Outcome> answer =
            _ -> new Outcome.Delivered("there", "250 OK");

    private Outbound.Conversation converse(Hop hop, String knownAs) {
        return new Outbound.Conversation() {
            @Override
            public void deliver(Delivery delivery) throws IOException {
                try (InputStream text = delivery.message().content().open()) {
                    assertThat(text.readAllBytes()).isNotEmpty();
                }
                taken.computeIfAbsent(delivery.message().id(), _ -> new AtomicInteger())
                        .incrementAndGet();
                delivery.settleRest(answer.apply(delivery));
            }

            @Override
            public boolean usable() {
                return true;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    private Dispatcher dispatcher(Spool spool) {
        var dispatcher =
                new Dispatcher(
                        spool,
                        Post.routes(ROUTES),
                        Map.of("smtp", this::converse),
                        DispatchSettings.defaults(),
                        new KnownHosts(
                                spool.registers(), HostSettings.defaults(), InstantSource.system()),
                        new Aliases(
                                spool.registers(),
                                AliasSettings.defaults(),
                                InstantSource.system()),
                        new Originals(Path.of("/nowhere"), InstantSource.system()));
        dispatcher.start();
        return dispatcher;
    }

    private static MessageId accept(Spool spool, String to) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Shard shard = spool.forArrival();
        byte[] text = "Subject: a letter\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
        var recipient = new Recipient(0, Post.path(to), Recipient.Waiting.fresh(now));
        try (var draft = shard.draft()) {
            draft.write(text, 0, text.length);
            return shard.accept(
                    draft,
                    new Envelope(Post.reverse("joe@x.example"), List.of(recipient)),
                    new Message.Origin(
                            new Peer(InetAddress.getLoopbackAddress(), "ESMTP", "peer"), now));
        }
    }

    private static Due due(Spool spool, MessageId id) throws IOException {
        Recipient recipient = shard(spool).recipient(id, 0).orElseThrow();
        return new Due(
                Due.destination(recipient.path()), Settlement.waiting(recipient).next(), id, 0);
    }

    private static Shard shard(Spool spool) {
        return spool.shards().getFirst();
    }

    private static boolean empty(Spool spool) {
        try {
            return shard(spool).list(Optional.empty(), 1).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsQueuedAndWhatArrivesIsSentOnce() throws IOException {
        try (Spool spool = RocksSpool.open(directory, SpoolSettings.defaults())) {
            for (int i = 0; i < 1000; i++) accept(spool, "u@" + (i % 5) + ".a.example");
            try (Dispatcher dispatcher = dispatcher(spool)) {
                for (int i = 0; i < 1000; i++)
                    dispatcher.added(
                            List.of(due(spool, accept(spool, "u@" + (i % 5 + 5) + ".a.example"))));
                await("an empty queue", () -> empty(spool));
                await("no lease", () -> dispatcher.held() == 0);
            }
            assertThat(taken).hasSize(2000);
            assertThat(taken.values()).allMatch(times -> times.get() == 1);
            assertThat(shard(spool).check()).isEmpty();
        }
    }

    @Test
    void whatWasDeferredIsThereAfterARestart() throws IOException {
        MessageId id;
        try (Spool spool = RocksSpool.open(directory, SpoolSettings.defaults())) {
            answer = _ -> new Outcome.Deferred(new Diagnosis("4.2.0", "there", "451 later"));
            id = accept(spool, "u@1.a.example");
            try (Dispatcher dispatcher = dispatcher(spool)) {
                await("an attempt", () -> taken.containsKey(id));
                await("no lease", () -> dispatcher.held() == 0);
            }
        }
        try (Spool spool = RocksSpool.open(directory, SpoolSettings.defaults())) {
            assertThat(shard(spool).recipient(id, 0).map(Recipient::state))
                    .get()
                    .isInstanceOfSatisfying(
                            Recipient.Waiting.class,
                            waiting -> assertThat(waiting.attempts()).isEqualTo(1));
            answer = _ -> new Outcome.Delivered("there", "250 OK");
            try (Dispatcher dispatcher = dispatcher(spool)) {
                await("its destination", () -> flushed(dispatcher, spool));
            }
            assertThat(shard(spool).check()).isEmpty();
        }
    }

    /// The destinations are found one after the other, and a flush is for those known by then.
    private static boolean flushed(Dispatcher dispatcher, Spool spool) {
        dispatcher.flush(Optional.empty());
        return empty(spool);
    }

    @Test
    void aFailureAndItsNoticeAreOneCommit() throws IOException {
        try (Spool spool = RocksSpool.open(directory, SpoolSettings.defaults())) {
            answer = _ -> new Outcome.Failed(new Diagnosis("5.1.1", "there", "550 no"));
            MessageId id = accept(spool, "u@1.a.example");
            try (Dispatcher dispatcher = dispatcher(spool)) {
                await("an attempt", () -> taken.containsKey(id));
                await("no lease", () -> dispatcher.held() == 0);
            }
            assertThat(shard(spool).find(id)).isEmpty();
            List<Message> left = shard(spool).list(Optional.empty(), 10);
            assertThat(left).hasSize(1);
            assertThat(shard(spool).recipients(left.getFirst().id()))
                    .extracting(Recipient::path)
                    .containsExactly(Post.path("joe@x.example"));
            assertThat(shard(spool).check()).isEmpty();
        }
    }
}
