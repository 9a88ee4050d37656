package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;

/// `posthouse send`: what it sends, what it says and with what status it ends.
final class SendTest {
    private final PretendedHost host = new PretendedHost();
    private final Terminal terminal = new Terminal(new SendCommand(host));

    private int send(String... further) {
        var words = new ArrayList<>(List.of("send", "--via", "smtp://host", "--from", "a@b"));
        words.addAll(List.of(further));
        return terminal.run(words.toArray(String[]::new));
    }

    @Test
    void aFileIsSentAsItIsButForItsLineEndings(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("letter");
        Files.writeString(file, "Subject: ä\n\nfirst\r\n.second\n\nlast");
        assertThat(send("--to", "c@d", file.toString())).isZero();
        assertThat(host.texts()).containsExactly("Subject: ä\r\n\r\nfirst\r\n.second\r\n\r\nlast");
        assertThat(terminal.out()).isEqualTo("accepted: 250 2.0.0 OK\n");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void standardInputIsSentWhenNoFileIsNamed() {
        InputStream before = System.in;
        try {
            String large = "x".repeat(70) + "\n";
            System.setIn(
                    new ByteArrayInputStream(
                            large.repeat(20_000).getBytes(StandardCharsets.UTF_8)));
            host.takesOnly(
                    new Limits(1000, Measure.Width.EIGHT_BIT, Long.MAX_VALUE, Limits.Readers.MIME));
            assertThat(send("--to", "c@d")).isZero();
            assertThat(host.texts().getFirst()).hasSize(20_000 * 72);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void anEmptyFileMakesATestMessage(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("empty"));
        assertThat(send("--to", "c@d", "--to", "e f@g", "--helo", "me.example", file.toString()))
                .isEqualTo(0);
        assertThat(host.texts().getFirst().lines())
                .satisfiesExactly(
                        date -> assertThat(date).matches("Date: \\w+, .* [+-]\\d{4}"),
                        from -> assertThat(from).isEqualTo("From: a@b"),
                        to -> assertThat(to).isEqualTo("To: c@d,"),
                        to -> assertThat(to).isEqualTo("\t\"e f\"@g"),
                        subject -> assertThat(subject).isEqualTo("Subject: Test from Posthouse"),
                        id -> assertThat(id).matches("Message-ID: <\\S+@me.example>"),
                        mime -> assertThat(mime).isEqualTo("MIME-Version: 1.0"),
                        type -> assertThat(type).startsWith("Content-Type: text/plain"),
                        encoding -> assertThat(encoding).endsWith(": 8bit"),
                        end -> assertThat(end).isEmpty(),
                        body -> assertThat(body).isEqualTo("This is a test message."));
    }

    @Test
    void subjectAndBodyMakeATestMessageToo() {
        assertThat(send("--to", "c@d", "--subject", "Hi\nX: y", "--body", "one\ntwo")).isZero();
        assertThat(host.texts().getFirst())
                .contains("Subject: Hi\\nX: y\r\n")
                .endsWith("\r\n\r\none\r\ntwo\r\n");
        assertThat(send("--to", "c@d", "--body", "x", "file")).isEqualTo(2);
    }

    @Test
    void theTimeToWaitIsInSecondsOrInItsUnit() {
        assertThat(send("--to", "c@d", "--subject", "x")).isZero();
        assertThat(host.timeout()).isEmpty();
        assertThat(send("--to", "c@d", "--subject", "x", "--timeout", "30")).isZero();
        assertThat(host.timeout()).contains(Duration.ofSeconds(30));
        assertThat(send("--to", "c@d", "--subject", "x", "--timeout", "2m")).isZero();
        assertThat(host.timeout()).contains(Duration.ofMinutes(2));
        assertThat(send("--to", "c@d", "--subject", "x", "--timeout", "0")).isEqualTo(2);
        assertThat(terminal.err()).contains("is not between 1ms and 1d");
        assertThat(send("--to", "c@d", "--subject", "x", "--timeout", "soon")).isEqualTo(2);
        assertThat(terminal.err()).contains("is not a duration such as");
    }

    @Test
    void theStatusTellsWhatHappened() {
        assertThat(told(1, "refused@d")).isEqualTo("refused: 550 5.1.1 Unknown\n");
        assertThat(told(75, "later@d")).isEqualTo("try later: 450 4.2.1 Busy\n");
        assertThat(told(75, "broken@d")).isEqualTo("try later: closed by the peer\n");
        assertThat(told(0, "c@d", "e@d"))
                .isEqualTo("accepted for 2 of 2 recipients: 250 2.0.0 OK\n");
        assertThat(told(1, "c@d", "refused@d", "later@d"))
                .isEqualTo(
                        "accepted for 1 of 3 recipients: 250 2.0.0 OK; <refused@d> refused: 550"
                                + " 5.1.1 Unknown; <later@d> try later: 450 4.2.1 Busy\n");
        assertThat(told(75, "c@d", "broken@d"))
                .isEqualTo(
                        "accepted for 1 of 2 recipients: 250 2.0.0 OK; <broken@d> try later:"
                                + " closed by the peer\n");
    }

    private String told(int status, String... to) {
        int before = terminal.out().length();
        var words = new ArrayList<>(List.of("--subject", "x"));
        for (String address : to) words.addAll(List.of("--to", address));
        assertThat(send(words.toArray(String[]::new))).isEqualTo(status);
        return terminal.out().substring(before);
    }

    @Test
    void aHostThatIsNotThereIsToBeTriedLater() {
        assertThat(
                        terminal.run(
                                "send",
                                "--via",
                                "smtp://unreachable:2",
                                "--from",
                                "a@b",
                                "--to",
                                "c@d",
                                "--subject",
                                "x"))
                .isEqualTo(75);
        assertThat(terminal.err())
                .isEqualTo("posthouse send: smtp://unreachable:2: Connection refused\n");
    }

    @Test
    void theDialogueIsShownAsItHappens() {
        assertThat(send("--to", "c@d", "--subject", "x", "--transcript", "--helo", "me")).isZero();
        List<String> lines = terminal.out().lines().toList();
        assertThat(lines.subList(0, 3)).allMatch(line -> line.matches("\\d+\\.\\d{3} .*"));
        assertThat(lines.stream().map(line -> line.replaceFirst("^[0-9.]+ ", "")))
                .containsExactly(
                        "-- connected",
                        "-> EHLO me",
                        "<- 250 \\x1b[31mhello",
                        "accepted: 250 2.0.0 OK");
    }

    @Test
    void whatThePeerCannotTakeIsNotSent(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("letter");
        host.takesOnly(new Limits(20, Measure.Width.SEVEN_BIT, 100, Limits.Readers.MIME));
        assertThat(unfit(file, "ä\n")).contains("has 8-bit text, the peer takes ASCII only");
        assertThat(unfit(file, "x".repeat(30))).contains("a line of 32 octets, the peer takes 20");
        assertThat(unfit(file, "x\n".repeat(40))).contains("has 120 octets, the peer takes 100");
        assertThat(host.texts()).isEmpty();
    }

    private String unfit(Path file, String text) throws IOException {
        Files.writeString(file, text);
        int before = terminal.out().length();
        assertThat(send("--to", "c@d", file.toString())).isEqualTo(1);
        return terminal.out().substring(before);
    }

    @Test
    void sendersAndPathsOfBothProtocolsAreUnderstood() {
        assertThat(sentFrom("<>")).isEqualTo("<>");
        assertThat(sentFrom("")).isEqualTo("<>");
        assertThat(sentFrom("<A@B>")).isEqualTo("<A@B>");
        assertThat(sentFrom("@X,@Y,A@B")).isEqualTo("<@x,@y,A@B>");
        assertThat(sentFrom("@X,@Y:A@B")).isEqualTo("<@x,@y,A@B>");
    }

    private String sentFrom(String from) {
        assertThat(
                        terminal.run(
                                "send",
                                "--via",
                                "smtp://host",
                                "--from",
                                from,
                                "--to",
                                "c@d",
                                "--subject",
                                "x"))
                .isZero();
        return host.froms().getLast();
    }

    @Test
    void wrongWordsNameTheRemedy() {
        assertThat(misused("--via", "localhost:8025", "--to", "c@d"))
                .contains("write smtp://localhost:8025");
        assertThat(misused("--via", "maildir:/x", "--to", "c@d"))
                .contains("write smtp://host:port");
        assertThat(misused("--via", "gopher://x", "--to", "c@d", "--subject", "x"))
                .contains("no protocol is called gopher");
        assertThat(misused("--via", "smtp://x", "--to", "c"))
                .contains("\"c\" is no address such as user@host");
        assertThat(misused("--via", "smtp://x")).contains("--to");
        assertThat(misused("--via", "smtp://x", "--to", "c@d", "/no/such/file"))
                .contains("/no/such/file: there is no such file");
    }

    private String misused(String... further) {
        var words = new ArrayList<>(List.of("send", "--from", "a@b"));
        words.addAll(List.of(further));
        int before = terminal.err().length();
        assertThat(terminal.run(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(terminal.err().substring(before).lines().count()).isLessThanOrEqualTo(2);
        return terminal.err().substring(before);
    }
}
