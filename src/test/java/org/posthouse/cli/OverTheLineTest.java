package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mtp.MtpReceiver;
import org.posthouse.mtp.MtpSender;
import org.posthouse.mtp.MtpSenderSettings;
import org.posthouse.mtp.MtpSettings;
import org.posthouse.smtp.SmtpReceiver;
import org.posthouse.smtp.SmtpSender;
import org.posthouse.smtp.SmtpSenderSettings;
import org.posthouse.smtp.SmtpSettings;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Listener;
import org.posthouse.wire.ScriptedHost;
import org.posthouse.wire.Transcript;

/// `send` and `load` with our own senders, to our own receivers and to hosts that keep to a script.
final class OverTheLineTest {
    private final RecordingIntake intake = new RecordingIntake();
    private final Terminal terminal =
            new Terminal(
                    new SendCommand(OverTheLineTest::sender),
                    new LoadCommand(OverTheLineTest::sender));
    private Listener mtp;
    private Listener smtp;

    private static Optional<Outbound> sender(
            Hop.Remote via, Optional<Duration> timeout, Transcript transcript) {
        Duration time = timeout.orElse(Duration.ofSeconds(10));
        return switch (via.scheme()) {
            case "smtp" ->
                    Optional.of(
                            new SmtpSender(SmtpSenderSettings.defaults().within(time), transcript));
            case "mtp" ->
                    Optional.of(
                            new MtpSender(
                                    MtpSenderSettings.defaults().within(time),
                                    Acquaintances.NONE,
                                    transcript));
            default -> Optional.empty();
        };
    }

    @BeforeEach
    void listen() throws IOException {
        mtp = listening("mtp", new MtpReceiver(MtpSettings.defaults(), intake));
        smtp = listening("smtp", new SmtpReceiver(SmtpSettings.defaults(), intake));
    }

    private static Listener listening(String name, Listener.Protocol protocol) throws IOException {
        return Listener.open(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                name,
                protocol,
                new Listener.Capacity(1000, 1000));
    }

    @AfterEach
    void close() throws IOException {
        mtp.close();
        smtp.close();
    }

    private List<String> urls() {
        return List.of(
                "mtp://127.0.0.1:" + mtp.address().getPort(),
                "smtp://127.0.0.1:" + smtp.address().getPort());
    }

    @Test
    void aLetterArrives(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("letter");
        Files.writeString(file, "Subject: x\n\n.first\nlast");
        for (String url : urls()) {
            assertThat(
                            terminal.run(
                                    "send",
                                    "--via",
                                    url,
                                    "--from",
                                    "a@b",
                                    "--to",
                                    "c@y",
                                    "--to",
                                    "d@y",
                                    file.toString()))
                    .as(terminal.err())
                    .isZero();
            assertThat(intake.letters().getLast())
                    .hasToString("a@b -> c@y d@y : Subject: x |  | .first | last");
        }
    }

    @Test
    void aRefusalIsTold() {
        intake.set("refuse", "NO_SUCH_USER c@y");
        for (String url : urls()) {
            assertThat(send(url)).isEqualTo(1);
            assertThat(terminal.out()).contains("refused: 550 ");
        }
        assertThat(intake.letters()).isEmpty();
    }

    @Test
    void aFullDiskIsToBeTriedLater() {
        intake.set("end", "NO_ROOM");
        for (String url : urls()) {
            assertThat(send(url)).isEqualTo(75);
            assertThat(terminal.out()).contains("try later: 452 ");
        }
    }

    private int send(String url, String... further) {
        var words = new ArrayList<>(List.of("send", "--via", url, "--from", "a@b"));
        words.addAll(List.of("--to", "c@y", "--subject", "x"));
        words.addAll(List.of(further));
        return terminal.run(words.toArray(String[]::new));
    }

    @Test
    void nobodyThereIsToBeTriedLater() throws IOException {
        int port;
        try (var nobody = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = nobody.getLocalPort();
        }
        for (String url : List.of("mtp://127.0.0.1:" + port, "smtp://127.0.0.1:" + port)) {
            assertThat(send(url)).isEqualTo(75);
            assertThat(terminal.err()).contains(url + ": ");
        }
    }

    @Test
    void aHostThatSaysNothingIsNotWaitedForLonger() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            for (String scheme : List.of("mtp", "smtp")) {
                String url = scheme + "://127.0.0.1:" + silent.getLocalPort();
                assertThat(send(url, "--timeout", "50ms")).isEqualTo(75);
                assertThat(terminal.err()).contains("in time");
            }
        }
    }

    @Test
    void manyLettersArriveEachOnce() {
        for (String url : urls()) {
            int before = intake.letters().size();
            assertThat(
                            terminal.run(
                                    "load",
                                    "--via",
                                    url,
                                    "--sessions",
                                    "20",
                                    "--messages",
                                    "1000",
                                    "--size",
                                    "2KiB"))
                    .as(terminal.out())
                    .isZero();
            assertThat(intake.letters()).hasSize(before + 1000);
            assertThat(
                            intake.letters().stream()
                                    .flatMap(letter -> letter.octets().lines())
                                    .filter(line -> line.startsWith("Message-ID:"))
                                    .distinct())
                    .hasSize(before + 1000);
        }
    }

    @Test
    void aLoadRunEndsEvenWhenTheHostFallsSilent() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            long start = System.nanoTime();
            assertThat(
                            terminal.run(
                                    "load",
                                    "--via",
                                    "mtp://127.0.0.1:" + silent.getLocalPort(),
                                    "--duration",
                                    "500ms"))
                    .isEqualTo(75);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(90)); // for a reply it would wait for minutes
        }
        assertThat(terminal.out()).startsWith("accepted 0 messages");
    }

    @Test
    void theDialogueIsShown() throws IOException {
        var script =
                Dialogue.of(
                        "send",
                        """
                        R: 220 Y Service ready
                        S: MAIL FROM:<a@b> TO:<c@y>
                        R: 550 No such user here
                        S: QUIT
                        R: 221 Y
                        """);
        try (var host = ScriptedHost.playing(script)) {
            assertThat(
                            terminal.run(
                                    "send",
                                    "--transcript",
                                    "--via",
                                    "mtp://127.0.0.1:" + host.port(),
                                    "--from",
                                    "a@b",
                                    "--to",
                                    "c@y",
                                    "--subject",
                                    "x"))
                    .isEqualTo(1);
        }
        assertThat(
                        terminal.out()
                                .lines()
                                .map(line -> line.replaceFirst("^\\d+\\.\\d{3} ", ""))
                                .filter(line -> !line.startsWith("--")))
                .containsExactly(
                        "<- 220 Y Service ready",
                        "-> MAIL FROM:<a@b> TO:<c@y>",
                        "<- 550 No such user here",
                        "-> QUIT",
                        "<- 221 Y",
                        "refused: 550 No such user here");
    }
}
