package org.posthouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Rfc780Path;

/// A queue that goes out as RFC 786's files.
final class NimailExportTest {
    private static final String TEXT = "From: sam at SRI-NIC\r\nSubject: cheese\r\n\r\nPat\r\n";
    private static final Recipient.State WAITING = Recipient.Waiting.fresh(Instant.EPOCH);

    /// The RFC's examples: those who have the same next host are in one file.
    @Test
    void aFileForEachNextHost(@TempDir Path room) throws IOException {
        for (Way way : Way.values()) {
            Path data = Files.createDirectory(room.resolve(way.name()));
            Path out = data.resolve("out");
            var to = new LinkedHashMap<MailPath, Recipient.State>();
            for (String path : List.of("@a,@b,pat@c", "@e,pat@a", "@a,pat@d"))
                to.put(path(path), WAITING);
            to.put(path("@a,has@it"), new Recipient.Delivered(Instant.EPOCH, "there", "250 OK"));
            try (var queue = way.open(data, new MemoryShard())) {
                MessageId id = queue.put(Way.from("sam@SRI-NIC"), to, TEXT);
                assertThat(new NimailExport(queue.work(), "USC-ISIE", out).run())
                        .isEqualTo(new NimailExport.Count(2, 0));
                assertThat(files(out))
                        .containsOnlyKeys(id + "-1.NIMAIL", id + "-2.NIMAIL")
                        .hasEntrySatisfying(
                                id + "-1.NIMAIL", file -> holds(file, "pat%c%b@a", "pat%d@a"))
                        .hasEntrySatisfying(id + "-2.NIMAIL", file -> holds(file, "pat%a@e"));
            }
        }
    }

    private static MailPath path(String text) {
        return ((PathReading.Understood) Rfc780Path.read("<" + text + ">")).path();
    }

    private static void holds(String file, String... to) {
        String list = String.join("\r\n", to) + "\r\n\r\n";
        assertThat(file).startsWith(list).endsWith("\r\n" + TEXT);
        assertThat(file.substring(list.length(), file.length() - TEXT.length()))
                .matches("Via: USC-ISIE; \\d\\d-[A-Z][a-z]{2}-\\d\\d \\d\\d:\\d\\d:\\d\\d\r\n");
    }

    @Test
    void whoCannotBeNamedIsCounted(@TempDir Path room) throws IOException {
        var odd = MailPath.to(new Mailbox("a\u00e9", new Host.Name("b")));
        Path out = room.resolve("out");
        try (var queue = Way.ALONE.open(room, new MemoryShard())) {
            queue.put(Way.from("sam@SRI-NIC"), Map.of(odd, WAITING), TEXT);
            assertThat(new NimailExport(queue.work(), "USC-ISIE", out).run())
                    .isEqualTo(new NimailExport.Count(0, 1));
        }
        assertThat(files(out)).isEmpty();
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
}
