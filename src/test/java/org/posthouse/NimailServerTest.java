package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;

/// NI MAIL through a whole server: letters by hand, octet by octet (docs/nimail.md).
@Timeout(120)
final class NimailServerTest {
    private static final String SFT = "8a 04 02 00 22 01 00 01 22 00 01";
    private static final String GO = "82 01 00";
    private static final String STOP = "86 00 01 0f 22 20 00";

    @TempDir Path room;

    private Server start(String toml) throws IOException {
        Conf conf =
                Conf.parse(
                        "test",
                        "host = \"relay.example\"\n[listen.nimail]\naddress = \"127.0.0.1:0\"\n"
                                + toml);
        Settings settings =
                Settings.from(conf, Optional.of(room.resolve("data")), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes()).isEmpty();
        return Server.start(settings);
    }

    private static Socket call(Server server, int place) throws IOException {
        InetSocketAddress address = server.places().get(place).listener().address();
        var socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void say(Socket socket, String hex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /// A letter in text format 01.
    private static void letter(Socket socket, String... lines) throws IOException {
        var data = new ByteArrayOutputStream();
        data.writeBytes(HexFormat.of().parseHex("004000"));
        for (String line : lines) {
            data.write(0x80 | line.length());
            data.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        }
        data.writeBytes(HexFormat.of().parseHex("004300"));
        socket.getOutputStream().write(data.toByteArray());
    }

    private static String hear(Socket socket, int octets) throws IOException {
        return HexFormat.of().formatHex(socket.getInputStream().readNBytes(octets));
    }

    /// RPOS is one record, of which we know no more than that it is one.
    private static void rpos(Socket socket) throws IOException {
        int header = socket.getInputStream().read();
        assertThat(header & 0x80).isEqualTo(0x80);
        byte[] rest = socket.getInputStream().readNBytes(header & 0x3f);
        assertThat(rest[0]).isEqualTo((byte) 0x02);
    }

    private String awaitLetter(String user) throws IOException {
        Path folder = room.resolve("data/mail").resolve(user).resolve("new");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    Optional<Path> first = files.findFirst();
                    if (first.isPresent()) return Files.readString(first.get());
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("no letter for " + user);
    }

    /// The smallest letter there is; then another on the same connection, for a user at a host of
    /// ours in the other order of domains.
    @Test
    void lettersComeIntoMailboxes() throws Exception {
        try (Server server = start("");
                Socket p = call(server, 0)) {
            say(p, SFT);
            rpos(p);
            say(p, GO);
            letter(p, "fred@relay.example,", "", "From: sam@uk.ac.alpha", "", "body", ".", "end");
            assertThat(hear(p, 3)).isEqualTo("004700");
            say(p, STOP);
            assertThat(hear(p, 7)).isEqualTo("8605010f222000");
            say(p, SFT);
            rpos(p);
            say(p, GO);
            letter(p, "jane@example.relay", "", "From: sam@uk.ac.alpha", "", "Hello");
            assertThat(hear(p, 3)).isEqualTo("004700");
            say(p, STOP);
            assertThat(hear(p, 7)).isEqualTo("8605010f222000");
            assertThat(awaitLetter("fred"))
                    .startsWith("Return-Path: <sam@alpha.ac.uk>\n")
                    .contains("with NIMAIL id ")
                    .endsWith("\nFrom: sam@alpha.ac.uk\n\nbody\n.\nend\n");
            assertThat(awaitLetter("jane")).endsWith("\n\nHello\n");
        }
    }

    /// At the port of files the mail service is called by its name, if the settings let it.
    @Test
    void mailCanBeCalledAtThePortOfFiles() throws Exception {
        try (Server server =
                        start(
                                "[listen.niftp]\naddress = \"127.0.0.1:0\"\ntree = \"%s\"\n"
                                        .formatted(room));
                Socket p = call(server, 1)) {
            p.getOutputStream().write("ftp.mail\0".getBytes(StandardCharsets.US_ASCII));
            say(p, SFT);
            rpos(p);
            say(p, GO);
            letter(p, "fred@relay.example", "", "From: sam@uk.ac.alpha", "", "Hello");
            assertThat(hear(p, 3)).isEqualTo("004700");
            assertThat(awaitLetter("fred")).endsWith("\n\nHello\n");
        }
        try (Server server =
                        start(
                                "[listen.niftp]\naddress = \"127.0.0.1:0\"\ntree = \"%s\"\nmail = false\n"
                                        .formatted(room));
                Socket p = call(server, 1)) {
            p.getOutputStream().write("ftp.mail\0".getBytes(StandardCharsets.US_ASCII));
            say(p, SFT);
            int header = p.getInputStream().read();
            assertThat(p.getInputStream().readNBytes(header & 0x3f)[0]).isEqualTo((byte) 0x03);
        }
    }

    /// Hands over a letter to one recipient.
    private static void push(Socket p, String to, String subject) throws IOException {
        say(p, SFT);
        rpos(p);
        say(p, GO);
        letter(p, to, "", "From: sam@uk.ac.alpha", "Subject: " + subject, "", "Hello");
        assertThat(hear(p, 3)).isEqualTo("004700");
        say(p, STOP);
        assertThat(hear(p, 7)).isEqualTo("8605010f222000");
    }

    /// Fetches a letter, up to the end of its data.
    ///
    /// @return its lines; the command's octets where it is refused
    private static List<String> fetch(Socket p, String sft) throws IOException {
        say(p, sft);
        int header = p.getInputStream().read();
        byte[] answer = p.getInputStream().readNBytes(header & 0x3f);
        if (answer[0] == 0x03)
            return List.of("RNEG", new String(answer, StandardCharsets.ISO_8859_1).substring(9));
        say(p, GO);
        assertThat(hear(p, 3)).isEqualTo("004000");
        var lines = new ArrayList<String>();
        while (true) {
            int count = p.getInputStream().read();
            if (count == 0) break;
            lines.add(
                    new String(
                            p.getInputStream().readNBytes(count & 0x3f),
                            StandardCharsets.US_ASCII));
        }
        assertThat(hear(p, 2)).isEqualTo("4300");
        return lines;
    }

    private static List<String> fetched(Socket p, String sft) throws IOException {
        List<String> lines = fetch(p, sft);
        say(p, lines.getFirst().equals("RNEG") ? "86 00 01 0f 22 10 01" : "00 47 00" + STOP);
        assertThat(hear(p, 4)).isEqualTo("8605010f");
        hear(p, 3);
        return lines;
    }

    private static String subject(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .orElse(String.join(" ", lines));
    }

    private static final String READ = "8a 04 02 00 22 01 00 01 22 80 01";

    private static final String COLLECT =
            """
            [[route]]
            to = "*.salford.ac.uk"
            send = "collect:salford"
            known-as = "relay.ac.uk"
            [collect.salford]
            addresses = ["127.0.0.1"]
            """;

    @Test
    void aHostComesForItsMail() throws Exception {
        try (Server server = start(COLLECT);
                Socket p = call(server, 0)) {
            assertThat(fetched(p, READ).getLast()).contains("No waiting mail now");
            for (int i = 1; i <= 3; i++) push(p, "joe@uk.ac.salford.r" + i, "letter " + i);
            List<String> first = fetched(p, READ);
            assertThat(first)
                    .startsWith("joe@uk.ac.salford.r1", "")
                    .contains("From: sam@uk.ac.alpha")
                    .endsWith("", "Hello");
            var subjects = new TreeSet<>(Set.of(subject(first)));
            subjects.add(subject(fetched(p, READ)));
            subjects.add(subject(fetched(p, READ)));
            assertThat(subjects)
                    .containsExactly("Subject: letter 1", "Subject: letter 2", "Subject: letter 3");
            assertThat(fetched(p, READ).getLast()).contains("No waiting mail now");
        }
    }

    /// STOP is what takes a letter out of the queue: without it the letter waits on.
    @Test
    void whatTheHostDoesNotAcknowledgeStays() throws Exception {
        try (Server server = start(COLLECT)) {
            try (Socket p = call(server, 0)) {
                push(p, "joe@uk.ac.salford.cs", "one");
                assertThat(subject(fetch(p, READ))).isEqualTo("Subject: one");
                say(p, "00 47 00");
            }
            try (Socket p = call(server, 0)) {
                assertThat(subject(fetched(p, READ))).isEqualTo("Subject: one");
                assertThat(fetched(p, READ).getLast()).contains("No waiting mail now");
            }
        }
    }
}
