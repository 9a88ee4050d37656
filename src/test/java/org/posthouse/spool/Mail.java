package org.posthouse.spool;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;

/// Mail for the tests of a spool.
public final class Mail {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");
    public static final Message.Origin ORIGIN =
            new Message.Origin(
                    new Peer(InetAddress.ofLiteral("192.0.2.7"), "ESMTP", "client.example"), NOON);

    private Mail() {}

    public static MailPath path(String user, String host) {
        return MailPath.to(new Mailbox(user, new Host.Name(host)));
    }

    public static Recipient waiting(int number, String host, Instant next) {
        return new Recipient(number, path("user" + number, host), Recipient.Waiting.fresh(next));
    }

    public static Recipient delivered(Recipient recipient) {
        return recipient.with(new Recipient.Delivered(NOON, "mx.example", "250 ok"));
    }

    public static Recipient failed(Recipient recipient) {
        return recipient.with(
                new Recipient.Failed(
                        NOON, new Diagnosis("5.1.1", "mx.example", "550 5.1.1 no such user")));
    }

    public static Recipient deferred(Recipient recipient, Instant next) {
        return recipient.with(
                new Recipient.Waiting(
                        1,
                        next,
                        Optional.of(NOON),
                        Optional.of(Diagnosis.ours("4.4.1", "nobody answers"))));
    }

    public static Recipient held(Recipient recipient) {
        return recipient.with(new Recipient.Held("by hand", Recipient.Waiting.fresh(NOON)));
    }

    /// One recipient at `host` for each time.
    public static Envelope envelope(String host, Instant... times) {
        var recipients = new ArrayList<Recipient>();
        for (Instant time : times) recipients.add(waiting(recipients.size(), host, time));
        return envelope(recipients);
    }

    public static Envelope envelope(List<Recipient> recipients) {
        return new Envelope(new ReversePath.Sender(path("sender", "a.example")), recipients);
    }

    /// A text that is another for each seed, with lines.
    public static byte[] text(long seed, int size) {
        byte[] text = new byte[size];
        var random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) text[i] = (byte) (' ' + random.nextInt(95));
        for (int i = 78; i + 1 < size; i += 80) {
            text[i] = '\r';
            text[i + 1] = '\n';
        }
        return text;
    }

    /// A draft with this text, written in pieces of 8 KiB.
    public static Draft draft(Shard shard, byte[] text) throws IOException {
        Draft draft = shard.draft();
        for (int from = 0; from < text.length; from += 8192)
            draft.write(text, from, Math.min(8192, text.length - from));
        return draft;
    }

    public static MessageId accept(Shard shard, byte[] text, Envelope envelope) throws IOException {
        try (Draft draft = draft(shard, text)) {
            return shard.accept(draft, envelope, ORIGIN);
        }
    }

    public static byte[] read(Content content) throws IOException {
        try (InputStream octets = content.open()) {
            return octets.readAllBytes();
        }
    }
}
