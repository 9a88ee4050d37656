package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.conf.Conf;
import org.posthouse.control.ControlServer;
import org.posthouse.control.QueueDoor;
import org.posthouse.control.Schedule;
import org.posthouse.control.SpoolQueue;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.pickup.Pickup;
import org.posthouse.pickup.PickupSettings;
import org.posthouse.spool.Due;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;
import org.posthouse.spool.rocks.RocksSpool;

/// `sendmail` as programs call it.
@Timeout(180)
final class SendmailTest {
    private static final String ME = System.getProperty("user.name");

    @TempDir private Path data;
    private final RecordingIntake intake = new RecordingIntake();
    private final ByteArrayOutputStream spoken = new ByteArrayOutputStream();
    private Optional<Path> letterbox = Optional.empty();
    private String out = "";
    private String err = "";

    /// @return the exit status
    private int run(String input, String... words) {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1));
        var terminal =
                new Terminal(
                        new SendmailCommand(
                                (_, other) -> door(other.orElse(data)),
                                (_, _) -> letterbox,
                                in,
                                spoken));
        int exit =
                terminal.run(
                        Stream.concat(Stream.of("sendmail"), Stream.of(words))
                                .toArray(String[]::new));
        out = terminal.out();
        err = terminal.err();
        return exit;
    }

    private QueueDoor door(Path data) {
        return new QueueDoor(
                data,
                "here.example",
                SendmailTest::open,
                (_, _, _) -> {
                    throw new IOException("no notices here");
                },
                _ -> intake);
    }

    private static Spool open(Path data) throws IOException {
        return RocksSpool.open(data.resolve("spool"), SpoolSettings.defaults().withReserve(0));
    }

    /// `from -> to to`, of the last letter
    private String envelope() {
        return intake.letters().getLast().toString().replaceFirst(" : .*", "");
    }

    private String text() {
        return intake.letters()
                .getLast()
                .octets()
                .replaceFirst("^Received:.*\r\n([ \t].*\r\n)*", "")
                .replaceFirst("Date: .*\r\n", "Date: D\r\n")
                .replaceFirst("Message-ID: <[-0-9a-f]{36}@here.example>", "Message-ID: M");
    }

    /// How programs are seen to call it: git send-email, cron, PHP, mutt, mailx, Mailman, logwatch.
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
                    -f me@a.example -i you@b.example                => me@a.example -> you@b.example
                    -i you@b.example them@c.example                 => ME -> you@b.example them@c.example
                    -FCronDaemon -i -odi -oem -oi -t -f root        => root@here.example -> to@x bcc@y
                    -t -i                                           => ME -> to@x bcc@y
                    -ti                                             => ME -> to@x bcc@y
                    -oem -oi -f me@a.example -- you@b.example       => me@a.example -> you@b.example
                    -i you@b.example -r me@a.example                => me@a.example -> you@b.example
                    -f <> you                                       => <> -> you@here.example
                    -fme@a.example -B8BITMIME -N never -R hdrs -V x you@b => me@a.example RET=HDRS ENVID=x -> you@b NOTIFY=NEVER
                    -N success,delay -V a+b you@b c@d               => ME ENVID=a+2Bb -> you@b NOTIFY=SUCCESS,DELAY c@d NOTIFY=SUCCESS,DELAY
                    -bm -v -G -L tag -O ErrorMode=q -X /dev/null you@b => ME -> you@b
                    -t extra@z                                      => ME -> extra@z to@x bcc@y
                    -B 7BIT -om -o 7 -n -U -x -q15m you@b,them@c    => ME -> you@b them@c
                    """)
    void isCalledAsOthersCallIt(String words, String envelope) {
        String message = "To: to@x\nBcc: bcc@y\nSubject: s\n\nbody\n";
        assertThat(run(message, words.split(" "))).as(err).isZero();
        assertThat(envelope()).isEqualTo(envelope.replace("ME", ME + "@here.example"));
        assertThat(text()).startsWith("To: to@x\r\nSubject: s\r\n").endsWith("\r\n\r\nbody\r\n");
        assertThat(err).isEmpty();
        assertThat(intake.letters().getLast().octets()).startsWith("Received: from " + ME + " (");
    }

    @Test
    void theSenderMayBeEmpty() {
        assertThat(run("", "-f", "", "you@b")).isZero();
        assertThat(envelope()).isEqualTo("<> -> you@b");
        assertThat(text())
                .isEqualTo("Date: D\r\nFrom: " + ME + "@here.example\r\nMessage-ID: M\r\n\r\n");
    }

    @Test
    void whatIsMissingIsSupplied() {
        assertThat(run("hello\n", "-F", "Jon \"J\" Postel", "-fpostel@isif", "you@b")).isZero();
        assertThat(text())
                .isEqualTo(
                        """
                        Date: D
                        From: "Jon \\"J\\" Postel" <postel@isif>
                        Message-ID: M

                        hello
                        """
                                .replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void aDotEndsTheMessageUnlessItIsText(String end) {
        String input = String.join(end, "S: x", "", ".a", "..", ".", "more", "");
        assertThat(run(input, "you@b")).isZero();
        assertThat(text()).endsWith("\r\n\r\n.a\r\n..\r\n");
        assertThat(run(input, "-i", "you@b")).isZero();
        assertThat(text()).endsWith("\r\n\r\n.a\r\n..\r\n.\r\nmore\r\n");
        assertThat(run("x: y\n\n.", "you@b")).isZero();
        assertThat(text()).endsWith("Message-ID: M\r\n\r\n");
        assertThat(run("x: y\n\n.\rz", "you@b")).isZero();
        assertThat(text()).endsWith("\r\n\r\n.\rz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
                    -i                    => 64 => name recipients
                    -Z you@b              => 64 => there is no option -Z
                    --what you@b          => 64 => there is no option --what
                    -f                    => 64 => -f needs a value
                    -bd                   => 64 => posthouse serve
                    -bt                   => 64 => -bt is not known here
                    -B9BIT you@b          => 64 => 7BIT or 8BITMIME
                    -f a@b,c@d you@b      => 64 => -f is one address
                    -t                    => 65 => names no recipients
                    -N sometimes you@b    => 64 => -N is never, or some of success,failure,delay
                    -R some you@b         => 64 => -R is full or hdrs
                    you@b@c               => 65 => is no address
                    nobody@x              => 67 => nobody@x: there is no such user here
                    far@away you@b        => 68 => far@away: no route
                    full@x                => 69 => the mailbox is full
                    relay@x               => 77 => relay
                    busy@x                => 75 => busy@x: the server is busy
                    busy@x nobody@x       => 67 => nobody@x
                    """)
    void whatGoesWrongHasItsNumber(String words, int status, String why) {
        intake.set("refuse", "NO_SUCH_USER nobody@x");
        intake.set("refuse", "NO_ROUTE far@away");
        intake.set("refuse", "OVER_QUOTA full@x");
        intake.set("refuse", "NO_RELAYING relay@x");
        intake.set("refuse", "BUSY busy@x");
        assertThat(run("Subject: x\n\nbody\n", words.split(" "))).isEqualTo(status);
        assertThat(err).startsWith("sendmail: ").contains(why).doesNotContain("Exception");
        assertThat(intake.letters()).isEmpty();
    }

    @Test
    void aHeaderThatIsWrongIsSaid() {
        assertThat(run("To: x y z\n\n", "-t")).isEqualTo(65);
        assertThat(err).contains("To: \"x y z\" is no address");
    }

    @Test
    void aSpoolThatTakesNothingIsForLater() {
        intake.set("end", "NO_ROOM");
        assertThat(run("x\n", "you@b")).isEqualTo(75);
        assertThat(err).contains("reserve");
    }

    @Test
    void aConfigurationThatIsBadHasItsNumber() {
        var terminal =
                new Terminal(
                        new SendmailCommand(
                                (_, _) -> {
                                    throw Stop.usage("posthouse.toml:1: what is that");
                                },
                                (_, _) -> Optional.empty(),
                                InputStream.nullInputStream(),
                                spoken));
        assertThat(terminal.run("sendmail", "you@b")).isEqualTo(78);
        assertThat(terminal.err()).isEqualTo("sendmail: posthouse.toml:1: what is that\n");
    }

    @Test
    void aDirectoryThatIsNotThereIsNotMade() {
        assertThat(run("x\n", "--data", data.resolve("none").toString(), "you@b")).isEqualTo(77);
        assertThat(err).contains("there is no data directory");
        assertThat(data.resolve("none")).doesNotExist();
    }

    /// What another user's programs leave is what the server takes.
    @Test
    void whoIsNotLetInLeavesFiles() throws IOException {
        Path files = Files.createDirectories(data.resolve("files"));
        letterbox = Optional.of(files);
        String[] words = {
            "--data",
            data.resolve("none").toString(),
            "-v",
            "-t",
            "-f",
            "x@y",
            "-N",
            "success,delay",
            "-V",
            "a b\"c\\d"
        };
        assertThat(run("To: you@b, \"z z\"@c\nBcc: d@e\n\nbody\n", words)).isZero();
        assertThat(out).isEqualTo("left for the server to take\n");
        try (Stream<Path> left = Files.list(files)) {
            assertThat(
                            left.map(
                                    file ->
                                            file.getFileName()
                                                    .toString()
                                                    .replaceFirst("^[-0-9a-f]{36}", "")))
                    .containsExactlyInAnyOrder(".control", ".text");
        }
        var settings =
                PickupSettings.from(Conf.parse("toml", "directory = \"files\"\n").root(), data);
        try (var _ = Pickup.open(files, settings, intake)) {
            await(() -> names(files).isEmpty());
        }
        String asked = " NOTIFY=SUCCESS,DELAY";
        assertThat(envelope())
                .isEqualTo(
                        "x@y ENVID=a+20b\"c\\d -> you@b"
                                + asked
                                + " z z@c"
                                + asked
                                + " d@e"
                                + asked);
        assertThat(text())
                .startsWith("To: you@b, \"z z\"@c\r\nDate: D\r\nFrom: x@y\r\n")
                .endsWith("\r\n\r\nbody\r\n");
    }

    private interface Condition {
        boolean met() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        Instant limit = Instant.now().plusSeconds(60);
        while (!condition.met()) {
            assertThat(Instant.now()).isBefore(limit);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static List<Path> names(Path directory) throws IOException {
        try (Stream<Path> names = Files.list(directory)) {
            return names.toList();
        }
    }

    @Test
    void aServerThatRunsIsAsked() throws IOException {
        try (Spool spool = open(data)) {
            var work =
                    SpoolQueue.inServer(
                            spool,
                            new Nobody(),
                            (_, _, _) -> {
                                throw new IOException("no notices here");
                            },
                            intake);
            try (var _ = ControlServer.open(data, work, Map.of())) {
                assertThat(run("To: you@b\n\nbody\n", "-t", "-v")).as(err).isZero();
                assertThat(out).matches("\\w{13} for 1 recipient\n");
                intake.set("refuse", "NO_SUCH_USER nobody@x");
                assertThat(run("body\n", "nobody@x", "you@b")).isEqualTo(67);
                assertThat(run("", "-q")).isZero();
                assertThat(run("", "-qRrelay.example")).isZero();
            }
        }
        assertThat(intake.letters()).hasSize(1);
    }

    @Test
    void aLongMessageIsTakenWhole() {
        String body = "0123456789\n".repeat(300_000);
        assertThat(run("To: you@b\n\n" + body, "-t")).isZero();
        assertThat(text()).endsWith("\r\n\r\n" + body.replace("\n", "\r\n"));
    }

    @Test
    void mailqShowsTheQueue() {
        assertThat(run("", "-bp")).isZero();
        assertThat(out).isEqualTo("Mail queue is empty\n");
    }

    @Test
    void newaliasesHasNothingToDo() {
        assertThat(run("", "-bi")).isZero();
        assertThat(run("", "-I")).isZero();
        assertThat(out + err).isEmpty();
    }

    @Test
    void smtpIsSpokenOnPipes() {
        intake.set("refuse", "NO_SUCH_USER nobody@x");
        String dialogue =
                """
                EHLO client.example
                MAIL FROM:<a@b> RET=FULL
                RCPT TO:<c@d> NOTIFY=SUCCESS
                DATA
                Subject: x

                ..dot
                .
                MAIL FROM:<a@b>
                RCPT TO:<nobody@x>
                DATA
                x
                .
                QUIT
                """;
        assertThat(run(dialogue.replace("\n", "\r\n"), "-bs")).isZero();
        String said = spoken.toString(StandardCharsets.US_ASCII);
        assertThat(said.lines().map(line -> line.substring(0, 3)).distinct())
                .containsExactly("220", "250", "354", "550", "221");
        assertThat(intake.letters()).hasSize(1);
        assertThat(intake.letters().getFirst())
                .hasToString("a@b RET=FULL -> c@d NOTIFY=SUCCESS : Subject: x |  | .dot");
        assertThat(intake.letters().getFirst().octets())
                .startsWith("Received: from client.example ([127.0.0.1])\r\n\tby relay.example")
                .containsOnlyOnce("Received:");
        assertThat(err).contains("nobody@x: there is no such user here");
    }

    /// Nothing is due in these tests.
    private static final class Nobody implements Schedule {
        @Override
        public void added(Collection<Due> entries) {}

        @Override
        public void flush(Optional<String> destination) {}
    }
}
