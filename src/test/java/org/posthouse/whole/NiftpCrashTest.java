package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.conf.PasswordHash;
import org.posthouse.mail.Transfer;
import org.posthouse.nimail.niftp.Access;
import org.posthouse.nimail.niftp.Agreement;
import org.posthouse.nimail.niftp.Dockets;
import org.posthouse.nimail.niftp.Errand;
import org.posthouse.nimail.niftp.Initiator;
import org.posthouse.nimail.niftp.Meaning;
import org.posthouse.nimail.niftp.Outcome;
import org.posthouse.nimail.niftp.Profile;
import org.posthouse.nimail.niftp.Progress;
import org.posthouse.nimail.niftp.Wanted;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// What a killed server had acknowledged of a file, it has: a transfer goes on from the mark of the
/// last MR, and after ER the file is whole.
@Timeout(180)
final class NiftpCrashTest {
    private static final int SIZE = 1_200_000; // 585 marks; each 17th is acknowledged
    private static final int MARK = 2048;

    @TempDir private Path directory;

    private Path tree;
    private Path local;
    private Path configuration;
    private final byte[] octets = new byte[SIZE];

    @BeforeEach
    void configure() throws IOException {
        new Random(4747).nextBytes(octets);
        local = Files.write(directory.resolve("local"), octets);
        tree = Files.createDirectory(directory.resolve("tree"));
        configuration =
                Files.writeString(
                        directory.resolve("posthouse.toml"),
                        """
                        host = "localhost"
                        data = "%s"
                        [listen.niftp]
                        address = "127.0.0.1:0"
                        tree = "%s"
                        profile = "unix-niftp"
                        [listen.niftp.user.pat]
                        password = "%s"
                        access = "read-write"
                        """
                                .formatted(
                                        directory.resolve("data"),
                                        tree,
                                        PasswordHash.of("open sesame")));
    }

    /// Hears of marks and kills the server when enough are acknowledged.
    private static final class Axe implements Progress {
        private final Runnable kill;
        private final int marks;
        private int began;
        private int acknowledged;
        private long moved;

        Axe(Runnable kill, int marks) {
            this.kill = kill;
            this.marks = marks;
        }

        @Override
        public void agreed(Agreement agreement, Transfer.Direction direction) {
            began = agreement.number(Meaning.RESTART);
            acknowledged = began;
        }

        @Override
        public void moved(long more) {
            moved += more;
        }

        @Override
        public void secured(int mark) {
            acknowledged = mark;
            if (mark - began >= marks) kill.run();
        }
    }

    private Optional<Outcome> call(
            ServerProcess server, Progress progress, Transcript transcript, int access)
            throws IOException {
        var errand =
                new Errand(
                        "q",
                        local,
                        new Access(access),
                        new Wanted.Kind.Binary(8),
                        Map.of(
                                Meaning.FILENAME, "file",
                                Meaning.USERNAME, "pat",
                                Meaning.PASSWORD, "open sesame"));
        try (var connection =
                Connection.open(
                        "127.0.0.1",
                        server.port("NIFTP"),
                        Duration.ofSeconds(30),
                        Transcript.NONE)) {
            Initiator p =
                    Initiator.over(
                            connection, "", "TEST", Profile.UNIX_NIFTP, progress, transcript);
            return Optional.of(
                    errand.run(p, Profile.UNIX_NIFTP, new Dockets(directory.resolve("p"))));
        } catch (IOException _) {
            return Optional.empty(); // cut
        }
    }

    private static String sha256(byte[] octets) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    @Test
    void aTransferGoesOnFromTheMarkThatWasAcknowledged() throws Exception {
        Path log = directory.resolve("log");
        int acknowledged = 0;
        for (int marks : List.of(1, 200)) {
            try (ServerProcess server = ServerProcess.start(configuration, log)) {
                var axe = new Axe(server::kill, marks);
                assertThat(call(server, axe, Transcript.NONE, Access.MAKE)).isEmpty();
                assertThat(axe.began).isEqualTo(acknowledged);
                assertThat(axe.acknowledged).isGreaterThanOrEqualTo(axe.began + marks);
                acknowledged = axe.acknowledged;
            }
            assertThat(tree.resolve("file")).doesNotExist();
        }
        try (ServerProcess server = ServerProcess.start(configuration, log)) {
            var axe = new Axe(() -> {}, 0);
            assertThat(call(server, axe, Transcript.NONE, Access.MAKE).orElseThrow().done())
                    .isTrue();
            assertThat(axe.began).isEqualTo(acknowledged);
            assertThat(axe.moved).isEqualTo(SIZE - (long) acknowledged * MARK);
        }
        assertThat(sha256(Files.readAllBytes(tree.resolve("file")))).isEqualTo(sha256(octets));
    }

    /// The server dies when the partner has heard ER, before it can say STOP; and is asked again.
    @Test
    void anAcknowledgedFileIsWholeAndThereOnce() throws Exception {
        Path log = directory.resolve("log");
        Files.writeString(tree.resolve("file"), "before");
        try (ServerProcess server = ServerProcess.start(configuration, log)) {
            Transcript axe =
                    (side, line) -> {
                        if (side == Transcript.Side.THEIRS && line.contains("ER 00")) server.kill();
                    };
            assertThat(call(server, Progress.NONE, axe, Access.APPEND)).isEmpty();
        }
        assertThat(Files.size(tree.resolve("file"))).isEqualTo(SIZE + 6);
        try (ServerProcess server = ServerProcess.start(configuration, log)) {
            Axe axe = new Axe(() -> {}, 0);
            assertThat(call(server, axe, Transcript.NONE, Access.APPEND).orElseThrow().done())
                    .isTrue();
            assertThat(axe.moved).isZero();
        }
        var expected = new ByteArrayOutputStream();
        expected.writeBytes("before".getBytes(StandardCharsets.US_ASCII));
        expected.writeBytes(octets);
        assertThat(sha256(Files.readAllBytes(tree.resolve("file"))))
                .isEqualTo(sha256(expected.toByteArray()));
    }
}
