package org.posthouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.mail.RecordingIntake;
import org.slf4j.LoggerFactory;

/// The protocol as it stands on the wire, and what hostile clients get.
@Timeout(120)
final class ControlServerTest {
    private static final Waiting WAITING = Waiting.fresh(Instant.parse("2096-11-21T13:00:00Z"));

    @TempDir Path data;

    private final MemoryShard spool = new MemoryShard();
    private final Way.Told told = new Way.Told();
    private ControlServer server;

    @BeforeAll
    static void beQuiet() {
        ((Logger) LoggerFactory.getLogger(ControlServer.class)).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger(Clerk.class)).setLevel(Level.OFF);
    }

    @BeforeEach
    void open() throws IOException {
        open(Duration.ofSeconds(60));
    }

    /// With a server that soon has enough of silence.
    private void openImpatient() throws IOException {
        server.close();
        open(Duration.ofMillis(200));
    }

    private void open(Duration patience) throws IOException {
        server =
                ControlServer.open(
                        data,
                        SpoolQueue.inServer(spool, told, Way::notice, new RecordingIntake()),
                        Map.of("status", () -> Map.of("pid", 17, "listens", List.of("smtp"))),
                        patience);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(
                UnixDomainSocketAddress.of(data.resolve("control.sock").toAbsolutePath()));
    }

    private List<String> ask(String question) throws IOException {
        try (var client = connect()) {
            client.write(ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.UTF_8)));
            return rest(client);
        }
    }

    /// All that comes. A server that hangs up on what it did not read resets the connection, which
    /// is told behind the last of it.
    private static List<String> rest(SocketChannel client) {
        var octets = new ByteArrayOutputStream();
        try {
            Channels.newInputStream(client).transferTo(octets);
        } catch (IOException _) {
            // the end
        }
        return octets.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void nobodyIsLeft() {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (server.conversations() > 0 && System.nanoTime() < deadline)
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        assertThat(server.conversations()).isZero();
    }

    private MessageId put(String text) throws IOException {
        try (var queue = SpoolQueue.inServer(spool, told, Way::notice, new RecordingIntake())) {
            return new Way.Open(queue, spool, told, () -> {})
                    .put(Way.from("a@b.example"), Map.of(Way.path("c@d.example"), WAITING), text);
        }
    }

    @Test
    void theQuestionsAndAnswersAreAContract() throws IOException {
        MessageId id = put("hello\r\n");
        assertThat(ask("{\"posthouse\":1,\"do\":\"list\",\"filter\":{},\"limit\":10}"))
                .containsExactly(
                        "{\"entry\":{\"id\":\""
                                + id
                                + "\",\"arrival\":\"2026-11-21T11:00:00Z\",\"from\":\"<a@b.example>\","
                                + "\"size\":7,\"waiting\":1,\"held\":0,\"delivered\":0,\"failed\":0,"
                                + "\"attempts\":0,\"next\":\"2096-11-21T13:00:00Z\","
                                + "\"to\":[\"<c@d.example>\"],\"reason\":\"\"}}",
                        "{\"status\":\"done\"}");
        assertThat(ask("{\"posthouse\":1,\"do\":\"show\",\"id\":\"" + id + "\"}"))
                .containsExactly(
                        "{\"message\":{\"id\":\""
                                + id
                                + "\",\"from\":\"<a@b.example>\",\"arrival\":\"2026-11-21T11:00:00Z\","
                                + "\"peer\":{\"address\":\"127.0.0.1\",\"protocol\":\"ESMTP\","
                                + "\"name\":\"client.example\"},\"count\":1,\"content\":{\"size\":7,"
                                + "\"longest-line\":7,\"width\":\"seven-bit\",\"hops\":0}}}",
                        "{\"recipient\":{\"number\":0,\"path\":\"<c@d.example>\","
                                + "\"state\":\"waiting\",\"attempts\":0,"
                                + "\"next\":\"2096-11-21T13:00:00Z\"}}",
                        "{\"status\":\"done\"}");
        assertThat(ask("{\"posthouse\":1,\"do\":\"cat\",\"id\":\"" + id + "\"}"))
                .containsExactly("{\"octets\":\"aGVsbG8NCg==\"}", "{\"status\":\"done\"}");
        assertThat(
                        ask(
                                "{\"posthouse\":1,\"do\":\"work\",\"work\":\"release\",\"ids\":[\""
                                        + id
                                        + "\"]}"))
                .containsExactly(
                        "{\"status\":\"done\",\"done\":{\"messages\":0,\"recipients\":0,\"left\":1,"
                                + "\"undone\":[{\"id\":\""
                                + id
                                + "\",\"why\":\"not-held\"}]}}");
        assertThat(ask("{\"posthouse\":1,\"do\":\"flush\",\"destination\":\"d.example\"}"))
                .containsExactly("{\"status\":\"done\",\"destinations\":1}");
        assertThat(ask("{\"posthouse\":1,\"do\":\"summary\"}"))
                .containsExactly(
                        "{\"status\":\"done\",\"summary\":{\"messages\":1,\"destinations\":["
                                + "{\"destination\":\"d.example\",\"waiting\":1,\"held\":0,"
                                + "\"oldest\":\"2026-11-21T11:00:00Z\","
                                + "\"next\":\"2096-11-21T13:00:00Z\"}]}}");
        assertThat(ask("{\"posthouse\":1,\"do\":\"check\"}"))
                .containsExactly(
                        "{\"status\":\"done\",\"checked\":{\"messages\":1,\"findings\":[]}}");
        assertThat(ask("{\"posthouse\":1,\"do\":\"show\",\"id\":\"0000000000000\"}"))
                .containsExactly("{\"status\":\"gone\"}");
    }

    @Test
    void furtherQuestionsHaveHandlers() throws IOException {
        RemoteQueue remote = RemoteQueue.reach(data).orElseThrow();
        assertThat(remote.other("status"))
                .contains("\"pid\":17")
                .contains("\"listens\":[\"smtp\"]");
        assertThatThrownBy(() -> remote.other("weather")).hasMessageContaining("no question");
    }

    @Test
    void whatIsNoQuestionIsRefused() throws IOException {
        for (String question :
                List.of(
                        "",
                        "hello",
                        "{",
                        "[1]",
                        "7",
                        "{}",
                        "{\"posthouse\":1}",
                        "{\"posthouse\":1,\"do\":7}",
                        "{\"posthouse\":2,\"do\":\"list\"}",
                        "{\"posthouse\":1e99,\"do\":\"list\"}",
                        "{\"posthouse\":1,\"do\":\"drop\"}",
                        "{\"posthouse\":1,\"do\":\"list\"}",
                        "{\"posthouse\":1,\"do\":\"list\",\"filter\":{\"sneder\":\"<>\"},\"limit\":1}",
                        "{\"posthouse\":1,\"do\":\"list\",\"filter\":{\"state\":\"x\"},\"limit\":1}",
                        "{\"posthouse\":1,\"do\":\"show\",\"id\":\"../..\"}",
                        "{\"posthouse\":1,\"do\":\"work\",\"work\":\"delete\"}",
                        "{\"posthouse\":1,\"do\":\"work\",\"work\":\"delete\",\"ids\":\"all\"}",
                        "{\"posthouse\":1,\"do\":\"work\",\"work\":\"eat\",\"filter\":{}}",
                        "[".repeat(5_000),
                        "GET / HTTP/1.1"))
            assertThat(ask(question))
                    .as(question)
                    .singleElement()
                    .asString()
                    .startsWith("{\"status\":\"refused\",\"why\":");
        nobodyIsLeft();
    }

    @Test
    void aQuestionWithoutEndIsRefusedAtItsLimit() throws IOException {
        try (var client = connect()) {
            var octets = ByteBuffer.allocate(64 * 1024);
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 1_000; i++) client.write(octets.clear());
                            })
                    .isInstanceOf(IOException.class);
            assertThat(rest(client)).singleElement().asString().contains("too long");
        }
        nobodyIsLeft();
    }

    @Test
    void silenceAndHalfALineAreCutOff() throws IOException {
        openImpatient();
        for (String half : List.of("", "{\"posthouse\":1,\"do\":")) {
            try (var client = connect()) {
                client.write(ByteBuffer.wrap(half.getBytes(StandardCharsets.UTF_8)));
                assertThat(rest(client)).isEmpty();
            }
        }
        nobodyIsLeft();
    }

    @Test
    void aClientThatTakesNothingIsCutOff() throws IOException {
        openImpatient();
        MessageId id = put("x".repeat(20_000_000));
        try (var client = connect()) {
            String question = "{\"posthouse\":1,\"do\":\"cat\",\"id\":\"" + id + "\"}\n";
            client.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.UTF_8)));
            nobodyIsLeft();
        }
    }

    @Test
    void aClientThatIsGoneInTheMidstHarmsNobody() throws IOException {
        MessageId id = put("x".repeat(20_000_000));
        for (int i = 0; i < 100; i++) {
            try (var client = connect()) {
                String question = "{\"posthouse\":1,\"do\":\"cat\",\"id\":\"" + id + "\"}\n";
                client.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.UTF_8)));
                client.read(ByteBuffer.allocate(10_000));
            }
        }
        nobodyIsLeft();
        assertThat(ask("{\"posthouse\":1,\"do\":\"summary\"}")).hasSize(1);
    }

    @Test
    void halfAnImportIsNoMessage() throws IOException {
        String begin =
                """
                {"posthouse":1,"do":"restore","from":"<>","arrival":"2026-11-21T11:00:00Z",\
                "peer":{"address":"127.0.0.1","protocol":"SMTP","name":""}}
                {"recipient":{"number":0,"path":"<a@b>","state":"waiting","attempts":0,\
                "next":"2026-11-21T11:00:00Z"}}
                {"octets":"aGVsbG8NCg=="}
                """;
        try (var client = connect()) {
            client.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.UTF_8)));
        }
        nobodyIsLeft();
        assertThat(ask(begin + "{\"octets\":\"?\"}")).singleElement().asString().contains("base64");
        assertThat(ask(begin + "{\"octet\":\"\"}")).singleElement().asString().contains("octets");
        assertThat(ask(begin.replace("waiting", "wating")))
                .singleElement()
                .asString()
                .contains("refused");
        assertThat(spool.recovery().messages()).isZero();
        assertThat(ask(begin + "{\"end\":true}")).singleElement().asString().contains("\"done\"");
        assertThat(spool.recovery().messages()).isEqualTo(1);
    }

    @Test
    void onlyTheOwnerMayConnect() throws IOException {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("control.sock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondServerDoesNotTakeTheSocketAndAStaleOneGivesWay() throws IOException {
        var queue = SpoolQueue.inServer(spool, told, Way::notice, new RecordingIntake());
        assertThatThrownBy(() -> ControlServer.open(data, queue, Map.of()))
                .hasMessageContaining("answers");
        assertThat(RemoteQueue.reach(data)).isPresent();
        server.close();
        assertThat(data.resolve("control.sock")).doesNotExist();
        assertThat(RemoteQueue.reach(data)).isEmpty();
        try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(data.resolve("control.sock")));
        }
        assertThat(data.resolve("control.sock")).exists();
        assertThat(RemoteQueue.reach(data)).isEmpty();
        try (var _ = ControlServer.open(data, queue, Map.of())) {
            assertThat(RemoteQueue.reach(data)).isPresent();
        }
        try (Stream<Path> left = Files.list(data)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aLongDirectoryHasItsSocketElsewhere() throws IOException {
        Path deep = Files.createDirectories(data.resolve("d".repeat(120)));
        var queue = SpoolQueue.inServer(spool, told, Way::notice, new RecordingIntake());
        try (var _ = ControlServer.open(deep, queue, Map.of())) {
            Path elsewhere = Path.of(Files.readString(deep.resolve("control.path")).strip());
            assertThat(elsewhere).exists();
            assertThat(RemoteQueue.reach(deep).orElseThrow().check().messages()).isZero();
            assertThatThrownBy(() -> ControlServer.open(deep, queue, Map.of()))
                    .hasMessageContaining("answers");
            assertThat(elsewhere).exists();
        }
        try (Stream<Path> left = Files.list(deep)) {
            assertThat(left).isEmpty();
        }
    }
}
