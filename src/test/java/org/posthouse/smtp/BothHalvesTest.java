package org.posthouse.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.conf.Conf;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.wire.Listener;

/// Our sender and our receiver talk to each other, over EHLO with pipelining and over HELO without:
/// what the one was given the other takes, octet for octet.
final class BothHalvesTest {
    private static final String PLAIN = "?hello=helo&eight-bit=yes&text-line=100000";
    private static final String EXTENDED = "?text-line=100000";

    private final RecordingIntake intake = new RecordingIntake();

    private List<String> send(String query, String listen, List<Sendings.Letter> letters)
            throws IOException {
        var settings = SmtpSettings.from(Conf.parse("test", listen).root());
        var sendings = new Sendings();
        try (Listener listener =
                Listener.open(
                        SmtpReceiverTest.ANY_PORT,
                        "smtp",
                        new SmtpReceiver(settings, intake),
                        SmtpReceiverTest.ROOM)) {
            sendings.send(
                    SmtpSenderSettings.defaults(),
                    "smtp://127.0.0.1:" + listener.address().getPort() + query,
                    "us.example",
                    letters);
        }
        return sendings.results();
    }

    private static Sendings.Letter letter(String text) {
        return new Sendings.Letter("<a@b.example>", List.of("<c@d.example>"), text);
    }

    private List<String> arrived() {
        return intake.letters().stream()
                .map(l -> l.octets().replaceFirst("^Received:.*\r\n(\t.*\r\n)*", ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, EXTENDED})
    void contentsArriveOctetForOctet(String query) throws IOException {
        List<String> texts =
                List.of(
                        "",
                        "\r\n",
                        ".\r\n",
                        "..\r\n.\r\n...\r\n",
                        ".a\r\n\r\n.\r\n\r\n",
                        "a".repeat(998) + "\r\n",
                        "." + "a".repeat(99_000) + "\r\n",
                        "caf\u00e9 \u0080\u00ff\r\n",
                        "x\t \u0001\u007f\r\n",
                        "0123456789abcde\r\n".repeat(10_000),
                        ".\r\n".repeat(30_000));
        List<String> results = send(query, "", texts.stream().map(BothHalvesTest::letter).toList());
        assertThat(results).hasSize(texts.size()).allMatch(r -> r.contains("delivered 250 2.0.0"));
        for (int i = 0; i < texts.size(); i++)
            assertThat(arrived().get(i)).as("text " + i).isEqualTo(texts.get(i));
    }

    /// From hosts whose lines end otherwise; never an end of text, and never refused for it.
    @ParameterizedTest
    @ValueSource(strings = {PLAIN, EXTENDED})
    void strayLineEndsAreMendedOnTheWay(String query) throws IOException {
        SequencedMap<String, String> mended = new LinkedHashMap<>();
        mended.put("a", "a\r\n");
        mended.put("a\n.\nb\n", "a\r\n.\r\nb\r\n");
        mended.put("a\n.\r\nb", "a\r\n.\r\nb\r\n");
        mended.put("a\r.\rb\r", "a . b \r\n");
        mended.put("a\r\n.\rb", "a\r\n. b\r\n");
        mended.put("\n\n\r\r\n", "\r\n\r\n \r\n");
        send(query, "", mended.keySet().stream().map(BothHalvesTest::letter).toList());
        assertThat(arrived()).isEqualTo(List.copyOf(mended.values()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&recipients=1000", "&recipients=7"})
    void manyRecipientsReachAReceiverWithRoomForFewer(String batch) throws IOException {
        for (String query : List.of(PLAIN, EXTENDED)) {
            List<String> to =
                    IntStream.range(0, 350).mapToObj(i -> "<r" + i + "@d.example>").toList();
            List<String> results =
                    send(
                            query + batch,
                            "recipients = 100",
                            List.of(new Sendings.Letter("<>", to, "x\r\n")));
            assertThat(results).hasSize(to.size()).allMatch(r -> r.contains(" delivered 250"));
        }
        List<String> reached =
                intake.letters().stream()
                        .flatMap(l -> l.to().stream())
                        .map(path -> "<" + path + ">")
                        .sorted()
                        .toList();
        List<String> twice =
                IntStream.range(0, 700)
                        .mapToObj(i -> "<r" + i / 2 + "@d.example>")
                        .sorted()
                        .toList();
        assertThat(reached).isEqualTo(twice);
    }

    @Test
    void theSenderIsToldWhichRecipientsWereRefused() throws IOException {
        intake.set("refuse", "NO_SUCH_USER none@d.example");
        intake.set("refuse", "BUSY busy@d.example");
        intake.set("elsewhere", "moved@d.example new@e.example");
        List<String> to =
                List.of(
                        "<none@d.example>",
                        "<busy@d.example>",
                        "<moved@d.example>",
                        "<c@d.example>");
        for (String query : List.of(PLAIN, EXTENDED)) {
            assertThat(send(query, "", List.of(new Sendings.Letter("<a@b.example>", to, "x\r\n"))))
                    .first()
                    .isEqualTo("none@d.example failed 5.1.1 550 5.1.1 No such user here");
        }
        assertThat(intake.letters()).hasSize(2);
    }

    @Test
    void theReceiverNamesProtocolAndSender() throws IOException {
        send(PLAIN, "", List.of(letter("x\r\n")));
        send(EXTENDED, "", List.of(letter("x\r\n")));
        assertThat(intake.letters())
                .map(l -> l.octets().lines().limit(3).toList().toString())
                .satisfiesExactly(
                        plain ->
                                assertThat(plain)
                                        .contains("from us.example ([127.0.0.1])")
                                        .contains("by relay.example")
                                        .contains(" with SMTP id ")
                                        .contains("for <c@d.example>"),
                        extended -> assertThat(extended).contains(" with ESMTP id "));
    }

    @Test
    void aMessageTooBigIsNotSent() throws IOException {
        assertThat(
                        send(
                                EXTENDED,
                                "message-size = 65536",
                                List.of(letter("0123456789\r\n".repeat(6000)))))
                .containsExactly("c@d.example failed 5.3.4 too big");
        assertThat(
                        send(
                                PLAIN,
                                "message-size = 65536",
                                List.of(letter("0123456789\r\n".repeat(6000)))))
                .containsExactly("c@d.example failed 5.3.4 552 5.3.4 Message too big");
        assertThat(intake.letters()).isEmpty();
    }
}
