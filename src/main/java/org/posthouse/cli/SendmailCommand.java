package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.SendmailCall.Dot;
import org.posthouse.cli.SendmailCall.Talk;
import org.posthouse.cli.Sysexit.Unsent;
import org.posthouse.control.QueueWork;
import org.posthouse.mail.Handover;
import org.posthouse.pickup.Letterbox;
import org.posthouse.pickup.Submission;

import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse sendmail`, the program that others call as `/usr/sbin/sendmail`. The launcher becomes
/// it under the names `sendmail`, `mailq` and `newaliases`.
///
/// Its options stand here for help and manual; [SendmailCall] reads them.
@Command(
        name = "sendmail",
        preprocessor = SendmailCommand.Words.class,
        description = {
            "Takes a message from standard input into the queue, for the programs that call"
                    + " sendmail. It is there, on disk, when the exit status is 0: through the"
                    + " running server, or in the spool itself where none runs. When one recipient"
                    + " is refused nobody gets the message.",
            "A period alone on a line ends the message. Bcc: is left out of what is sent; Date:,"
                    + " From: and Message-ID: are supplied. Other options of sendmail's, such as"
                    + " -odb or -oem, are accepted and mean nothing."
        },
        exitCodeListHeading = "%nExit status (sysexits.h):%n",
        exitCodeList = {
            "0:the queue has it",
            "64:wrong usage",
            "65:the message names no recipient, or an address is none",
            "67:there is no such user here",
            "68:no route leads to a recipient's host",
            "69:refused for another reason",
            "70:a fault of Posthouse itself",
            "75:try again later",
            "77:not allowed",
            "78:bad configuration"
        },
        footer = {
            "",
            "Examples:",
            "  posthouse sendmail -t -i",
            "  posthouse sendmail -f me@example.org you@example.net",
            "  posthouse sendmail -bp"
        })
@SuppressWarnings("UnusedVariable") // its options are for the manual
public final class SendmailCommand implements Callable<Integer> {
    /// Finds the directory that the server watches, if it watches one.
    @FunctionalInterface
    public interface Letterboxes {
        /// @param config the file named, if one was
        /// @param data overrides the key `data`
        Optional<Path> letterbox(Optional<Path> config, Optional<Path> data);
    }

    private final Doors doors;
    private final Letterboxes letterboxes;
    private final InputStream in;
    private final OutputStream out;
    private List<String> words = List.of();

    @Spec private CommandSpec spec;

    @Option(names = "-t", description = "To those its To:, Cc: and Bcc: fields name, too.")
    private boolean headerToo;

    @Option(
            names = {"-f", "-r"},
            paramLabel = "ADDRESS",
            description = "The sender; '' for none. Default: the user who calls.")
    private String sender = "";

    @Option(names = "-F", paramLabel = "NAME", description = "The sender's name, for From:.")
    private String fullName = "";

    @Option(
            names = "-N",
            paramLabel = "never|success,failure,delay",
            description = "Of what the sender is told; some of the three.")
    private String wanted = "";

    @Option(names = "-R", paramLabel = "full|hdrs", description = "What a notice brings back.")
    private String ret = "";

    @Option(names = "-V", paramLabel = "ID", description = "What notices call the message.")
    private String envid = "";

    @Option(
            names = {"-i", "-oi"},
            description = "A period alone does not end the message.")
    private boolean dotIsText;

    @Option(
            names = "-b",
            paramLabel = "m|s|p|i",
            description =
                    "What to do: take a message (the default), speak SMTP on standard input and"
                            + " output, show the queue (mailq), rebuild aliases (newaliases: there"
                            + " is nothing to rebuild).")
    private String mode = "m";

    @Option(names = "-q", description = "Has all that waits attempted now; -qRHOST for one host.")
    private boolean flush;

    @Option(names = "-v", description = "Says which id the message got.")
    private boolean verbose;

    @Option(names = "--config", paramLabel = "FILE", description = "The server's configuration.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "The server's data directory.")
    private Optional<Path> data = Optional.empty();

    @Parameters(paramLabel = "ADDRESS", arity = "0..*", description = "Recipients.")
    private List<String> recipients = List.of();

    /// Keeps the words as they are: picocli does not read them as getopt does.
    static final class Words implements IParameterPreprocessor {
        @Override
        public boolean preprocess(
                Stack<String> rest, CommandSpec command, ArgSpec none, Map<String, Object> more) {
            if (!rest.isEmpty() && Set.of("-h", "--help").contains(rest.peek())) return false;
            var words = new ArrayList<String>();
            while (!rest.isEmpty()) words.add(rest.pop());
            ((SendmailCommand) command.userObject()).words = List.copyOf(words);
            return true;
        }
    }

    public SendmailCommand(Doors doors, Letterboxes letterboxes) {
        this(doors, letterboxes, System.in, new FileOutputStream(FileDescriptor.out));
    }

    /// @param out where SMTP is spoken
    SendmailCommand(Doors doors, Letterboxes letterboxes, InputStream in, OutputStream out) {
        this.doors = doors;
        this.letterboxes = letterboxes;
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() {
        try {
            return run(SendmailCall.read(words)).code();
        } catch (Unsent e) {
            return told(e.words(), e.exit());
        } catch (Stop e) {
            return told(e.words(), Sysexit.CONFIG);
        } catch (IOException | UncheckedIOException e) {
            return told(Trouble.reason(e), Sysexit.TEMPFAIL);
        }
    }

    private int told(String why, Sysexit exit) {
        PrintWriter err = spec.commandLine().getErr();
        why.lines().forEach(line -> err.println("sendmail: " + Printable.line(line)));
        err.flush();
        return exit.code();
    }

    private Sysexit run(SendmailCall call) throws IOException {
        if (call.mode() == SendmailCall.Mode.ALIASES) return Sysexit.OK;
        var door =
                new SendmailDoor(
                        doors.door(call.config(), call.data()),
                        letterboxes.letterbox(call.config(), call.data()).map(Letterbox::new));
        return switch (call.mode()) {
            case MAIL -> mail(call, door);
            case QUEUE -> {
                Mailq.show(door, spec.commandLine().getOut());
                yield Sysexit.OK;
            }
            case FLUSH -> flush(call, door);
            case ALIASES -> Sysexit.OK;
            case SMTP -> {
                new SpokenOnPipes(in, out)
                        .converse(new QueueIntake(door, spec.commandLine().getErr()));
                yield Sysexit.OK;
            }
        };
    }

    private Sysexit mail(SendmailCall call, SendmailDoor door) throws IOException {
        var wanted = SendmailEnvelope.of(call, door.host());
        var input = new BufferedInputStream(in);
        // To its end first: who types a message should not keep the server, or the spool, waiting.
        Letter letter = Letter.once(call.dot() == Dot.TEXT ? input : new UntilDot(input));
        try (InputStream octets = letter.open()) {
            Submission submission = wanted.submission(octets);
            Handover message = wanted.handover(submission);
            return tell(
                    call,
                    message,
                    door.post(message, submission.octets(wanted.from(), Instant.now())));
        }
    }

    private Sysexit tell(SendmailCall call, Handover message, SendmailDoor.Posted posted) {
        return switch (posted) {
            case SendmailDoor.Answered answered -> tell(call, message, answered.result());
            case SendmailDoor.Left() -> {
                verbose(call, "left for the server to take");
                yield Sysexit.OK;
            }
        };
    }

    private Sysexit tell(SendmailCall call, Handover message, Handover.Result result) {
        switch (result) {
            case Handover.Taken(var id) ->
                    verbose(call, id + " for " + Counted.of(message.to().size(), "recipient"));
            case Handover.Refused refused -> told(refused.words(), Sysexit.of(result));
            case Handover.Failed(var why) -> told(why.words(), Sysexit.of(result));
        }
        return Sysexit.of(result);
    }

    private void verbose(SendmailCall call, String words) {
        if (call.talk() == Talk.SILENT) return;
        PrintWriter screen = spec.commandLine().getOut();
        screen.println(words);
        screen.flush();
    }

    private static Sysexit flush(SendmailCall call, SendmailDoor door) throws IOException {
        try (QueueWork work = door.open()) {
            work.flush(call.destination().map(host -> host.toLowerCase(Locale.ROOT)));
        }
        return Sysexit.OK;
    }
}
