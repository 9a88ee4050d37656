package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.TestDelivery;
import org.posthouse.nimail.WaitingMail;
import org.posthouse.nimail.niftp.Recording.Side;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;
import org.slf4j.LoggerFactory;

/// The recordings with an octet changed, lost, added or said twice, cut off, or spliced into one
/// another. Whatever ours makes of them, each dialogue ends, nothing of it is a fault of ours, the
/// log has a line for each transfer, and a letter is taken whole and once, or not at all.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class MutatedRecordingsTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("org.posthouse");
    private static final int PATIENCE = 30_000; // milliseconds

    /// What the log has; conversations of other tests may still be at their end.
    private static final class Logged extends AppenderBase<ILoggingEvent> {
        private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }

        List<String> of(int port) {
            return events.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .filter(line -> line.contains(":" + port + " "))
                    .toList();
        }

        List<String> faults() {
            return events.stream()
                    .filter(event -> event.getLevel() == Level.ERROR)
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }

    @TempDir Path directory;
    private final Logged logged = new Logged();
    private final Level before = LOG.getLevel();
    private final RecordingIntake mail = new RecordingIntake();
    private Path tree;
    private Listener files;
    private Listener letters;

    @BeforeEach
    void listen() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        Path data = directory.resolve("data");
        files = Fixture.listen(tree, data, Profile.UNIX_NIFTP);
        letters = Fixture.listen(mail, WaitingMail.of(), data, Profile.EVERYDAY);
        LOG.setLevel(Level.INFO);
        logged.start();
        LOG.addAppender(logged);
    }

    @AfterEach
    void close() throws IOException {
        LOG.detachAppender(logged);
        LOG.setLevel(before);
        files.close();
        letters.close();
    }

    private static List<String> names(String pattern) throws IOException {
        return Recording.names().stream().filter(name -> name.matches(pattern)).toList();
    }

    /// Of each recording a change here and there.
    @Test
    void someChangesOfWhatPSays() throws IOException {
        var random = new SplittableRandom(47);
        for (String name : names("(?!probeq-).*")) {
            byte[] said = saidByP(Recording.read(name));
            for (int i = 0; i < 15; i++)
                playUser(name, any(random).of(said, random.nextInt(said.length)));
        }
    }

    /// But for who the user is: to find out that there is none takes as long as a password does.
    private void playUser(String name, byte[] said) throws IOException {
        String text = new String(said, StandardCharsets.ISO_8859_1);
        if (name.contains("mail") || text.contains("niuser") && text.contains("D2\u0007letmein"))
            playToQ(name, said);
    }

    @Tag("soak")
    @Test
    void everyChangeOfWhatPSays() throws IOException {
        for (String name : names("(?!probeq-).*")) {
            byte[] said = saidByP(Recording.read(name));
            for (Change change : Change.values())
                for (int at = 0; at < Math.min(said.length, 600); at++)
                    playUser(name, change.of(said, at));
        }
    }

    /// One recording up to somewhere, and another from somewhere.
    @Test
    void splicedDialogues() throws IOException {
        var random = new SplittableRandom(61);
        for (String pattern : List.of("(?:probe|mail)-.*mail.*|mail-.*", "(?!probeq-|.*mail).*")) {
            List<String> names =
                    names(pattern).stream().filter(n -> !n.startsWith("probeq")).toList();
            for (int i = 0; i < 200; i++) {
                String name = any(random, names);
                byte[] one = saidByP(Recording.read(name));
                byte[] other = saidByP(Recording.read(any(random, names)));
                playUser(
                        name,
                        Change.joined(
                                one,
                                random.nextInt(one.length),
                                other,
                                random.nextInt(other.length)));
            }
        }
    }

    /// Of a letter, every change; what is taken is what an independent reader makes of the octets.
    @Test
    void everyChangeOfALetter() throws IOException {
        byte[] said = saidByP(Recording.read("probe-mail-minimal"));
        for (Change change : Change.values())
            for (int at = 0; at < said.length; at++) {
                int taken = mail.letters().size();
                byte[] changed = change.of(said, at);
                playToQ("probe-mail-minimal", changed);
                if (mail.letters().size() == taken) continue;
                assertThat(mail.letters().getLast().octets())
                        .as("%s %s", change, at)
                        .endsWith(body(changed));
            }
    }

    /// The records behind the second empty one, up to ES 00.
    private static String body(byte[] said) {
        int name = 0;
        while (said[name] != 0) name++;
        List<String> events =
                Said.events(Arrays.copyOfRange(said, name + 1, said.length), 1).events();
        assertThat(events).contains("SS 00", "ES 00");
        List<String> records = events.subList(events.indexOf("SS 00") + 1, events.indexOf("ES 00"));
        var lines =
                new ArrayList<>(
                        records.stream()
                                .map(
                                        record ->
                                                text(record)
                                                        + (record.startsWith("part") ? "" : "\r\n"))
                                .toList());
        lines.subList(0, lines.indexOf("\r\n") + 1).clear();
        while (!lines.isEmpty() && lines.getFirst().isBlank()) lines.removeFirst();
        int header = lines.indexOf("\r\n");
        return header < 0 ? "" : String.join("", lines.subList(header, lines.size()));
    }

    private static String text(String record) {
        byte[] octets = HexFormat.of().parseHex(record.replaceAll("(record|part) ?", ""));
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static Change any(SplittableRandom random) {
        return any(random, List.of(Change.values()));
    }

    private static <T> T any(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] saidByP(Recording recording) {
        byte[] name = recording.service().getBytes(StandardCharsets.US_ASCII);
        byte[] said = recording.said(Side.P);
        return Change.joined(name, name.length, said, 0);
    }

    private void playToQ(String name, byte[] said) throws IOException {
        Listener q = name.contains("mail") ? letters : files;
        int taken = mail.letters().size();
        logged.events.clear();
        byte[] heard;
        int port;
        try (var socket = new Socket(q.address().getAddress(), q.address().getPort())) {
            port = socket.getLocalPort();
            socket.setSoTimeout(PATIENCE);
            heard = converse(socket, said);
        }
        Condition.until("Q has let go", () -> q.conversations() == 0);
        List<String> events = Said.events(heard, 1).events();
        String dialogue = name + ": " + HexFormat.of().formatHex(said) + " " + events;
        long acknowledged = events.stream().filter("ER 00"::equals).count();
        assertThat(mail.letters().size() - taken)
                .as(dialogue)
                .isLessThanOrEqualTo(Math.toIntExact(acknowledged));
        assertThat(mail.openTexts()).as(dialogue).isZero();
        assertThat(logged.faults()).as(dialogue).isEmpty();
        long transfers = events.stream().filter(event -> event.matches("(?:RPOS|RNEG).*")).count();
        assertThat(logged.of(port))
                .as(dialogue)
                .hasSizeLessThanOrEqualTo(Math.toIntExact(transfers) + 1) // and what is no SFT
                .allMatch(line -> line.matches("[ -~]*") && !line.matches(".*\\[(?:why=.*)?].*"));
        clear();
    }

    private static byte[] converse(Socket socket, byte[] said) throws IOException {
        var heard = new ByteArrayOutputStream();
        try {
            socket.getOutputStream().write(said);
            socket.shutdownOutput();
        } catch (SocketException _) {
            // Q has hung up; what it said will tell
        }
        try {
            socket.getInputStream().transferTo(heard);
        } catch (SocketException _) {
            // reset: the end all the same
        }
        return heard.toByteArray();
    }

    private void clear() throws IOException {
        try (Stream<Path> all = Files.list(tree)) {
            for (Path file : all.toList()) Files.delete(file);
        }
        Files.writeString(tree.resolve("get.txt"), "alpha\nbeta\n\ngamma\n");
    }

    /// The other half: what Q says is changed, and our P asks.
    @Test
    void someChangesOfWhatQSays() throws Exception {
        var random = new SplittableRandom(53);
        for (String name : names("(?:probeq|file|refusal|mail)-.*")) {
            Recording recording = Recording.read(name);
            int length = recording.said(Side.Q).length;
            for (int i = 0; i < 12; i++) playToP(recording, any(random), random.nextInt(length));
        }
    }

    @Tag("soak")
    @Test
    void everyChangeOfWhatQSays() throws Exception {
        for (String name : names("(?:probeq|file|refusal|mail)-.*")) {
            Recording recording = Recording.read(name);
            for (Change change : Change.values())
                for (int at = 0; at < recording.said(Side.Q).length; at++)
                    playToP(recording, change, at);
        }
    }

    private void playToP(Recording recording, Change change, int at) throws Exception {
        String what = recording.name() + " " + change + " at " + at;
        Path file = directory.resolve("file.txt");
        Files.write(file, ReplayTest.content(recording));
        logged.events.clear();
        try (var server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<byte[]> heard =
                    threads.submit(
                            () -> {
                                try (Socket socket = server.accept()) {
                                    socket.setSoTimeout(PATIENCE);
                                    return changed(recording, change, at, socket);
                                }
                            });
            List<String> outcomes =
                    recording.name().contains("mail")
                            ? letter(server.getLocalPort(), recording.name())
                            : file(server.getLocalPort(), Fixture.job(recording.wanted(), file));
            byte[] said = heard.get(PATIENCE, TimeUnit.MILLISECONDS);
            List<String> events = saidByOurs(said, recording);
            if (outcomes.toString().contains("Delivered"))
                assertThat(events).as(what).contains("ES 00");
            assertThat(new HashSet<>(outcomes)).as(what).hasSize(1);
        }
        assertThat(logged.faults()).as(what).isEmpty();
    }

    private static List<String> saidByOurs(byte[] said, Recording recording) {
        int name = recording.service().length();
        if (said.length <= name) return List.of();
        return Said.events(Arrays.copyOfRange(said, name, said.length), recording.wordOctets())
                .events();
    }

    /// Q's blocks come as recorded up to the changed one; then all the rest at once, and the end.
    private static byte[] changed(Recording recording, Change change, int at, Socket socket)
            throws IOException {
        var before = new ArrayList<Recording.Block>();
        var rest = new ByteArrayOutputStream();
        int said = 0;
        for (Recording.Block block : recording.blocks()) {
            if (block.side() == Side.Q) said += block.octets().length;
            if (said <= at) before.add(block);
            else if (block.side() == Side.Q) rest.writeBytes(block.octets());
            else if (rest.size() == 0) before.add(block);
        }
        var heard = new ByteArrayOutputStream();
        heard.writeBytes(new Partner(recording, Side.Q).say(before, socket));
        int skipped = recording.said(Side.Q).length - rest.size();
        heard.writeBytes(converse(socket, change.of(rest.toByteArray(), at - skipped)));
        return heard.toByteArray();
    }

    private static List<String> file(int port, Job job) throws IOException {
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
            return List.of("ended");
        } catch (IOException _) {
            return List.of("broken");
        }
    }

    private static List<String> letter(int port, String name) {
        TestDelivery letter = ReplayTest.letter(name);
        try {
            ReplayTest.deliver(letter, port);
        } catch (IOException _) {
            // as it may be
        }
        List<String> lines =
                letter.lines().stream().map(l -> l.replaceAll("\\S+ (\\w+) .*", "$1")).toList();
        assertThat(lines).hasSize(2);
        return lines;
    }
}
