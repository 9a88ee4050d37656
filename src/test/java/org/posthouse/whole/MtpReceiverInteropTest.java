package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sender that someone else wrote from RFC 772 and RFC 780, and our MTP receiver; the sender
/// holds each of our replies against the RFC's tables.
@Tag("interop")
final class MtpReceiverInteropTest {
    private static final String TEXT =
            "Subject: periods\r\n\r\n.\r\n..\r\n.leading\r\nMRSQ R\r\n\r\nend\r\n";
    private static final String HOST = "final.test";

    @TempDir private Path directory;

    @Test
    void everySchemeIsTaken() throws Exception {
        for (String ours : List.of("rfc780", "rfc772", "auto")) {
            try (Destination us = listening(ours, "dialect = \"" + ours + "\"")) {
                for (String theirs : ours.equals("auto") ? List.of("780", "772") : List.of(ours)) {
                    String dialect = theirs.replace("rfc", "");
                    for (String scheme : List.of("none", "R", "T", "auto")) {
                        deliver(us, "--dialect", dialect, "--scheme", scheme);
                    }
                    deliver(us, "--dialect", dialect, "--scheme", "auto", "--split");
                }
            }
        }
    }

    @Test
    void eitherSchemeAloneIsTaken() throws Exception {
        for (String scheme : List.of("R", "T")) {
            try (Destination us = listening(scheme, "schemes = \"" + scheme + "\"")) {
                deliver(us, "--scheme", "auto");
                deliver(us, "--scheme", scheme);
            }
        }
    }

    @Test
    void aFullTableMakesFiveTransmissions() throws Exception {
        for (String scheme : List.of("RT", "R")) {
            try (Destination us =
                    listening("table" + scheme, "recipients = 10\nschemes = \"" + scheme + "\"")) {
                String[] options =
                        Stream.concat(
                                        Stream.of("--scheme", "R", "--text", text()),
                                        IntStream.rangeClosed(1, 50)
                                                .mapToObj(n -> "--to=u" + n + "@" + HOST))
                                .toArray(String[]::new);
                Program.Ended sent = MtpPeer.send(us.port("MTP"), HOST, options);
                assertThat(sent.said()).doesNotContain("VIOLATION");
                assertThat(sent.said().lines().filter(line -> line.startsWith("TRANSMITTED")))
                        .containsExactlyElementsOf(Collections.nCopies(5, "TRANSMITTED 10 250"));
                assertThat(sent.status()).isZero();
                for (int n = 1; n <= 50; n++) assertArrived(us.awaitLetter("u" + n));
            }
        }
    }

    @Test
    void aRefusedRecipientHarmsNoOther() throws Exception {
        for (String dialect : List.of("780", "772")) {
            try (Destination us = directory(dialect, "dialect = \"rfc" + dialect + "\"")) {
                for (String scheme : List.of("none", "R", "T")) {
                    Program.Ended sent = sendWithNobody(us, dialect, "--scheme", scheme);
                    // RFC 772 has 553 where RFC 780 has 550 (Recipient Specification; section 4.3)
                    assertThat(sent.said())
                            .contains("OUTCOME u1@" + HOST + " 250")
                            .containsPattern("OUTCOME nobody@" + HOST + " 55[03]")
                            .contains("OUTCOME u2@" + HOST + " 250")
                            .doesNotContain("VIOLATION");
                    assertThat(sent.status()).as(sent.said()).isEqualTo(1);
                    assertArrived(us.awaitLetter("u1"));
                    assertArrived(us.awaitLetter("u2"));
                }
            }
        }
    }

    @Test
    void anOperatorForwardsWhereTheSenderAgrees() throws Exception {
        String operator = "operator = \"op@" + HOST + "\"\n";
        try (Destination us = directory("780", operator)) {
            for (String scheme : List.of("none", "R", "T")) {
                Program.Ended agreed = sendWithNobody(us, "780", "--scheme", scheme);
                assertThat(agreed.said()).contains("R: 152", "S: CONT").doesNotContain("VIOLATION");
                assertThat(agreed.status()).as(agreed.said()).isZero();
                Program.Ended declined =
                        sendWithNobody(us, "780", "--scheme", scheme, "--accept-152", "no");
                assertThat(declined.said())
                        .contains("R: 152", "S: ABRT", "OUTCOME nobody@" + HOST + " 201")
                        .doesNotContain("VIOLATION");
                assertThat(declined.status()).isEqualTo(1);
                for (String user : List.of("u1", "u2", "u1", "u2", "op"))
                    assertArrived(us.awaitLetter(user));
                assertThat(us.letters("op")).as("an aborted mail is not the operator's").isZero();
            }
        }
        try (Destination us = directory("772", operator + "dialect = \"rfc772\"")) {
            for (String scheme : List.of("none", "R", "T")) {
                Program.Ended sent = sendWithNobody(us, "772", "--scheme", scheme);
                assertThat(sent.said()).contains("R: 152").doesNotContain("VIOLATION");
                assertThat(sent.status()).as(sent.said()).isZero();
                for (String user : List.of("u1", "u2", "op")) assertArrived(us.awaitLetter(user));
            }
        }
    }

    @Test
    void whoHasMovedIsFollowedWhereTheSenderAgrees() throws Exception {
        for (String dialect : List.of("780", "772")) {
            String folder = "moved" + dialect;
            try (MtpPeer far = MtpPeer.receiver(directory.resolve(folder + "-far"), "FAR");
                    Destination us =
                            Destination.start(
                                    directory.resolve(folder),
                                    HOST,
                                    "users = [\"u1\"]\nforward = [\"moved: Foo@FAR\"]",
                                    """
                                    dialect = "rfc%s"
                                    [[route]]
                                    to = "FAR"
                                    send = "mtp://127.0.0.1:%d"
                                    """
                                            .formatted(dialect, far.port()))) {
                int taken = 0;
                for (String scheme : List.of("none", "R", "T")) {
                    if (dialect.equals("780")) declinesToFollow(us, scheme);
                    Program.Ended sent =
                            send(us, "--dialect", dialect, "--scheme", scheme, "moved@" + HOST);
                    assertThat(sent.said()).contains("FORWARD Foo@FAR").doesNotContain("VIOLATION");
                    assertThat(sent.status()).as(sent.said()).isZero();
                    far.awaitRecipients(++taken);
                    assertThat(far.recipients()).hasSize(taken).containsOnly("Foo@FAR");
                }
                assertThat(far.violations()).isEmpty();
            }
        }
    }

    private void declinesToFollow(Destination us, String scheme) throws Exception {
        Program.Ended declined =
                send(us, "--scheme", scheme, "--accept-151", "no", "moved@" + HOST, "u1@" + HOST);
        assertThat(declined.said())
                .contains(
                        "S: ABRT", "OUTCOME moved@" + HOST + " 201", "OUTCOME u1@" + HOST + " 250")
                .doesNotContain("VIOLATION");
        assertArrived(us.awaitLetter("u1"));
    }

    /// What no script foresaw: thousands of commands, right and wrong ones in any order, each reply
    /// held against RFC 780 section 5.3 or RFC 772's table, and the length of section 5.5.3.
    @Test
    void noReplyOutsideTheTables() throws Exception {
        String patient =
                "errors = 1000000\nidle-commands = 1000000\noperator = \"op@" + HOST + "\"\n";
        for (String dialect : List.of("780", "772")) {
            for (String schemes : List.of("RT", "T", "R")) {
                String settings =
                        patient + "schemes = \"" + schemes + "\"\ndialect = \"rfc" + dialect + "\"";
                try (Destination us = directory(dialect + schemes, settings)) {
                    for (int seed = 1; seed <= 3; seed++) walk(us, dialect, seed);
                }
            }
        }
    }

    private static void walk(Destination us, String dialect, int seed) throws IOException {
        Program.Ended walked =
                MtpPeer.send(
                        us.port("MTP"),
                        HOST,
                        "--quiet",
                        "--dialect=" + dialect,
                        "--walk=1500",
                        "--seed=" + seed,
                        "--to=u1@" + HOST,
                        "--to=u2@" + HOST,
                        "--to=far@elsewhere.test",
                        "--to=@" + HOST + ",far@elsewhere.test");
        assertThat(walked.said()).doesNotContain("VIOLATION").doesNotContain("LOST");
        assertThat(walked.status()).isZero();
    }

    // ------------------------------------------------------------------------------------------

    private void deliver(Destination us, String... options) throws Exception {
        Program.Ended sent =
                send(
                        us,
                        Stream.concat(
                                        Stream.of(options),
                                        Stream.of(
                                                "u1@" + HOST,
                                                "u2@" + HOST,
                                                "@" + HOST + ",u3@" + HOST))
                                .toArray(String[]::new));
        assertThat(sent.said()).doesNotContain("VIOLATION");
        assertThat(sent.status()).as(sent.said()).isZero();
        for (String user : List.of("u1", "u2", "u3")) assertArrived(us.awaitLetter(user));
    }

    private Program.Ended send(Destination us, String... optionsAndRecipients) throws Exception {
        List<String> options = new ArrayList<>(List.of("--text", text()));
        for (String one : optionsAndRecipients) {
            if (one.contains("@")) options.add("--to");
            options.add(one);
        }
        return MtpPeer.send(us.port("MTP"), HOST, options.toArray(String[]::new));
    }

    private String text() throws IOException {
        return Files.writeString(directory.resolve("text"), TEXT).toString();
    }

    /// A server whose MTP listener has these settings.
    private Destination listening(String name, String settings) throws Exception {
        return Destination.start(directory.resolve(name), HOST, settings);
    }

    /// The same where only some users have a mailbox.
    private Destination directory(String name, String settings) throws Exception {
        return Destination.start(
                directory.resolve(name), HOST, "users = [\"u1\", \"u2\", \"op\"]", settings);
    }

    private Program.Ended sendWithNobody(Destination us, String dialect, String... options)
            throws Exception {
        List<String> all = new ArrayList<>(List.of("--dialect", dialect));
        all.addAll(List.of(options));
        all.addAll(List.of("u1@" + HOST, "nobody@" + HOST, "u2@" + HOST));
        return send(us, all.toArray(String[]::new));
    }

    private static void assertArrived(byte[] letter) {
        assertThat(new String(letter, StandardCharsets.UTF_8)).endsWith(TEXT);
    }
}
