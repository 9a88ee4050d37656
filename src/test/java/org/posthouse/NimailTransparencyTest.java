package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;

/// Nothing that comes by NI MAIL is an end of data where there is one: lines that are a period,
/// bare LF as the whole-file format 80 has it, CR LF within it, in mailboxes and to hosts that
/// speak SMTP, MTP and NI MAIL.
@Timeout(120)
final class NimailTransparencyTest {
    /// As a file of lines that end in LF, with some that end in CR LF.
    private static final String BODY =
            "before\n.\n..\n.\r\n\n.\n\r\n.\r\nMAIL FROM:<evil@x>\n.\nQUIT\nafter\n.\n";

    private static final String[] LINES = {
        "before", ".", "..", ".", "", ".", "", ".", "MAIL FROM:<evil@x>", ".", "QUIT", "after", "."
    };

    @TempDir Path room;
    private final List<Server> servers = new ArrayList<>();

    private Server start(String name, String toml) throws IOException {
        Conf conf =
                Conf.parse(
                        name,
                        "host = \"" + name + ".example\"\n[local]\nline-ends = \"crlf\"\n" + toml);
        Settings settings =
                Settings.from(conf, Optional.of(room.resolve(name)), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes()).isEmpty();
        Server server = Server.start(settings);
        servers.add(server);
        return server;
    }

    @AfterEach
    void close() {
        servers.reversed().forEach(Server::close);
    }

    private static int port(Server server, int place) {
        return server.places().get(place).listener().address().getPort();
    }

    /// @param format 80: the file as it is; 01: a record for each line
    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x01})
    void aLetterArrivesWholeAndAlone(int format) throws Exception {
        Server there =
                start(
                        "there",
                        """
                        [listen.smtp]
                        address = "127.0.0.1:0"
                        [listen.mtp]
                        address = "127.0.0.1:0"
                        [listen.nimail]
                        address = "127.0.0.1:0"
                        [[route]]
                        to = ["smtp.example", "mtp.example", "nimail.example"]
                        send = "maildir:%s/{user}"
                        """
                                .formatted(room.resolve("arrived")));
        Server here =
                start(
                        "here",
                        """
                        [listen.nimail]
                        address = "127.0.0.1:0"
                        [[route]]
                        to = "smtp.example"
                        send = "smtp://127.0.0.1:%d"
                        [[route]]
                        to = "mtp.example"
                        send = "mtp://127.0.0.1:%d"
                        [[route]]
                        to = "nimail.example"
                        send = "nimail://127.0.0.1:%d?mapping=straight"
                        """
                                .formatted(port(there, 0), port(there, 1), port(there, 2)));
        String list = "s@smtp.example,\nm@mtp.example,\nn@nimail.example,\nl@here.example\n\n";
        hand(port(here, 0), format, list + "From: sam@a.example\nSubject: x\n\n" + BODY);
        for (String user : List.of("s", "m", "n"))
            assertThat(body(letter(room.resolve("arrived").resolve(user))))
                    .as(user)
                    .containsExactly(LINES);
        assertThat(body(letter(room.resolve("here/mail/l")))).containsExactly(LINES);
    }

    private static void hand(int port, int format, String file) throws IOException {
        byte[] octets = file.getBytes(StandardCharsets.US_ASCII);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            var out = new ByteArrayOutputStream();
            out.writeBytes(
                    HexFormat.of().parseHex("8e040300220100012200010322%04x".formatted(format)));
            out.writeBytes(HexFormat.of().parseHex("820100004000"));
            if (format == 0x80) {
                for (byte octet : octets) out.writeBytes(new byte[] {0x01, octet});
                out.write(0x80);
            } else {
                for (String line : file.stripTrailing().split("\r?\n", -1))
                    record(out, line, file.length());
            }
            out.writeBytes(HexFormat.of().parseHex("004300"));
            socket.getOutputStream().write(out.toByteArray());
            int header = socket.getInputStream().read();
            assertThat(socket.getInputStream().readNBytes(header & 0x3f)[0]).isEqualTo((byte) 2);
            assertThat(HexFormat.of().formatHex(socket.getInputStream().readNBytes(3)))
                    .isEqualTo("004700");
            socket.getOutputStream().write(HexFormat.of().parseHex("8600010f222000"));
            assertThat(socket.getInputStream().readNBytes(7)).hasSize(7);
        }
    }

    private static void record(ByteArrayOutputStream out, String line, int most) {
        assertThat(line.length()).isLessThan(Math.min(64, most));
        out.write(0x80 | line.length());
        out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<String> body(String letter) {
        String body = letter.substring(letter.indexOf("\r\n\r\n") + 4);
        assertThat(body.replace("\r\n", "")).doesNotContain("\r", "\n");
        return List.of(body.replaceFirst("\r\n$", "").split("\r\n", -1));
    }

    /// The only letter of a Maildir, once it is there.
    private static String letter(Path maildir) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            if (Files.isDirectory(maildir.resolve("new"))) {
                try (Stream<Path> files = Files.list(maildir.resolve("new"))) {
                    List<Path> found = files.toList();
                    if (!found.isEmpty()) {
                        assertThat(found).hasSize(1);
                        return Files.readString(found.getFirst(), StandardCharsets.ISO_8859_1);
                    }
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("no letter in " + maildir);
    }
}
