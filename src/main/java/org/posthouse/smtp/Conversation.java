package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Posted;
import org.posthouse.mail.TraceField;
import org.posthouse.mail.Verdict;
import org.posthouse.smtp.Command.*;
import org.posthouse.smtp.Stage.*;
import org.posthouse.wire.Connection;
import org.posthouse.wire.DotText;
import org.posthouse.wire.Line;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiving half of one SMTP conversation (RFC 5321), from the 220 greeting to 221 or 421.
///
/// It has a virtual thread to itself and simply blocks: the order of the statements is the order of
/// the dialogue. All that the sender has said so far is the one value `stage`, so that a reset is
/// an assignment; all that must outlive the connection lies behind [Intake]. Every command is
/// answered by a method that returns exactly one reply.
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpReceiver.class);

    private final SmtpSettings settings;
    private final Intake intake;
    private final Connection connection;
    private final InetAddress address;
    private final Patience patience;
    private Stage stage = new Unmet();

    Conversation(SmtpSettings settings, Intake intake, Connection connection) {
        this.settings = settings;
        this.intake = intake;
        this.connection = connection;
        this.address = connection.peer().getAddress();
        this.patience = new Patience(settings);
    }

    /// @throws IOException when the line breaks; what was accepted stays accepted
    void converse() throws IOException {
        try {
            send(Reply.greeting(intake.host()));
            for (Line line = next(); !(line instanceof Line.Nothing); line = next()) {
                Optional<String> enough = patience.exhausted();
                Reply reply = enough.isPresent() ? hangUp(enough.get()) : answer(line);
                send(reply);
                if (reply.parting()) return;
            }
        } catch (EOFException _) {
            LOG.info("cut peer={} in the middle of a text: {}", name(), connection.ending());
        }
        part();
    }

    private Line next() throws IOException {
        return connection.line(settings.commandLine() - 2, settings.commandTimeout());
    }

    private void send(Reply reply) throws IOException {
        for (String line : reply.lines()) connection.send(line);
    }

    /// Says why no more commands are awaited, if it was not the sender who went (RFC 5321 section
    /// 3.8).
    private void part() throws IOException {
        switch (connection.ending()) {
            case LATE -> send(Reply.late(intake.host()));
            case DRAINING -> send(Reply.closing(intake.host()));
            case OPEN, PEER -> {}
        }
    }

    private Reply hangUp(String why) {
        LOG.info("dropped peer={} reason=\"{}\"", name(), why);
        return Reply.fedUp(intake.host(), why);
    }

    private Reply mistaken(Reply reply) {
        LOG.info("mistake peer={} reply=\"{}\"", name(), reply);
        patience.mistake();
        return reply;
    }

    private String name() {
        return TraceField.literal(address);
    }

    private Reply answer(Line line) throws IOException {
        return switch (line) {
            case Line.Text(var text) -> answer(Command.parse(text, settings.path()));
            case Line.Stray(var text) when settings.acceptsStray() && text.indexOf('\r') < 0 ->
                    answer(Command.parse(text, settings.path()));
            case Line.Stray _ -> mistaken(Reply.STRAY_LINE_END);
            case Line.TooLong _ -> mistaken(Reply.LINE_TOO_LONG);
            case Line.Nothing _ -> Reply.closing(intake.host());
        };
    }

    private Reply answer(Command command) throws IOException {
        patience.heard(command);
        return switch (command) {
            case Ehlo(var name) -> ehlo(name);
            case Helo(var name) -> meet("SMTP", name, Reply.hello(intake.host()));
            case Mail mail -> mail(mail);
            case Rcpt(var to, var request) -> rcpt(new Posted.To(to, request));
            case RcptPostmaster(var request) -> rcpt(new Posted.To(postmaster(), request));
            case Vrfy(var user) -> vrfy(user);
            case Wrong(var reply) -> mistaken(reply);
            case Bare bare ->
                    switch (bare) {
                        case DATA -> data();
                        case RSET -> use(stage.reset(), Reply.OK);
                        case NOOP -> Reply.OK;
                        case HELP -> Reply.help(intake.host());
                        case QUIT -> Reply.goodbye(intake.host());
                        case FOREIGN -> Reply.noMail(intake.host());
                    };
        };
    }

    private Reply ehlo(String name) {
        var extensions = new ArrayList<>(List.of("PIPELINING", "SIZE " + settings.messageSize()));
        extensions.addAll(List.of("8BITMIME", "ENHANCEDSTATUSCODES", "DSN"));
        if (verifies()) extensions.add("VRFY"); // section 3.5.2: as a convenience
        extensions.add("HELP");
        return meet("ESMTP", name, Reply.hello(intake.host(), extensions));
    }

    /// HELO and EHLO reset what came before (section 4.1.4).
    private Reply meet(String protocol, String name, Reply reply) {
        return use(new Met(new Peer(address, protocol, name)), reply);
    }

    private Reply mail(Mail mail) {
        return switch (stage) {
            case Unmet _ -> mistaken(Reply.HELLO_FIRST);
            case Open _ -> mistaken(Reply.NESTED_MAIL); // section 4.1.4
            case Met _ when mail.size() > settings.messageSize() ->
                    Reply.to(Verdict.Trouble.TOO_BIG);
            case Met(var peer) ->
                    use(new Open(peer, mail.from(), mail.reporting(), List.of()), Reply.SENDER_OK);
        };
    }

    private Reply rcpt(Posted.To to) {
        return switch (stage) {
            case Unmet _, Met _ -> mistaken(Reply.MAIL_FIRST);
            case Open open when open.to().size() >= settings.recipients() ->
                    refuse(open, to.path(), Reply.TOO_MANY_RECIPIENTS);
            case Open open -> {
                Verdict verdict = intake.route(open.peer(), open.from(), to.path());
                Reply reply = Reply.to(verdict);
                yield switch (verdict) {
                    case Verdict.Trouble _ -> {
                        patience.refused();
                        yield refuse(open, to.path(), reply);
                    }
                    case Verdict.Welcome _, Verdict.Elsewhere _, Verdict.Accepted _ ->
                            use(open.with(to), reply);
                };
            }
        };
    }

    private Reply refuse(Open open, MailPath to, Reply reply) {
        LOG.info(
                "refused peer={} from={} to=<{}> reply=\"{}\"",
                name(),
                open.from().shown(),
                to,
                reply);
        return reply;
    }

    private MailPath postmaster() {
        return MailPath.to(new Mailbox("postmaster", new Host.Name(intake.host())));
    }

    private Reply vrfy(String user) {
        if (!verifies()) return Reply.CANNOT_VERIFY;
        return intake.verify(user).map(Reply::verified).orElse(Reply.CANNOT_VERIFY);
    }

    private boolean verifies() {
        return switch (settings.vrfy()) {
            case YES -> true;
            case NO -> false;
            case LOOPBACK -> address.isLoopbackAddress();
        };
    }

    private Reply data() throws IOException {
        return switch (stage) {
            case Unmet _, Met _ -> mistaken(Reply.MAIL_FIRST);
            case Open(_, _, _, var to) when to.isEmpty() -> Reply.NO_RECIPIENTS;
            case Open open -> text(open);
        };
    }

    /// Whatever comes of the text, the transaction is over (section 4.1.1.4).
    private Reply text(Open open) throws IOException {
        stage = stage.reset();
        try (Intake.Text text = intake.arrive()) {
            if (text.trouble().isPresent()) return Reply.to(text.trouble().get());
            send(Reply.START_TEXT);
            connection.flush(); // RFC 2920 section 3.2: never kept back
            byte[] trace = trace(open, text).octets();
            text.write(trace, 0, trace.length);
            var sink = new Sink(text, settings.messageSize());
            DotText.Ended ended = connection.text(sink, settings.dataTimeout());
            if (sink.octets > settings.messageSize()) return Reply.to(Verdict.Trouble.TOO_BIG);
            if (ended.longestLine() > settings.textLine()) return Reply.TEXT_LINE_TOO_LONG;
            if (ended.stray() && !settings.acceptsStray()) return Reply.STRAY_TEXT;
            var posted = new Posted(open.from(), open.reporting(), open.to());
            Verdict.Final verdict = intake.post(open.peer(), posted, text);
            if (verdict instanceof Verdict.Accepted) patience.accepted();
            return Reply.to(verdict);
        }
    }

    private TraceField trace(Open open, Intake.Text text) {
        Optional<Mailbox> only =
                open.to().size() == 1
                        ? Optional.of(open.to().getFirst().path().mailbox())
                        : Optional.empty();
        return new TraceField(
                open.peer(), intake.host(), text.id(), Instant.now(), Optional.empty(), only);
    }

    private Reply use(Stage next, Reply reply) {
        stage = next;
        return reply;
    }

    /// Hands a text on as long as that makes sense, and hears the rest of it all the same.
    private static final class Sink implements DotText.Sink {
        private final Intake.Text text;
        private final long most;
        private long octets;

        Sink(Intake.Text text, long most) {
            this.text = text;
            this.most = most;
        }

        @Override
        public void write(byte[] chunk, int offset, int length) {
            octets += length;
            if (octets <= most && text.trouble().isEmpty()) text.write(chunk, offset, length);
        }
    }
}
