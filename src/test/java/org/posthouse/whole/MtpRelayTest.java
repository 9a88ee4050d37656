package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.ScriptedHost;

/// The whole program as RFC 780 has it stand between environments (sections 1 and 3.2): it takes
/// mail by MTP for its mailboxes, for the next host of a path and for hosts that speak another
/// protocol, and it says in time what came of it.
final class MtpRelayTest {
    @TempDir private Path directory;

    @Test
    void mailForAMailboxIsPutThere() throws Exception {
        try (Destination us = Destination.start(directory, "A")) {
            hand(us, "<X@Y>", "<Foo@A>");
            assertThat(new String(us.awaitLetter("foo"), StandardCharsets.US_ASCII))
                    .startsWith("Return-Path: <X@Y>\r\n")
                    .endsWith("\r\n\r\nBlah blah blah\r\n.a period first\r\n");
        }
    }

    /// Section 5.1.1's own example: `MAIL FROM:<X@Y> TO:<@A,@B,C@D>` is relayed to B as `MAIL
    /// FROM:<@A,X@Y> TO:<@B,C@D>`.
    @Test
    void aRelayMovesItselfFromOnePathToTheOther() throws Exception {
        try (ScriptedHost next = refuses("MAIL FROM:<@A,X@Y> TO:<@B,C@D>");
                Destination us = Destination.start(directory, "A", route("B", "mtp", next))) {
            hand(us, "<X@Y>", "<@A,@B,C@D>");
            awaitEnd(next);
        }
    }

    /// Section 3.2: "it must use the name it is known by in the environment it is sending into".
    @Test
    void aRelayUsesTheNameItHasThere() throws Exception {
        try (ScriptedHost next = refuses("MAIL FROM:<@GATE,@E,X@Y> TO:<C@D>");
                Destination us =
                        Destination.start(
                                directory,
                                "A",
                                route("D", "mtp", next) + "known-as = \"GATE\"\n")) {
            hand(us, "<@E,X@Y>", "<@A,C@D>");
            awaitEnd(next);
        }
    }

    /// Section 3.2: a notification goes to the originator along the sender-path, from MTP@<host>;
    /// none goes when that cannot be delivered either.
    @Test
    void whatARelayCannotDeliverIsReportedBackwards() throws Exception {
        try (ScriptedHost next = refuses("MAIL FROM:<@A,@E,X@Y> TO:<C@D>");
                ScriptedHost back = refuses("MAIL FROM:<MTP@A> TO:<@E,X@Y>");
                Destination us =
                        Destination.start(
                                directory,
                                "A",
                                route("D", "mtp", next) + route("E", "mtp", back))) {
            hand(us, "<@E,X@Y>", "<@A,C@D>");
            awaitEnd(next);
            awaitEnd(back);
        }
    }

    /// Section 3.1: with a 151 the receiver "will take responsibility for forwarding the mail to
    /// that host".
    @Test
    void whoHasMovedIsFollowed() throws Exception {
        try (ScriptedHost next = refuses("MAIL FROM:<@A,X@Y> TO:<Foo@D>");
                Destination us =
                        Destination.start(
                                directory,
                                "A",
                                "forward = [\"moved: Foo@D\"]",
                                route("D", "mtp", next))) {
            play(
                    us,
                    """
                    R: 220
                    S: MAIL FROM:<X@Y> TO:<moved@A>
                    R: 151 User not local; will forward to Foo@D
                    S: ABRT
                    R: 201
                    S: MAIL FROM:<X@Y> TO:<moved@A>
                    R: 151 User not local; will forward to Foo@D
                    S: CONT
                    R: 354
                    S: Blah blah blah
                    S: .
                    R: 250
                    """);
            awaitEnd(next);
        }
    }

    @Test
    void whatCameByMtpGoesOnBySmtp() throws Exception {
        Dialogue today =
                Dialogue.of(
                        "SMTP",
                        """
                        R: 220 d.test ESMTP
                        S: EHLO a.test
                        R: 250 d.test
                        S: MAIL FROM:<X@y.test>
                        R: 250 OK
                        S: RCPT TO:<C@d.test>
                        R: 550 not today
                        """);
        try (ScriptedHost next = ScriptedHost.playing(today);
                Destination us =
                        Destination.start(directory, "a.test", route("d.test", "smtp", next))) {
            hand(us, "<X@y.test>", "<C@d.test>");
            awaitEnd(next);
        }
    }

    // ------------------------------------------------------------------------------------------

    /// A host that is content to have been told of the mail.
    private static ScriptedHost refuses(String command) throws IOException {
        return ScriptedHost.playing(
                Dialogue.of(command, "R: 220 there\nS: " + command + "\nR: 550 No\n"));
    }

    /// While we still run; the script is over once it was told all that it waits for.
    private static void awaitEnd(ScriptedHost host) throws IOException {
        host.close();
    }

    private static String route(String to, String protocol, ScriptedHost next) {
        return "[[route]]\nto = \"%s\"\nsend = \"%s://127.0.0.1:%d\"\n"
                .formatted(to, protocol, next.port());
    }

    private static void hand(Destination us, String from, String to) throws IOException {
        play(
                us,
                """
                R: 220
                S: MAIL FROM:%s TO:%s
                R: 354
                S: Subject: x
                S:\s
                S: Blah blah blah
                S: ..a period first
                S: .
                R: 250
                """
                        .formatted(from, to));
    }

    private static void play(Destination us, String script) throws IOException {
        Dialogue.of("to us", script + "S: QUIT\nR: 221\nR end\n")
                .playSender(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), us.port("MTP")));
    }
}
