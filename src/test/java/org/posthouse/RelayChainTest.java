package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;

/// Three servers in a row, each in an environment of its own: JOE sends by ONE and TWO to FOO at
/// THREE (RFC 780 section 3.2). In each environment a relay has another name.
@Timeout(120)
final class RelayChainTest {
    private static final String LETTER = "From: Joe at CLIENT\r\nSubject: hello\r\n\r\nHello\r\n";

    @TempDir Path room;
    private final List<Server> servers = new ArrayList<>();
    private int one;
    private int two;
    private int three;

    @BeforeEach
    void open() throws IOException {
        three = start("three", "[local]\nusers = [\"foo\"]\n");
        two = start("two", "");
        one =
                start(
                        "one",
                        """
                        [[route]]
                        to = "two.example"
                        send = "mtp://127.0.0.1:%d"
                        known-as = "one-to-two"
                        [[route]]
                        to = "client"
                        send = "maildir:%s/{user}"
                        """
                                .formatted(two, room.resolve("client")));
        // The way there and the way back, now that both are known.
        servers.get(1)
                .reload(
                        settings(
                                "two",
                                """
                                [[route]]
                                to = "three.example"
                                send = "mtp://127.0.0.1:%d"
                                known-as = "two-to-three"
                                [[route]]
                                to = "one-to-two"
                                send = "mtp://127.0.0.1:%d"
                                known-as = "two-to-one"
                                """
                                        .formatted(three, one)));
        servers.get(0)
                .reload(
                        settings(
                                "three",
                                """
                                [[route]]
                                to = "two-to-three"
                                send = "mtp://127.0.0.1:%d"
                                known-as = "three-to-two"
                                [local]
                                users = ["foo"]
                                forward = ["waldo: foo@two-to-three"]
                                """
                                        .formatted(two)));
    }

    private int start(String name, String toml) throws IOException {
        Server server = Server.start(settings(name, toml));
        servers.add(server);
        return server.places().getFirst().listener().address().getPort();
    }

    private Settings settings(String name, String toml) {
        String whole =
                "host = \"" + name + ".example\"\n[listen.mtp]\naddress = \"127.0.0.1:0\"\n" + toml;
        Conf conf = Conf.parse(name, whole);
        Settings settings =
                Settings.from(conf, Optional.of(room.resolve(name)), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes()).isEmpty();
        return settings;
    }

    @AfterEach
    void close() {
        servers.reversed().forEach(Server::close);
    }

    /// Sends a letter by hand.
    ///
    /// @return the last reply, or the refusal
    private static String send(int port, String from, String to) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            in.readLine();
            out.write(
                    "MAIL FROM:<%s> TO:<%s>\r\n"
                            .formatted(from, to)
                            .getBytes(StandardCharsets.US_ASCII));
            String reply = in.readLine();
            if (!reply.startsWith("354")) return reply;
            out.write((LETTER + ".\r\n").getBytes(StandardCharsets.US_ASCII));
            return in.readLine();
        }
    }

    /// The letters of a Maildir, once there are as many.
    private static List<String> letters(Path maildir, int count) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            if (Files.isDirectory(maildir.resolve("new"))) {
                try (Stream<Path> files = Files.list(maildir.resolve("new"))) {
                    List<Path> found = files.toList();
                    if (found.size() >= count) {
                        var letters = new ArrayList<String>();
                        for (Path file : found) letters.add(Files.readString(file));
                        return letters;
                    }
                }
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("no letter in " + maildir);
    }

    @Test
    void thePathMovesFromTheReceiverToTheSender() throws IOException {
        assertThat(send(one, "JOE@client", "@ONE.example,@two.example,foo@three.example"))
                .startsWith("250");
        assertThat(letters(room.resolve("three/mail/foo"), 1))
                .first()
                .asString()
                .startsWith("Return-Path: <@two-to-three,@one-to-two:JOE@client>\n");
        // A reply by that path reaches JOE.
        assertThat(send(three, "foo@three.example", "@two-to-three,@one-to-two,JOE@client"))
                .startsWith("250");
        assertThat(letters(room.resolve("client/joe"), 1))
                .first()
                .asString()
                .startsWith("Return-Path: <@two-to-one:foo@three.example>\n");
    }

    @Test
    void theNoticeComesFromTheRelayByTheReverseRoute() throws IOException {
        assertThat(send(one, "JOE@client", "@one.example,@two.example,nobody@three.example"))
                .startsWith("250");
        String letter = letters(room.resolve("client/joe"), 1).getFirst();
        assertThat(letter)
                .startsWith("Return-Path: <>\n")
                .contains("\nFrom: MTP@two-to-one\n", "   nobody at three.example\n", "\n   550 ");
        assertThat(letter.length()).isLessThan(1500);
    }

    @Test
    void aRelayThatIsRefusedIsNoForwarding() throws IOException {
        assertThat(send(two, "JOE@client", "@two.example,foo@nowhere.example"))
                .matches("55[03] .*");
        assertThat(send(two, "JOE@client", "@nowhere.example,@two.example,foo@three.example"))
                .matches("55[03] .*");
    }

    @Test
    void aReplyToAnAliasReachesWhomItStandsFor() throws IOException {
        String user = "joe.with.a.name.that.no.host.of.old.can.write.down";
        assertThat(send(one, user + "@client", "@two.example,foo@three.example")).startsWith("250");
        assertThat(letters(room.resolve("three/mail/foo"), 1))
                .first()
                .asString()
                .startsWith("Return-Path: <@two-to-three:u1@one-to-two>\n");
        assertThat(send(three, "foo@three.example", "@two-to-three,U1@one-to-two"))
                .startsWith("250");
        assertThat(letters(room.resolve("client").resolve(user), 1))
                .first()
                .asString()
                .contains("\nDelivered-To: " + user + "@client\n");
        // Another one comes by the same name.
        assertThat(send(one, user + "@client", "@two.example,nobody@three.example"))
                .startsWith("250");
        assertThat(letters(room.resolve("client").resolve(user), 2))
                .anyMatch(letter -> letter.contains("Subject: Mail not delivered"));
    }

    /// The dialogue of a listener, one command after the other.
    private static List<String> talk(int port, String... lines) throws IOException {
        var replies = new ArrayList<String>();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(30_000);
            in.readLine();
            for (String line : lines) {
                byte[] octets = (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
                socket.getOutputStream().write(octets);
                replies.add(in.readLine());
            }
        }
        return replies;
    }

    @Test
    void whoHasMovedIsProposedAndFollowed() throws IOException {
        String mail = "MAIL FROM:<JOE@client> TO:<waldo@three.example>";
        assertThat(talk(three, mail, "ABRT", mail, "CONT", LETTER + "."))
                .startsWith(
                        "151 User not local; will forward to foo@two-to-three",
                        "201 Command okay, action aborted",
                        "151 User not local; will forward to foo@two-to-three",
                        "354 Start mail input; end with <CRLF>.<CRLF>");
        assertThat(letters(room.resolve("two/mail/foo"), 1))
                .first()
                .asString()
                .startsWith("Return-Path: <@three-to-two:JOE@client>\n");
    }
}
