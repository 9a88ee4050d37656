package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Envelope;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.ReversePath;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Shard;

/// Tells a sender what became of a message: a letter as MTP has it to who sent by MTP (RFC 780
/// section 3.2), one as JNT Mail has it to who sent by NI MAIL, a report to all others (RFC 3464).
/// It is a message like any other, but nobody is told what becomes of it.
final class Notice {
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
        World world = World.of(tidings);
        String host = routes.knownAs(sender);
        String text =
                switch (world) {
                    case MTP ->
                            new MtpLetter(
                                            host,
                                            sender.mailbox(),
                                            Original.header(message.content()),
                                            alias)
                                    .text(tidings, now);
                    case JNT ->
                            new JntLetter(host, sender.mailbox(), mark(draft)).report(tidings, now);
                    case INTERNET ->
                            new Report(host, sender.mailbox(), original(tidings), mark(draft))
                                    .text(tidings, now);
                };
        return notice(draft, text, from(world, host), host, sender, now);
    }

    /// Writes the letter that JNT Mail's `Acknowledge-To:` asks for.
    Shard.Notice acknowledge(Draft draft, Tidings tidings, MailPath whom, Instant now)
            throws IOException {
        MailPath to = routes.onward(whom);
        String host = routes.knownAs(to);
        String text = new JntLetter(host, to.mailbox(), mark(draft)).acknowledgement(tidings, now);
        return notice(draft, text, new ReversePath.Null(), host, to, now);
    }

    private Shard.Notice notice(
            Draft draft, String text, ReversePath from, String host, MailPath to, Instant now)
            throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        draft.write(octets, 0, octets.length);
        return new Shard.Notice(
                draft,
                new Envelope(from, List.of(recipient(to, now))),
                new Message.Origin(Peer.ourselves(host), now));
    }

    /// What is known as a notice where a sender is.
    private enum World {
        MTP,
        JNT,
        INTERNET;

        static World of(Tidings tidings) {
            // who wants to hear of success has asked as RFC 3461 has it
            if (!tidings.told().served().isEmpty()) return INTERNET;
            return switch (tidings.message().origin().peer().protocol()) {
                case "MTP" -> MTP;
                case "NIMAIL" -> JNT;
                default -> INTERNET;
            };
        }
    }

    /// The header alone if the sender wants no more, or if nothing has failed (RFC 3461 section
    /// 4.3).
    private Original original(Tidings tidings) {
        Message message = tidings.message();
        boolean header =
                tidings.told().failed().isEmpty()
                        || message.reporting().ret().equals(Optional.of(Reporting.Ret.HDRS));
        return header ? Original.header(message.content()) : Original.of(message.content(), whole);
    }

    private String mark(Draft draft) {
        return draft.id() + "." + Long.toHexString(random.nextLong());
    }

    private static ReversePath from(World world, String host) {
        return switch (world) {
            case MTP -> new ReversePath.Sender(MailPath.to(new Mailbox("MTP", Names.known(host))));
            case JNT, INTERNET -> new ReversePath.Null();
        };
    }

    private Recipient recipient(MailPath sender, Instant now) {
        Recipient.State state =
                routes.route(sender) instanceof Route route
                        ? route.entering(now)
                        : Recipient.Waiting.fresh(now);
        return new Recipient(0, sender, state);
    }
}
