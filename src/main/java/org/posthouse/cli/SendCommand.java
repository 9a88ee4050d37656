package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.ReversePath;
import org.posthouse.wire.Transcript;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse send`: one message to one host, by any protocol we can send, and the dialogue to look
/// at. It uses no queue and no configuration.
@Command(
        name = "send",
        description = {
            "Sends one message to the host named, now or not at all.",
            "The message is read from FILE, else from standard input; LF is sent as CRLF and"
                    + " nothing is added. When it is empty, or --subject or --body are given, a"
                    + " small test message is sent."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:accepted for all recipients",
            "1:refused by the peer, for some or all",
            "2:wrong usage",
            "75:not reached, or to be tried later"
        },
        footer = {
            "",
            "Examples:",
            "  posthouse send --via smtp://localhost:8025 --from me@example.org --to you@localhost"
                    + " --subject Hello --body 'Are you there?' --transcript",
            "  posthouse send --via mtp://localhost:8057 --from me@host --to you@localhost"
                    + " letter.txt"
        })
public final class SendCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private final ViaHost via;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "ADDRESS",
            converter = Addresses.From.class,
            description = "The sender; '<>' for none.")
    private ReversePath from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ADDRESS",
            converter = Addresses.To.class,
            description = "A recipient; give the option again for each further one.")
    private List<MailPath> to;

    @Option(
            names = "--transcript",
            description =
                    "Shows the dialogue, with the seconds since it began: -> what we say, <- what"
                            + " the peer says.")
    private boolean transcript;

    @Option(
            names = "--helo",
            paramLabel = "NAME",
            description = "What we call ourselves. Default: the name of this machine.")
    private Optional<String> helo;

    @Option(names = "--subject", paramLabel = "TEXT", description = "Of the test message.")
    private Optional<String> subject;

    @Option(names = "--body", paramLabel = "TEXT", description = "Of the test message.")
    private Optional<String> body;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The message.")
    private Optional<Path> file;

    public SendCommand(Senders senders) {
        via = new ViaHost(senders);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Outbound sender = via.sender(transcript ? new Screen(out) : Transcript.NONE);
        String name = helo.orElseGet(MachineName::find);
        var posting = new Posting(from, to, letter(name), name);
        deliver(converse(sender, name), posting);
        var account = new Account(to, posting.outcomes());
        out.println(account.line());
        out.flush();
        return account.exit().code();
    }

    private Outbound.Conversation converse(Outbound sender, String name) {
        try {
            return sender.converse(via.hop(), name);
        } catch (IOException e) {
            throw Stop.later(via.hop().url() + ": " + Trouble.reason(e));
        }
    }

    /// A line that breaks leaves what was settled before as it is.
    private static void deliver(Outbound.Conversation conversation, Posting posting) {
        try (conversation) {
            conversation.deliver(posting);
        } catch (IOException e) {
            posting.settleRest(Posting.broken(e));
        }
    }

    private Letter letter(String name) throws IOException {
        if (subject.isEmpty() && body.isEmpty()) {
            Letter letter = given();
            if (!letter.isEmpty()) return letter;
        } else if (file.isPresent()) {
            throw Stop.usage("--subject and --body are for a message without FILE");
        }
        return Letter.of(new TestLetter(from, to, name, subject, body).octets(Instant.now()));
    }

    private Letter given() throws IOException {
        if (file.isPresent()) return file(file.get());
        if (isTyped()) {
            spec.commandLine()
                    .getErr()
                    .println("The message, please; end with Ctrl-D (at once for a test message).");
        }
        return Letter.once(System.in);
    }

    /// Whether standard input is a terminal, where that can be told cheaply (Linux).
    private static boolean isTyped() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/0"))
                    .toString()
                    .matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private static Letter file(Path path) {
        try {
            return Letter.of(path);
        } catch (IOException e) {
            throw Stop.usage(Trouble.reason(e));
        }
    }
}
