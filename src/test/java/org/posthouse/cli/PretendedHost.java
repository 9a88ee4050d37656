package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.wire.Transcript;

/// A sender without a network, for the tests of commands. What it answers is in the recipient's
/// name: `refused@…`, `later@…`, `broken@…`; the host `unreachable` is not there.
final class PretendedHost implements Senders {
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<String> froms = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Optional<Duration> timeout = Optional.empty();
    private volatile Limits limits =
            new Limits(1000, Measure.Width.EIGHT_BIT, 1 << 20, Limits.Readers.MIME);

    /// How long the latest sender was to wait.
    Optional<Duration> timeout() {
        return timeout;
    }

    void takesOnly(Limits limits) {
        this.limits = limits;
    }

    List<String> texts() {
        return texts;
    }

    List<String> froms() {
        return froms;
    }

    int connections() {
        return connections.get();
    }

    @Override
    public Optional<Outbound> sender(
            Hop.Remote via, Optional<Duration> timeout, Transcript transcript) {
        this.timeout = timeout;
        return via.scheme().equals("smtp")
                ? Optional.of((hop, knownAs) -> converse(hop, knownAs, transcript))
                : Optional.empty();
    }

    private Outbound.Conversation converse(Hop hop, String knownAs, Transcript transcript)
            throws IOException {
        connections.incrementAndGet();
        if (hop.url().contains("unreachable")) throw new ConnectException("Connection refused");
        transcript.said(Transcript.Side.NOTE, "connected");
        transcript.said(Transcript.Side.OURS, "EHLO " + knownAs);
        transcript.said(Transcript.Side.THEIRS, "250 \u001b[31mhello");
        return new Pretended();
    }

    private final class Pretended implements Outbound.Conversation {
        @Override
        public void deliver(Delivery delivery) throws IOException {
            switch (delivery.fit(limits)) {
                case Fit.Unfit(var why) -> delivery.settleRest(new Outcome.Failed(why));
                case Fit.Fits(var content) -> {
                    froms.add(delivery.from().shown());
                    texts.add(text(content));
                    for (Recipient to : delivery.to()) delivery.settle(to, outcome(to));
                }
            }
        }

        private static String text(Content content) throws IOException {
            try (InputStream in = content.open()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        private static Outcome outcome(Recipient to) throws IOException {
            String user = to.path().mailbox().user();
            if (user.startsWith("broken")) throw new EOFException("closed by the peer");
            return switch (user) {
                case "refused" ->
                        new Outcome.Failed(new Diagnosis("5.1.1", "host", "550 5.1.1 Unknown"));
                case "later" ->
                        new Outcome.Deferred(new Diagnosis("4.2.1", "host", "450 4.2.1 Busy"));
                default -> new Outcome.Delivered("host", "250 2.0.0 OK");
            };
        }

        @Override
        public boolean usable() {
            return true;
        }

        @Override
        public void close() {}
    }
}
