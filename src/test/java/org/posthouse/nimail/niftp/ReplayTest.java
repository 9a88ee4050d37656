package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.TestDelivery;
import org.posthouse.nimail.NimailSender;
import org.posthouse.nimail.NimailSenderSettings;
import org.posthouse.nimail.WaitingMail;
import org.posthouse.nimail.niftp.Recording.Side;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// The dialogues of the original program (unix-niftp 5.6), played to ours: what we say is what it
/// said, but for what docs/niftp.md lists as free.
@Timeout(180)
final class ReplayTest {
    static final String TEXT = "Line one\nLine two with spaces      here\n\nLast line\n";

    /// What a file holds before, by the recording's name.
    private static final Map<String, Map<String, String>> BEFORE =
            Map.of(
                    "file-fetch-text", Map.of("got.txt", TEXT),
                    "file-fetch-read-and-remove", Map.of("got.txt", "extra\nextra\n"),
                    "file-send-replace-or-make", Map.of("got.txt", TEXT),
                    "file-send-append-or-make", Map.of("got.txt", "extra\n"),
                    "refusal-file-exists", Map.of("got.txt", TEXT),
                    "probe-fetch-0040", Map.of("get.txt", "alpha\nbeta\n\ngamma\n"),
                    "probe-fetch-compressed", Map.of("get.txt", "alpha\nbeta\n\ngamma\n"),
                    "probe-fetch-records", Map.of("get.txt", "alpha\nbeta\n\ngamma\n"));

    /// What it holds afterwards.
    private static final Map<String, Map<String, String>> AFTER =
            Map.ofEntries(
                    Map.entry("file-send-text", Map.of("got.txt", TEXT)),
                    Map.entry("file-send-replace-or-make", Map.of("got.txt", "extra\n")),
                    Map.entry("file-send-append-or-make", Map.of("got.txt", "extra\nextra\n")),
                    Map.entry("file-fetch-read-and-remove", Map.of()),
                    Map.entry("refusal-file-exists", Map.of("got.txt", TEXT)),
                    Map.entry("refusal-bad-password", Map.of()),
                    Map.entry(
                            "probe-ansi",
                            Map.of("m2.txt", "one\n\ntwo\n\fthree\rfour\n\n\nfive\n")),
                    Map.entry("probe-minimal-sft-records", Map.of("m1.txt", "one\n\nthree\n")),
                    Map.entry("probe-fmt-offers-00fd", Map.of("m6.txt", "one\ntwo\n")),
                    Map.entry("probe-binary-16", Map.of("b16.bin", "\0\1\2\3\4\5")),
                    Map.entry("error-sender-es-e", Map.of()),
                    Map.entry("error-unknown-service", Map.of()));

    private static final String COLLECTED =
            """
            Date: Tue, 14 Feb 84 10:23:45 GMT\r
            From: Sam <sam@alpha.ac.uk>\r
            To: fred@beta.ac.uk, jane@gamma.ac.uk\r
            Subject: Test\r
            \r
            Hello both.\r
            """;

    /// The letters that were taken, our `Via` left out.
    private static final Map<String, String> LETTERS =
            Map.of(
                    "mail-two-recipients",
                    "sam@alpha.ac.uk -> fred@beta.ac.uk @beta.ac.uk,jane@gamma.ac.uk : "
                            + "Date: Tue, 14 Feb 84 10:23:45 GMT | From: Sam <sam@alpha.ac.uk>"
                            + " | To: fred@beta.ac.uk, jane@gamma.ac.uk | Subject: Test |  | "
                            + "Hello both.",
                    "probe-mail-minimal",
                    "sam@alpha.ac.uk -> fred@beta.ac.uk @beta.ac.uk,joe@gamma.ac.uk : "
                            + "From: sam@alpha.ac.uk | Subject: probe |  | body",
                    "probe-niftp-mail-name",
                    "sam@alpha.ac.uk -> fred@beta.ac.uk : From: sam@alpha.ac.uk |  | body");

    @TempDir Path directory;

    @Test
    void allRecordingsArePlayed() throws IOException {
        assertThat(Recording.names()).hasSize(69);
        assertThat(toQ()).hasSize(49);
        assertThat(toP()).hasSize(31);
        var played = new HashSet<>(toQ());
        played.addAll(toP());
        assertThat(played).containsExactlyInAnyOrderElementsOf(Recording.names());
    }

    private static List<String> toQ() throws IOException {
        return Recording.names().stream().filter(name -> !name.startsWith("probeq-")).toList();
    }

    private static List<String> toP() throws IOException {
        return Recording.names().stream()
                .filter(name -> name.matches("(?:probeq|file|refusal|mail)-.*"))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> ourQAnswersAsTheOriginal() throws IOException {
        return toQ().stream().map(name -> DynamicTest.dynamicTest(name, () -> playToQ(name)));
    }

    private void playToQ(String name) throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree-" + name));
        if (name.startsWith("probe-resume-")) { // three of one story
            tree = Files.createDirectories(directory.resolve("tree-resume"));
        } else {
            for (var file : BEFORE.getOrDefault(name, Map.of()).entrySet())
                Files.writeString(tree.resolve(file.getKey()), file.getValue());
        }
        Recording recording = Recording.read(name);
        byte[] said;
        var mail = new RecordingIntake();
        if (name.equals("mail-refused-by-mailer")) {
            mail.set("refuse", "NO_SUCH_USER nosuch@beta.ac.uk");
            mail.set("refuse", "NO_SUCH_USER @beta.ac.uk,jane@gamma.ac.uk");
        }
        WaitingMail waiting =
                name.equals("probe-mail-collect")
                        ? WaitingMail.of(
                                TestDelivery.of(
                                        "sam@alpha.ac.uk",
                                        "fred@beta.ac.uk @beta.ac.uk,jane@gamma.ac.uk",
                                        COLLECTED))
                        : WaitingMail.of();
        try (Listener q = q(name, tree, mail, waiting);
                var socket = new Socket(q.address().getAddress(), q.address().getPort())) {
            said = new Partner(recording, Side.P).play(socket);
        }
        assertThat(Said.events(said, recording.wordOctets()).events())
                .isEqualTo(Said.events(recording.said(Side.Q), recording.wordOctets()).events());
        if (AFTER.containsKey(name)) assertThat(files(tree)).isEqualTo(AFTER.get(name));
        assertThat(mail.letters().stream().map(ReplayTest::shown).toList())
                .isEqualTo(Stream.ofNullable(LETTERS.get(name)).toList());
        assertThat(mail.openTexts()).isZero();
        assertThat(waiting.gone()).hasSize(name.equals("probe-mail-collect") ? 1 : 0);
    }

    private static String shown(RecordingIntake.Letter letter) {
        return letter.toString()
                .replaceFirst("Via: relay\\.example ; [^|]* \\(Posthouse\\) \\| ", "");
    }

    private Listener q(String name, Path tree, RecordingIntake mail, WaitingMail waiting)
            throws IOException {
        return name.contains("mail")
                ? Fixture.listen(mail, waiting, directory.resolve("data"), Profile.UNIX_NIFTP)
                : Fixture.listen(tree, directory.resolve("data"), Profile.UNIX_NIFTP);
    }

    private static Map<String, String> files(Path tree) throws IOException {
        var found = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(tree)) {
            for (Path file : files.toList())
                found.put(
                        file.getFileName().toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return found;
    }

    @TestFactory
    Stream<DynamicTest> ourPAsksAsTheOriginal() throws IOException {
        return toP().stream().map(name -> DynamicTest.dynamicTest(name, () -> playToP(name)));
    }

    private void playToP(String name) throws Exception {
        Recording recording = Recording.read(name);
        Path file = Files.createTempFile(directory, "file", ".txt");
        Files.write(file, content(recording));
        byte[] said;
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<byte[]> heard =
                    threads.submit(
                            () -> {
                                try (Socket socket = server.accept()) {
                                    return new Partner(recording, Side.Q).play(socket);
                                }
                            });
            if (name.contains("mail")) mail(server.getLocalPort(), name);
            else files(server.getLocalPort(), Fixture.job(recording.wanted(), file));
            said = heard.get(60, TimeUnit.SECONDS);
        }
        int named = recording.service().length();
        assertThat(new String(said, 0, named, StandardCharsets.US_ASCII))
                .isEqualTo(recording.service());
        assertThat(
                        Said.events(
                                        Arrays.copyOfRange(said, named, said.length),
                                        recording.wordOctets())
                                .events())
                .isEqualTo(Said.events(recording.said(Side.P), recording.wordOctets()).events());
        if (name.equals("file-fetch-text")) assertThat(file).hasContent(TEXT);
    }

    private static void files(int port, Job job) throws IOException {
        try (var connection =
                Connection.open("127.0.0.1", port, Duration.ofSeconds(10), Transcript.NONE)) {
            Initiator.over(
                            connection,
                            "ftp",
                            "OURS",
                            Profile.UNIX_NIFTP,
                            Progress.NONE,
                            Transcript.NONE)
                    .run(job);
        }
    }

    /// The letter of the recordings, which is the same in all of them but for its first recipient.
    static TestDelivery letter(String name) {
        String user = name.equals("mail-refused-by-mailer") ? "nosuch" : "fred";
        return TestDelivery.of(
                "sam@alpha.ac.uk",
                user + "@beta.ac.uk @beta.ac.uk,jane@gamma.ac.uk",
                """
                Date: Tue, 14 Feb 84 10:23:45 GMT
                From: Sam <sam@alpha.ac.uk>
                To: %s@beta.ac.uk, jane@gamma.ac.uk
                Subject: Test

                Hello both.
                """
                        .formatted(user)
                        .replace("\n", "\r\n"));
    }

    static void deliver(TestDelivery letter, int port) throws IOException {
        String url = "nimail://127.0.0.1:" + port + "?mapping=service&profile=unix-niftp";
        var hop = (Hop.Understood) Hop.parse(url);
        try (var conversation =
                new NimailSender(
                                NimailSenderSettings.defaults(),
                                Acquaintances.NONE,
                                Transcript.NONE)
                        .converse(hop.hop(), "alpha.ac.uk")) {
            conversation.deliver(letter);
        }
    }

    private static void mail(int port, String name) throws IOException {
        TestDelivery letter = letter(name);
        deliver(letter, port);
        String outcome =
                switch (name) {
                    case "mail-refused-by-mailer" -> "Failed 5.3.0 NIFTP 3010 Got a QR 21; User";
                    case "probeq-mail-rneg-1001" -> "Failed 5.3.0 NIFTP 1001 No mail accepted";
                    case "probeq-mail-rneg-1003" -> "Deferred 4.3.0 NIFTP 1003 disk nearly full";
                    default -> "Delivered NIFTP ER 00";
                };
        assertThat(letter.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(outcome));
    }

    /// What the original had to send.
    static byte[] content(Recording recording) {
        String name = recording.name();
        if (name.startsWith("file-send-binary"))
            return Said.data(recording.said(Side.P), recording.wordOctets());
        String text =
                switch (name) {
                    case "probeq-empty-0001", "probeq-empty-0080" -> "";
                    case "probeq-no-final-newline-0001", "probeq-no-final-newline-0040" ->
                            "a\nlast without newline";
                    case "file-send-append-or-make", "file-send-replace-or-make" -> "extra\n";
                    default -> TEXT;
                };
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
