package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sender asks to be told, through us and Postfix, which has offered DSN (RFC 3461) for
/// twenty years.
@Tag("interop")
@SuppressWarnings("StringConcatToTextBlock") // the line ends are meant to be seen
final class DsnInteropTest {
    @TempDir private Path directory;

    private static String toPostfix(Postfix postfix) {
        return """
        [[route]]
        to = "final.test"
        send = "smtp://127.0.0.1:%d"
        """
                .formatted(postfix.port());
    }

    /// Asks for everything there is, of `joe@final.test`.
    private static void send(int port) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("220");
            for (String line :
                    List.of(
                            "EHLO sender.test",
                            "MAIL FROM:<joe@final.test> RET=HDRS ENVID=QQ+2B314159",
                            "RCPT TO:<bob@final.test> NOTIFY=SUCCESS,FAILURE"
                                    + " ORCPT=rfc822;Bob+2BX@Example.COM",
                            "DATA",
                            "Subject: asked\r\n\r\nHello\r\n.",
                            "QUIT")) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                String reply = in.readLine();
                while (reply != null && reply.charAt(3) == '-') reply = in.readLine();
                assertThat(reply).as(line).matches("[23].*");
            }
        }
    }

    private static String awaitLetter(Destination at, String user) throws Exception {
        return new String(at.awaitLetter(user), StandardCharsets.ISO_8859_1);
    }

    /// We hand the request to Postfix, Postfix hands it to us, and the last of us tells.
    @Test
    void theRequestPassesThroughPostfix() throws Exception {
        try (Destination last = Destination.start(directory.resolve("last"), "final.test");
                Postfix postfix =
                        Postfix.relayingTo(last.port("SMTP"), directory.resolve("postfix"));
                Destination first =
                        Destination.start(
                                directory.resolve("first"), "first.test", toPostfix(postfix))) {
            send(first.port("SMTP"));
            assertThat(awaitLetter(last, "bob")).contains("\r\nHello\r\n");
            assertThat(awaitLetter(last, "joe"))
                    .startsWith("Return-Path: <>")
                    .contains(
                            "Original-Envelope-Id: QQ+314159\r\nReporting-MTA: dns; final.test",
                            "Original-Recipient: rfc822; Bob+X@Example.COM\r\n"
                                    + "Final-Recipient: rfc822; bob@final.test\r\n"
                                    + "Action: delivered\r\n")
                    .doesNotContain("Hello");
            assertThat(last.letters("joe")).isZero();
        }
    }

    /// Postfix cannot hand it on, and tells that it has relayed the message.
    @Test
    void theNoticeOfPostfixArrives() throws Exception {
        try (Destination last = Destination.start(directory.resolve("last"), "final.test");
                Postfix postfix =
                        Postfix.relayingTo(
                                last.port("SMTP"),
                                directory.resolve("postfix"),
                                "smtp_discard_ehlo_keywords = dsn\n");
                Destination first =
                        Destination.start(
                                directory.resolve("first"), "first.test", toPostfix(postfix))) {
            send(first.port("SMTP"));
            assertThat(awaitLetter(last, "joe"))
                    .startsWith("Return-Path: <>")
                    .contains(
                            "Reporting-MTA: dns; postfix.test\r\n",
                            "Original-Envelope-Id: QQ+314159\r\n",
                            "Original-Recipient: rfc822;Bob+X@Example.COM\r\n",
                            "Action: relayed\r\n");
        }
    }

    /// We cannot hand it on, and tell.
    @Test
    void whatPostfixDoesNotOfferWeTell() throws Exception {
        try (Destination last = Destination.start(directory.resolve("last"), "final.test");
                Postfix postfix =
                        Postfix.relayingTo(
                                last.port("SMTP"),
                                directory.resolve("postfix"),
                                "smtpd_discard_ehlo_keywords = dsn\n");
                Destination first =
                        Destination.start(
                                directory.resolve("first"), "first.test", toPostfix(postfix))) {
            send(first.port("SMTP"));
            assertThat(awaitLetter(last, "joe"))
                    .contains(
                            "Reporting-MTA: dns; first.test\r\n",
                            "Action: relayed\r\n",
                            "Remote-MTA: dns; 127.0.0.1\r\n",
                            "Diagnostic-Code: smtp; 250 ");
        }
    }
}
