package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;

/// What senders ask to be told, through whole servers and back to their mailboxes
/// (docs/notices.md).
@Timeout(120)
@SuppressWarnings("StringConcatToTextBlock") // the line ends are meant to be seen
final class NoticesServerTest {
    private static final String LISTENERS =
            """
            [listen.smtp]
            address = "127.0.0.1:0"
            [listen.nimail]
            address = "127.0.0.1:0"
            """;

    @TempDir private Path room;

    private Server start(String host, String names, String routes) throws IOException {
        Conf conf =
                Conf.parse(
                        "test",
                        "host = \"%s\"\nnames = [%s]\n".formatted(host, names)
                                + LISTENERS
                                + routes);
        var settings = Settings.from(conf, Optional.of(room.resolve(host)), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes()).isEmpty();
        return Server.start(settings);
    }

    private static int port(Server server, String protocol) {
        return server.places()
                .get(List.of("SMTP", "NIMAIL").indexOf(protocol)) // as they stand in the file
                .listener()
                .address()
                .getPort();
    }

    /// Says lines of SMTP, each answered with a yes.
    private static void say(Server server, String... lines) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port(server, "SMTP"))) {
            socket.setSoTimeout(30_000);
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("220");
            for (String line : lines) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                String reply = in.readLine();
                while (reply != null && reply.charAt(3) == '-') reply = in.readLine();
                assertThat(reply).as(line).matches("[23].*");
            }
        }
    }

    /// The letters a user has, once there are so many.
    private List<String> awaitLetters(String host, String user, int count) throws IOException {
        Path folder = room.resolve(host).resolve("mail").resolve(user).resolve("new");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    List<Path> letters = files.toList();
                    if (letters.size() >= count) {
                        var texts = new ArrayList<String>();
                        for (Path letter : letters) texts.add(Files.readString(letter));
                        return texts;
                    }
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError(count + " letters for " + user + " never came");
    }

    @Test
    void theNoticeOfDeliveryComesIntoTheMailbox() throws Exception {
        try (Server server = start("here.example", "", "")) {
            say(
                    server,
                    "EHLO client.example",
                    "MAIL FROM:<alice@here.example> RET=HDRS ENVID=QQ314159",
                    "RCPT TO:<bob@here.example> NOTIFY=SUCCESS ORCPT=rfc822;Bob@Example.COM",
                    "RCPT TO:<fred@here.example> NOTIFY=NEVER",
                    "DATA",
                    "Subject: x\r\n\r\nHello\r\n.",
                    "QUIT");
            assertThat(awaitLetters("here.example", "bob", 1).getFirst()).endsWith("\n\nHello\n");
            assertThat(awaitLetters("here.example", "alice", 1).getFirst())
                    .startsWith("Return-Path: <>\n")
                    .contains(
                            "Content-Type: multipart/report; report-type=delivery-status;",
                            "\nOriginal-Envelope-Id: QQ314159\nReporting-MTA: dns; here.example\n",
                            "\nOriginal-Recipient: rfc822; Bob@Example.COM\n"
                                    + "Final-Recipient: rfc822; bob@here.example\n"
                                    + "Action: delivered\n")
                    .doesNotContain("fred@", "Hello");
        }
    }

    /// A host that offers DSN answers for the success itself.
    @Test
    void theLastOfTwoHostsTells() throws Exception {
        try (Server last = start("last.example", "\"here.example\"", "");
                Server first =
                        start("first.example", "", route("last.example", "smtp", last, "SMTP"))) {
            say(
                    first,
                    "EHLO client.example",
                    "MAIL FROM:<alice@here.example> ENVID=+2BQQ",
                    "RCPT TO:<bob@last.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;b+2B@x",
                    "DATA",
                    "Subject: x\r\n\r\nHello\r\n.",
                    "QUIT");
            assertThat(awaitLetters("last.example", "alice", 1).getFirst())
                    .contains(
                            "\nOriginal-Envelope-Id: +QQ\nReporting-MTA: dns; last.example\n",
                            "\nOriginal-Recipient: rfc822; b+@x\n",
                            "Action: delivered\n");
        }
    }

    /// From SMTP into JNT Mail: we tell that it was passed on, and ask the other side for an
    /// acknowledgement, which comes as a letter.
    @Test
    void aHostOfJntMailAcknowledges() throws Exception {
        try (Server jnt = start("jnt.example", "\"here.example\"", "");
                Server gateway =
                        start(
                                "gate.example",
                                "",
                                route("jnt.example", "nimail", jnt, "NIMAIL")
                                        + route("here.example", "smtp", jnt, "SMTP"))) {
            say(
                    gateway,
                    "EHLO client.example",
                    "MAIL FROM:<alice@here.example>",
                    "RCPT TO:<bob@jnt.example> NOTIFY=SUCCESS",
                    "DATA",
                    "From: alice@here.example\r\nSubject: x\r\n\r\nHello\r\n.",
                    "QUIT");
            assertThat(awaitLetters("jnt.example", "bob", 1).getFirst())
                    .contains("\nAcknowledge-To: alice@here.example\n");
            assertThat(awaitLetters("jnt.example", "alice", 2))
                    .anySatisfy(
                            text ->
                                    assertThat(text)
                                            .contains(
                                                    "Reporting-MTA: dns; gate.example",
                                                    "Action: relayed\n"))
                    .anySatisfy(
                            text ->
                                    assertThat(text)
                                            .startsWith("Return-Path: <>\n")
                                            .contains(
                                                    "\nSubject: Message Acknowledgement\n",
                                                    "accepted by jnt.example\n",
                                                    "\n\tbob@jnt.example\n"));
        }
    }

    /// Whoever sends by NI MAIL cannot be told of one recipient of several while he is there.
    @Test
    void aRecipientRefusedBesideOthersIsToldOfByALetter() throws Exception {
        String users = "[local]\nusers = [\"bob\", \"alice\"]\n";
        try (Server jnt = start("jnt.example", "\"here.example\"", users);
                Server gateway =
                        start("gate.example", "", route("jnt.example", "nimail", jnt, "NIMAIL"))) {
            say(
                    gateway,
                    "EHLO client.example",
                    "MAIL FROM:<alice@here.example>",
                    "RCPT TO:<bob@jnt.example>",
                    "RCPT TO:<nobody@jnt.example>",
                    "DATA",
                    "From: alice@here.example\r\nSubject: x\r\n\r\nHello\r\n.",
                    "QUIT");
            assertThat(awaitLetters("jnt.example", "bob", 1).getFirst()).endsWith("\n\nHello\n");
            assertThat(awaitLetters("jnt.example", "alice", 1).getFirst())
                    .startsWith("Return-Path: <>\n")
                    .contains(
                            "\nSubject: Failed mail\n",
                            "\n\tnobody@jnt.example: there is no such user here\n",
                            "\n\nHello\n")
                    .doesNotContain("bob@jnt.example:");
        }
    }

    private static String route(String to, String scheme, Server at, String protocol) {
        return "[[route]]\nto = \"%s\"\nsend = \"%s://127.0.0.1:%d\"\n"
                .formatted(to, scheme, port(at, protocol));
    }
}
