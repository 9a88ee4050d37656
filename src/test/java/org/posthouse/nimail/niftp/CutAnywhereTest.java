package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// A transfer whose line is cut goes on from a mark and ends with the right file, at whichever
/// octet it was cut: each of them is tried, both ways, with a file of several marks. What is
/// appended is there once, and what is fetched and removed is never lost.
@Timeout(600)
final class CutAnywhereTest {
    private static final int INTERVAL = 16;
    private static final int CALLS = 5;

    @TempDir(factory = InMemory.class)
    Path directory;

    private Path tree;
    private Path partner;
    private Dockets dockets;
    private Listener q;
    private byte[] octets = new byte[0];
    private Profile profile = Profile.EVERYDAY;
    private CuttingLine.Break manner = CuttingLine.Break.END;

    @BeforeEach
    void listen() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        partner = directory.resolve("q");
        dockets = new Dockets(directory.resolve("p"));
        q = listener();
    }

    private Listener listener() throws IOException {
        NiftpSettings settings = Fixture.settings(tree, profile);
        var files = new FileService(settings, partner, Room.ENOUGH, INTERVAL);
        return Fixture.listen(
                new NiftpReceiver(settings.manner(), Services.files(files), new UnderWay()));
    }

    @AfterEach
    void close() throws IOException {
        q.close();
    }

    private void speak(Profile how) throws IOException {
        q.close();
        profile = how;
        q = listener();
    }

    /// A disk that needs no time to sync, where there is one: how often we sync is not the question
    /// here.
    static final class InMemory implements TempDirFactory {
        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "posthouse")
                    : Files.createTempDirectory("posthouse");
        }
    }

    /// @param marks of the file
    private void octets(int marks, int access) {
        octets = new byte[marks * INTERVAL + 5];
        var chance = new Random(access);
        for (int i = 0; i < octets.length; i++)
            octets[i] = (byte) (chance.nextInt(9) == 0 ? '\n' : 'a' + chance.nextInt(3));
    }

    /// What one call came to, with the octets that passed each way.
    private record Call(Optional<Outcome> outcome, long moved) {
        boolean done() {
            return outcome.filter(Outcome::done).isPresent();
        }
    }

    private Call call(Errand errand, CuttingLine line) throws IOException {
        var moved = new AtomicLong();
        try (line;
                var connection =
                        Connection.open(
                                "127.0.0.1",
                                line.port(),
                                Duration.ofSeconds(30),
                                Transcript.NONE)) {
            Initiator initiator =
                    Initiator.over(connection, "", "", profile, moved::addAndGet, Transcript.NONE);
            Outcome outcome = errand.run(initiator, profile, dockets, INTERVAL);
            return new Call(Optional.of(outcome), moved.get());
        } catch (IOException _) {
            return new Call(Optional.empty(), moved.get());
        } finally {
            Condition.until("Q has seen the end", () -> q.conversations() == 0);
        }
    }

    private static Errand errand(Path local, int access, String name, Wanted.Kind kind) {
        return new Errand(
                "q",
                local,
                new Access(access),
                kind,
                Map.of(
                        Meaning.FILENAME, name,
                        Meaning.USERNAME, "niuser",
                        Meaning.PASSWORD, "letmein"));
    }

    /// @return how many octets pass that way in all
    private long one(int access, Wanted.Kind kind, CuttingLine.Way way, long cut)
            throws IOException {
        String name = "f" + profile + manner + way + cut;
        Path local = directory.resolve(name);
        boolean reads = new Access(access).reads();
        Files.write(reads ? tree.resolve(name) : local, octets);
        if (access == Access.APPEND || access == Access.REPLACE)
            Files.writeString(tree.resolve(name), "before");
        Errand errand = errand(local, access, name, kind);
        var line = new CuttingLine(q.address(), way, cut, manner);
        var calls = new ArrayList<>(List.of(call(errand, line)));
        while (!calls.getLast().done()) {
            assertThat(calls).as("cut %s at %d: %s", way, cut, calls).hasSizeLessThan(CALLS);
            calls.add(call(errand, new CuttingLine(q.address(), way, Long.MAX_VALUE, manner)));
        }
        theFileIsThere(access, reads ? local : tree.resolve(name), way + " " + cut);
        goesOn(calls, way, cut, reads);
        assertThat(tree.resolve(name).toFile().exists())
                .as("removed, cut %s at %d", way, cut)
                .isEqualTo(access != Access.READ_AND_REMOVE);
        return line.passed();
    }

    private void theFileIsThere(int access, Path file, String cut) throws IOException {
        var expected = new ByteArrayOutputStream();
        if (access == Access.APPEND)
            expected.writeBytes("before".getBytes(StandardCharsets.US_ASCII));
        expected.writeBytes(octets);
        assertThat(sha256(Files.readAllBytes(file)))
                .as("cut %s", cut)
                .isEqualTo(sha256(expected.toByteArray()));
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Of the data that had passed no more is sent again than from the mark before to the cut; but
    /// by the profile unix-niftp P goes on from what was acknowledged.
    private void goesOn(List<Call> calls, CuttingLine.Way way, long cut, boolean reads) {
        boolean withTheData = reads == (way == CuttingLine.Way.TO_P) && profile == Profile.EVERYDAY;
        if (!withTheData || calls.size() == 1 || manner == CuttingLine.Break.RESET) return;
        long controls = 250 + 3L * octets.length / INTERVAL; // level 0, marks, headers: at most
        long passed = Math.max(0, cut - controls - octets.length / 4);
        assertThat(calls.getLast().moved())
                .as("sent again, cut %s at %d", way, cut)
                .isLessThanOrEqualTo(octets.length - passed + INTERVAL);
    }

    private void everywhere(int access, Wanted.Kind kind, CuttingLine.Way way) throws IOException {
        long all = one(access, kind, way, Long.MAX_VALUE);
        assertThat(all).isGreaterThan(25);
        for (long cut = 0; cut <= all; cut++)
            assertThat(one(access, kind, way, cut)).isLessThanOrEqualTo(all);
        try (Stream<Path> left = Files.list(tree)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(Tree.OURS));
        }
        assertThat(directory.resolve("p")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "0001,TO_Q,EVERYDAY",
        "0004,TO_P,UNIX_NIFTP",
        "8002,TO_P,EVERYDAY",
        "8001,TO_Q,UNIX_NIFTP"
    })
    void anOctetIsNowhereTheWrongOne(String access, CuttingLine.Way way, Profile how)
            throws IOException {
        speak(how);
        int mode = Integer.parseInt(access, 16);
        octets(how == Profile.EVERYDAY ? 8 : 20, mode); // 20, for MR in the midst
        everywhere(mode, new Wanted.Kind.Binary(8), way);
    }

    @ParameterizedTest
    @CsvSource({
        "0001,TO_Q,1",
        "0001,TO_P,2",
        "0002,TO_Q,0",
        "0004,TO_Q,0",
        "0004,TO_Q,32",
        "0005,TO_P,0",
        "8001,TO_P,0",
        "8001,TO_P,4",
        "8002,TO_P,2",
        "8002,TO_Q,64",
        "8002,TO_P,128"
    })
    @Tag("soak")
    void norInLongerFilesAndTexts(String access, CuttingLine.Way way, int format)
            throws IOException {
        int mode = Integer.parseInt(access, 16);
        octets(100, format);
        everywhere(
                mode, format == 0 ? new Wanted.Kind.Binary(8) : new Wanted.Kind.Text(format), way);
    }
}
