package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Envelope;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Shard;

/// Tells a sender what became of a message: a letter as MTP has it to who sent by MTP (RFC 780
/// section 3.2), a report to all others (RFC 3464). It is a message like any other, but nobody is
/// told what becomes of it.
final class Notice {
    private static final String MTP = "MTP";

    private final Routes routes;
    private final long whole;
    private final RandomGenerator random;
    private final Function<MailPath, Optional<String>> alias;

    /// @param whole octets up to which a message is returned as a whole
    /// @param alias the short name of a correspondent, if he has one
    Notice(
            Routes routes,
            long whole,
            RandomGenerator random,
            Function<MailPath, Optional<String>> alias) {
        this.routes = routes;
        this.whole = whole;
        this.random = random;
        this.alias = alias;
    }

    /// Writes the notice that tells a sender; the message must have one.
    Shard.Notice write(Draft draft, Tidings tidings, Instant now) throws IOException {
        Message message = tidings.message();
        MailPath sender =
                switch (message.from()) {
                    case ReversePath.Sender(var path) -> routes.onward(path);
                    case ReversePath.Null() ->
                            throw new IllegalArgumentException("nobody to tell about " + message);
                };
        boolean byMtp = message.origin().peer().protocol().equals(MTP);
        String host = routes.knownAs(sender);
        Original original = Original.of(message.content(), whole);
        String text =
                byMtp
                        ? new MtpLetter(host, sender.mailbox(), original, alias).text(tidings, now)
                        : report(draft, host, sender, original).text(tidings, now);
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        draft.write(octets, 0, octets.length);
        return new Shard.Notice(
                draft,
                new Envelope(from(byMtp, host), List.of(recipient(sender, now))),
                new Message.Origin(Peer.ourselves(host), now));
    }

    private Report report(Draft draft, String host, MailPath sender, Original original) {
        String mark = draft.id() + "." + Long.toHexString(random.nextLong());
        return new Report(host, sender.mailbox(), original, mark);
    }

    private static ReversePath from(boolean byMtp, String host) {
        return byMtp
                ? new ReversePath.Sender(MailPath.to(new Mailbox(MTP, Names.known(host))))
                : new ReversePath.Null();
    }

    private Recipient recipient(MailPath sender, Instant now) {
        Recipient.State state =
                routes.route(sender) instanceof Route route
                        ? route.entering(now)
                        : Recipient.Waiting.fresh(now);
        return new Recipient(0, sender, state);
    }
}
