package org.posthouse.cli;

import module java.base;

import org.posthouse.nimail.niftp.Access;
import org.posthouse.nimail.niftp.Dockets;
import org.posthouse.nimail.niftp.Errand;
import org.posthouse.nimail.niftp.Initiator;
import org.posthouse.nimail.niftp.Meaning;
import org.posthouse.nimail.niftp.Outcome;
import org.posthouse.nimail.niftp.Profile;
import org.posthouse.nimail.niftp.Wanted;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What `put` and `get` have in common: the partner, who we are to him, and the call itself.
final class NiftpCall {
    private static final Duration CONNECT = Duration.ofMinutes(2); // docs/niftp.md, time-outs

    private static final int LONGEST_TEXT = 255;

    // Text formatting: a record for each line; or all that there are, as unix-niftp offers them.
    private static final int RECORDS = 0x0001;
    private static final int ALL = 0x00ff;

    private final Supplier<Path> dockets;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "HOST[:PORT]", description = "The partner. Port: 47.")
    private String partner;

    @Option(
            names = "--user",
            required = true,
            paramLabel = "NAME",
            description = "Who we are to the partner.")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "A file whose first line is the password. Without it the password is asked for"
                            + " at the terminal.")
    private Optional<Path> passwordFile;

    @Option(
            names = "--text",
            description =
                    "The file is a text: its lines are sent as lines, and end as they do at the"
                            + " partner. Without it every octet stays as it is.")
    private boolean text;

    @Option(
            names = "--word-size",
            paramLabel = "BITS",
            defaultValue = "8",
            description = "Of binary data: a multiple of 8, at most 1024. Default: 8.")
    private int wordSize;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "",
            description =
                    "Names the called service first, as unix-niftp wants it: ftp. Default: nothing"
                            + " is said.")
    private String service;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "everyday",
            description = "How we negotiate: everyday (default) or unix-niftp.")
    private String profile;

    @Option(
            names = "--anew",
            description = "Begins anew, where a transfer that broke off would be gone on with.")
    private boolean anew;

    @Option(
            names = "--transcript",
            description = "Shows the dialogue: the octets, and what they mean.")
    private boolean transcript;

    /// @param dockets the directory in which transfers that broke off are remembered
    NiftpCall(Supplier<Path> dockets) {
        this.dockets = dockets;
    }

    /// What is to be done with a file here and one there.
    Errand errand(Path file, int access, String name) throws IOException {
        return new Errand(
                Partner.read(partner).toString(),
                file,
                new Access(access),
                text ? new Wanted.Kind.Text(formats()) : new Wanted.Kind.Binary(wordSize()),
                Map.of(
                        Meaning.FILENAME, sayable("the name at the partner", name),
                        Meaning.USERNAME, sayable("--user", user),
                        Meaning.PASSWORD, sayable("the password", password())));
    }

    /// The protocol's strings have up to 255 octets of seven bits (docs/niftp.md, level 0): what is
    /// more would be another name at the partner.
    ///
    /// @param what it is, for a person
    static String sayable(String what, String text) {
        if (text.length() > LONGEST_TEXT)
            throw Stop.usage(what + " is too long: NI FTP carries " + LONGEST_TEXT + " characters");
        if (!text.chars().allMatch(c -> c >= ' ' && c < 127))
            throw Stop.usage(what + " has characters that are not ASCII: NI FTP carries no others");
        return text;
    }

    private int formats() {
        return switch (profile()) {
            case EVERYDAY -> RECORDS;
            case UNIX_NIFTP -> ALL;
        };
    }

    private int wordSize() {
        if (wordSize < 8 || wordSize > 1024 || wordSize % 8 != 0)
            throw Stop.usage("--word-size is a multiple of 8, at most 1024");
        return wordSize;
    }

    private String password() throws IOException {
        if (passwordFile.isPresent()) return firstLine(passwordFile.get());
        Console console =
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .orElseThrow(
                                () -> Stop.usage("no password: name a file with --password-file"));
        char[] typed = console.readPassword("Password for %s: ", user);
        if (typed == null) throw Stop.usage("no password was given");
        return new String(typed);
    }

    private static String firstLine(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return Objects.requireNonNullElse(lines.readLine(), "");
        } catch (IOException e) {
            throw Stop.usage(Trouble.reason(e));
        }
    }

    private Profile profile() {
        return switch (profile) {
            case "everyday" -> Profile.EVERYDAY;
            case "unix-niftp" -> Profile.UNIX_NIFTP;
            default ->
                    throw Stop.usage(
                            "no profile is called " + profile + ": everyday or unix-niftp");
        };
    }

    /// Makes the call and tells what came of it.
    ///
    /// @param total octets of the file, where we know
    int call(Errand errand, OptionalLong total) throws IOException {
        Partner to = Partner.read(partner);
        PrintWriter out = spec.commandLine().getOut();
        var kept = new Dockets(dockets.get());
        kept.sweep(Instant.now());
        if (anew) errand.anew(kept);
        var meter = new Meter(spec.commandLine().getErr(), total);
        Transcript shown = transcript ? new Screen(out) : Transcript.NONE;
        Outcome outcome;
        try (Connection connection = reach(to, shown);
                var _ = Interrupted.by(connection)) {
            Initiator p =
                    Initiator.over(connection, service, "Posthouse NIFTP", profile(), meter, shown);
            outcome = errand.run(p, profile(), kept);
        } catch (IOException e) {
            meter.end();
            throw Stop.later(to + ": " + Trouble.reason(e) + "; the same command again goes on");
        }
        meter.end();
        return told(out, outcome, meter);
    }

    private static Connection reach(Partner to, Transcript shown) {
        try {
            return Connection.open(to.host(), to.port(), CONNECT, shown);
        } catch (IOException e) {
            throw Stop.later(Trouble.reason(e));
        }
    }

    private static int told(PrintWriter out, Outcome outcome, Meter meter) {
        if (outcome.done()) {
            out.println("done, " + meter.moved() + " octets");
            out.flush();
            return Exit.DONE.code();
        }
        String why = String.join("; ", outcome.messages());
        String words =
                (why.isEmpty() ? "refused" : Printable.line(why))
                        + (" (state " + outcome.state() + ")");
        throw new Stop(outcome.state().temporary() ? Exit.LATER : Exit.REFUSED, words);
    }

    /// When the program is interrupted, the line is cut, and there is a moment to note how far the
    /// transfer has come.
    private record Interrupted(CountDownLatch over, Thread hook) implements AutoCloseable {
        private static final Duration MOMENT = Duration.ofSeconds(5);

        static Interrupted by(Connection connection) {
            var over = new CountDownLatch(1);
            var hook =
                    new Thread(
                            () -> {
                                connection.abort();
                                try {
                                    var _ = over.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
                                } catch (InterruptedException _) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            Runtime.getRuntime().addShutdownHook(hook);
            return new Interrupted(over, hook);
        }

        @Override
        public void close() {
            over.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // it runs
            }
        }
    }

    /// @param port 47 where none is named
    record Partner(String host, int port) {
        private static final int STANDARD = 47;
        private static final Pattern WRITTEN =
                Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[^:\\[\\]/]+)(?::(?<port>\\d{1,5}))?");

        static Partner read(String text) {
            Matcher matcher = WRITTEN.matcher(text);
            if (!matcher.matches())
                throw Stop.usage("\"" + text + "\" is no partner: write HOST or HOST:PORT");
            String port = matcher.group("port");
            int number = port == null ? STANDARD : Integer.parseInt(port);
            if (number < 1 || number > 65535)
                throw Stop.usage("\"" + text + "\": there is no port " + number);
            return new Partner(matcher.group("host").replaceAll("[\\[\\]]", ""), number);
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }
}
