package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// A file transfer whose line is cut goes on from a mark and ends with the right file, wherever it
/// was cut; once, if it appends.
@Timeout(180)
final class ResumptionTest {
    private static final int SIZE = 300_000;
    private static final Wanted.Kind BINARY = new Wanted.Kind.Binary(8);

    @TempDir Path directory;
    private Path tree;
    private Path local;
    private byte[] octets;
    private Profile profile = Profile.UNIX_NIFTP; // a mark each 2048 octets

    @BeforeEach
    void makeFiles() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        local = directory.resolve("local");
        octets = new byte[SIZE];
        new Random(8047).nextBytes(octets);
    }

    private record Call(Optional<Outcome> outcome, long moved) {}

    /// One call over a line that is cut after so many octets.
    private Call call(Listener q, Errand errand, CuttingLine.Way way, long cut) throws IOException {
        var moved = new AtomicLong();
        try (var line = new CuttingLine(q.address(), way, cut, CuttingLine.Break.RESET);
                var connection =
                        Connection.open(
                                "127.0.0.1", line.port(), Duration.ofSeconds(5), Transcript.NONE)) {
            Initiator initiator =
                    Initiator.over(
                            connection, "", "OURS", profile, moved::addAndGet, Transcript.NONE);
            Outcome outcome = errand.run(initiator, profile, new Dockets(directory.resolve("p")));
            return new Call(Optional.of(outcome), moved.get());
        } catch (IOException _) {
            return new Call(Optional.empty(), moved.get());
        }
    }

    private Errand errand(int access, Wanted.Kind kind) {
        return new Errand(
                "q",
                local,
                new Access(access),
                kind,
                Map.of(
                        Meaning.FILENAME, "file",
                        Meaning.USERNAME, "niuser",
                        Meaning.PASSWORD, "letmein"));
    }

    /// Calls until it is done: the first one is cut. Q must have seen the end of each before the
    /// next, else it says that the transfer is under way.
    private List<Call> calls(Errand errand, CuttingLine.Way way, long cut) throws IOException {
        var calls = new ArrayList<Call>();
        try (Listener q = Fixture.listen(tree, directory.resolve("q"), profile)) {
            calls.add(call(q, errand, way, cut));
            while (calls.getLast().outcome().filter(Outcome::done).isEmpty()) {
                assertThat(calls).hasSizeLessThan(6);
                Condition.until("Q has seen the end", () -> q.conversations() == 0);
                calls.add(call(q, errand, CuttingLine.Way.TO_Q, Long.MAX_VALUE));
            }
        }
        return calls;
    }

    @ParameterizedTest
    @CsvSource({
        "TO_Q,0", "TO_Q,50", "TO_Q,130", "TO_Q,2500", "TO_Q,70000", "TO_Q,150001", "TO_Q,304000",
        "TO_Q,304950", "TO_Q,305210", "TO_P,0", "TO_P,20", "TO_P,60", "TO_P,70", "TO_P,90",
        "TO_P,86", "TO_P,87", "TO_P,88"
    })
    void aFileThatIsAppendedIsThereOnce(CuttingLine.Way way, long cut) throws IOException {
        Files.write(local, octets);
        Files.writeString(tree.resolve("file"), "before");
        List<Call> calls = calls(errand(Access.APPEND, BINARY), way, cut);
        byte[] expected = new byte[SIZE + 6];
        System.arraycopy("before".getBytes(StandardCharsets.US_ASCII), 0, expected, 0, 6);
        System.arraycopy(octets, 0, expected, 6, SIZE);
        assertThat(tree.resolve("file")).hasBinaryContent(expected);
        assertThat(tree).isDirectoryNotContaining(path -> path.toString().contains(".niftp-"));
        if (way == CuttingLine.Way.TO_Q && cut > 100_000)
            assertThat(calls.getLast().moved()).isLessThan(SIZE - 50_000);
    }

    @ParameterizedTest
    @CsvSource({
        "TO_P,0",
        "TO_P,30",
        "TO_P,2500",
        "TO_P,70000",
        "TO_P,150001",
        "TO_P,304000",
        "TO_P,304950",
        "TO_P,305210",
        "TO_Q,60",
        "TO_Q,120",
        "TO_Q,200",
        "TO_Q,300",
        "TO_Q,330"
    })
    void aFileThatIsFetchedIsWholeInTheEnd(CuttingLine.Way way, long cut) throws IOException {
        Files.write(tree.resolve("file"), octets);
        List<Call> calls = calls(errand(Access.READ, BINARY), way, cut);
        assertThat(local).hasBinaryContent(octets);
        if (way == CuttingLine.Way.TO_P && cut > 100_000)
            assertThat(calls.getLast().moved()).isLessThan(SIZE - 50_000);
    }

    /// A mark each MiB; P asks for the last one, and Q lowers it.
    @ParameterizedTest
    @CsvSource({"900000", "1100000", "2500000", "3250000"})
    void theEverydayProfileGoesOnToo(long cut) throws IOException {
        profile = Profile.EVERYDAY;
        octets = new byte[(4 << 20) + 100];
        new Random(cut).nextBytes(octets);
        Files.write(local, octets);
        List<Call> calls = calls(errand(Access.MAKE, BINARY), CuttingLine.Way.TO_Q, cut);
        assertThat(tree.resolve("file")).hasBinaryContent(octets);
        long kept = cut / (1L << 20) << 20;
        assertThat(calls.getLast().moved()).isEqualTo(octets.length - kept);
    }

    /// A line, a carriage control or a CR LF may be cut by a mark too.
    @ParameterizedTest
    @CsvSource({"1,9000", "2,9000", "4,20000", "8,9000", "32,9000", "64,30001", "128,9000"})
    void aTextGoesOnInTheMidstOfALine(int format, long cut) throws IOException {
        var text = new StringBuilder();
        var chance = new Random(format);
        while (text.length() < 50_000)
            text.append("words ".repeat(chance.nextInt(40))).append('\n');
        Files.writeString(local, text);
        calls(errand(Access.MAKE, new Wanted.Kind.Text(format)), CuttingLine.Way.TO_Q, cut);
        assertThat(tree.resolve("file")).hasContent(text.toString());
    }
}
