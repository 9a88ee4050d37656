package org.posthouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.control.Import.Mistake;
import org.posthouse.control.Import.Report;
import org.posthouse.control.Import.Taken;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.ReversePath;
import org.posthouse.spool.Registers;

/// A queue that goes out as files and comes back.
final class ExportTest {
    @Provide
    Arbitrary<Envelope> envelopes() {
        return Letters.envelopes();
    }

    @Provide
    Arbitrary<Message.Origin> origins() {
        return Letters.origins();
    }

    @Provide
    Arbitrary<byte[]> octets() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
                Arbitraries.of(
                        new byte[0],
                        new byte[150_000],
                        "a\r\n.\r\n\0é\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 100)
    void exportImportExportGivesTheSameFiles(
            @ForAll("envelopes") Envelope envelope,
            @ForAll("origins") Message.Origin origin,
            @ForAll("octets") byte[] octets)
            throws IOException {
        Path room = Files.createTempDirectory("export");
        var first = new MemoryShard();
        MessageId id;
        try (var queue = SpoolQueue.alone(first, Way::notice, new RecordingIntake())) {
            id =
                    queue.restore(
                            Optional.of(MessageId.of(0, 1_700_000_000_000L, 1)),
                            envelope,
                            origin,
                            new ByteArrayInputStream(octets));
            assertThat(new Export(queue, room.resolve("one")).run()).isEqualTo(1);
        }
        var second = new MemoryShard();
        try (var queue = SpoolQueue.alone(second, Way::notice, new RecordingIntake())) {
            var reports = new ArrayList<Report>();
            new Import(queue, "here.example").run(room.resolve("one"), reports::add);
            assertThat(reports)
                    .containsExactly(
                            new Taken(
                                    room.resolve("one").resolve(id + ".control"),
                                    id,
                                    Optional.empty()));
            assertThat(second.recipients(id)).isEqualTo(envelope.recipients());
            assertThat(second.find(id).orElseThrow().origin()).isEqualTo(origin);
            assertThat(new Export(queue, room.resolve("two")).run()).isEqualTo(1);
        }
        assertThat(files(room.resolve("two"))).isEqualTo(files(room.resolve("one")));
        assertThat(Files.readAllBytes(room.resolve("two").resolve(id + ".text"))).isEqualTo(octets);
        delete(room);
    }

    private static Map<String, String> files(Path directory) throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> found = Files.list(directory)) {
            for (Path file : found.toList())
                files.put(
                        String.valueOf(file.getFileName()),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return files;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file : found.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    @Test
    void overTheSocketItIsTheSame(@TempDir Path room) throws IOException {
        var names = new ArrayList<String>();
        for (Way way : Way.values()) {
            Path data = Files.createDirectory(room.resolve(way.name()));
            try (var queue = way.open(data, new MemoryShard())) {
                for (int i = 0; i < 1_001; i++)
                    queue.put(Way.from("a@b"), Map.of(Way.path("c@d"), waiting()), "x " + i);
                Path to = data.resolve("out");
                assertThat(new Export(queue.work(), to).run()).isEqualTo(1_001);
                names.add(files(to).toString());
                var reports = new ArrayList<Report>();
                new Import(queue.work(), "here").run(to, reports::add);
                assertThat(reports)
                        .hasSize(1_001)
                        .allMatch(report -> ((Taken) report).renamed().isPresent());
                assertThat(queue.work().check().messages()).isEqualTo(2_002);
            }
        }
        assertThat(Set.copyOf(names)).hasSize(1);
    }

    @Test
    void whatLiesBesideTheQueueGoesOutAndComesBack(@TempDir Path room) throws IOException {
        for (Way way : Way.values()) {
            Path data = Files.createDirectory(room.resolve(way.name()));
            var first = new MemoryShard();
            for (int i = 0; i < 600; i++)
                first.registers()
                        .write(List.of(row("alias", "u" + i, "joe\r\n; \"x\" \u20ac " + i)));
            first.registers().write(List.of(row("host", "mtp://ai:57 scheme", "T")));
            try (var queue = way.open(data, first)) {
                new Export(queue.work(), data.resolve("out")).run();
            }
            var second = new MemoryShard();
            second.registers().write(List.of(row("host", "mtp://b", "R")));
            var reports = new ArrayList<Report>();
            try (var queue = way.open(data, second)) {
                new Import(queue.work(), "here").run(data.resolve("out"), reports::add);
                assertThat(reports)
                        .containsExactly(
                                new Import.Kept(data.resolve("out").resolve("registers.txt"), 601));
                assertThat(second.registers().list("alias", "", 999))
                        .isEqualTo(first.registers().list("alias", "", 999));
                assertThat(second.registers().list("host", "", 9)).hasSize(2);
            }
        }
    }

    private static Registers.Add row(String register, String key, String value) {
        return new Registers.Add(
                register, new Registers.Row(key, new TreeMap<>(Map.of("value", value))));
    }

    @Test
    void aRowWithAMistakeIsNamedAndWhatIsHereStays(@TempDir Path room) throws IOException {
        Files.writeString(
                room.resolve("registers.txt"),
                """
                ;; for people
                ; alias key=u1 path="a@b"
                ; alias path="a@b"
                alias key=u2
                ; alias key=u3 Path=x
                ; host key=ai value=T

                ; host key=ai value=R
                ; host key=ai value=T
                """);
        var spool = new MemoryShard();
        var reports = new ArrayList<Report>();
        try (var queue = SpoolQueue.alone(spool, Way::notice, new RecordingIntake())) {
            new Import(queue, "here.example").run(room, reports::add);
        }
        assertThat(reports.stream().filter(Mistake.class::isInstance))
                .extracting(report -> ((Mistake) report).line())
                .containsExactly(3, 4, 5, 8);
        assertThat(reports.getLast()).isEqualTo(new Import.Kept(room.resolve("registers.txt"), 3));
        assertThat(spool.registers().find("host", "ai")).contains(row("host", "ai", "T").row());
    }

    private static Recipient.State waiting() {
        return Recipient.Waiting.fresh(Instant.parse("2096-11-21T13:00:00Z"));
    }

    @Test
    void aBadPairIsLeftOutAndTheOthersComeIn(@TempDir Path room) throws IOException {
        Files.writeString(room.resolve("1.control"), "FILE:1.text\nFROM:<a@b>\nTO:<c@d>\n");
        Files.writeString(room.resolve("1.text"), "one");
        Files.writeString(room.resolve("2.control"), "FILE:2.text\nFROM:a@b\nTO:<c@d>\nTO:\n");
        Files.writeString(room.resolve("2.text"), "two");
        Files.writeString(room.resolve("3.control"), ";;\nFILE:3.text\nFROM:<>\nTO:<c@d>\n");
        Files.write(room.resolve("4.control"), new byte[] {(byte) 0xC3, 0x28});
        Files.writeString(room.resolve("5.control"), "FILE:1.text\nFROM:<>\nTO:<e@f>\n");
        Files.writeString(room.resolve("notes.txt"), "no pair");
        var reports = new ArrayList<Report>();
        var spool = new MemoryShard();
        try (var queue = SpoolQueue.alone(spool, Way::notice, new RecordingIntake())) {
            new Import(queue, "here.example").run(room, reports::add);
            assertThat(
                            reports.stream()
                                    .filter(Mistake.class::isInstance)
                                    .map(
                                            report ->
                                                    room.relativize(((Mistake) report).control())
                                                            + ":"
                                                            + ((Mistake) report).line()))
                    .containsExactly("2.control:2", "2.control:4", "3.control:2", "4.control:1");
            assertThat(reports.get(3)).asString().contains("3.text").contains("no such file");
            List<Message> in = spool.list(Optional.empty(), 10);
            assertThat(in)
                    .extracting(Message::from)
                    .containsExactly(Way.from("a@b"), new ReversePath.Null());
            assertThat(in)
                    .allMatch(message -> message.origin().peer().name().equals("here.example"));
            assertThat(spool.recipients(in.getLast().id()))
                    .extracting(Recipient::path)
                    .containsExactly(Way.path("e@f"));
        }
    }

    @Test
    void anExportDoesNotMixWithWhatIsThere(@TempDir Path room) throws IOException {
        assertThat(Export.objection(room)).isEmpty();
        assertThat(Export.objection(room.resolve("new"))).isEmpty();
        Files.writeString(room.resolve("x"), "x");
        assertThat(Export.objection(room)).isPresent();
        assertThat(Export.objection(room.resolve("x"))).isPresent();
    }
}
