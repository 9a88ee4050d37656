package org.posthouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Handover;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Posted;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Verdict.Trouble;
import org.posthouse.mail.Xtext;

/// Handing in a message over the control socket.
@Timeout(120)
final class PostTest {
    private static final Peer LINDA = new Peer(InetAddress.getLoopbackAddress(), "LOCAL", "linda");

    @TempDir private Path data;
    private final RecordingIntake intake = new RecordingIntake();
    private ControlServer server;
    private QueueWork queue;

    @BeforeEach
    void open() throws IOException {
        var work = SpoolQueue.inServer(new MemoryShard(), new Way.Told(), Way::notice, intake);
        server = ControlServer.open(data, work, Map.of());
        queue = RemoteQueue.reach(data).orElseThrow();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Handover.Result post(String from, InputStream octets, String... to) throws Exception {
        var paths = new ArrayList<MailPath>();
        for (String path : to) paths.add(PathText.read(path));
        return queue.post(new Handover(LINDA, PathText.readReverse(from), paths), octets);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aMessageIsTakenAsItIs() throws Exception {
        String body = "Subject: x\r\n\r\n.\r\n\0\377 end without CRLF";
        assertThat(post("<>", text(body), "<@a,b@c>", "<(C3)@d>"))
                .isInstanceOf(Handover.Taken.class);
        RecordingIntake.Letter letter = intake.letters().getFirst();
        assertThat(letter.peer()).isEqualTo(LINDA);
        assertThat(letter.from()).isEqualTo(new ReversePath.Null());
        assertThat(letter.to())
                .containsExactly(PathText.read("<@a,b@c>"), PathText.read("<(C3)@d>"));
        assertThat(letter.octets())
                .startsWith("Received: from linda ([127.0.0.1])\r\n\tby relay.example")
                .contains("with LOCAL id ")
                .containsPattern(" [+-]\\d{4}\r\nSubject: x")
                .endsWith("\r\n" + body);
        assertThat(intake.openTexts()).isZero();
    }

    @Test
    void whatTheSenderAsksForComesAlong() throws Exception {
        var posted =
                new Posted(
                        PathText.readReverse("<a@b>"),
                        new Reporting(
                                Optional.of(Reporting.Ret.FULL),
                                Xtext.read("+2B1"),
                                List.of(PathText.read("<ack@b>"))),
                        List.of(
                                new Posted.To(PathText.read("<c@d>"), Request.NONE),
                                new Posted.To(
                                        PathText.read("<e@f>"),
                                        new Request(
                                                new Notify.Never(),
                                                OriginalRecipient.parse("rfc822;+2B")))));
        assertThat(queue.post(new Handover(LINDA, posted), text("x")))
                .isInstanceOf(Handover.Taken.class);
        assertThat(intake.letters()).extracting(RecordingIntake.Letter::posted).contains(posted);
    }

    @Test
    void oneRefusedIsAllRefused() throws Exception {
        intake.set("refuse", "NO_SUCH_USER c@d");
        intake.set("refuse", "BUSY e@f");
        var refused =
                (Handover.Refused)
                        post("<a@b>", text("x".repeat(1 << 22)), "<a@b>", "<c@d>", "<e@f>");
        assertThat(refused.whom().keySet().stream().map(Object::toString))
                .containsExactly("c@d", "e@f");
        assertThat(refused.whom().values()).containsExactly(Trouble.NO_SUCH_USER, Trouble.BUSY);
        assertThat(refused.temporary()).isFalse();
        assertThat(intake.letters()).isEmpty();
    }

    @Test
    void aMessageThatIsNotTakenIsToldWhy() throws Exception {
        intake.set("end", "NO_ROOM");
        assertThat(post("<a@b>", text("x"), "<c@d>"))
                .isEqualTo(new Handover.Failed(Trouble.NO_ROOM));
    }

    @Test
    void halfAMessageIsNone() {
        InputStream half =
                new SequenceInputStream(
                        text("x".repeat(200_000)),
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the disk broke");
                            }

                            @Override
                            public int read(byte[] into, int offset, int length)
                                    throws IOException {
                                return read();
                            }
                        });
        assertThatThrownBy(() -> post("<a@b>", half, "<c@d>")).hasMessage("the disk broke");
        assertThatThrownBy(
                        () -> {
                            try (var line =
                                    SocketChannel.open(
                                            UnixDomainSocketAddress.of(
                                                    data.resolve("control.sock")))) {
                                line.write(
                                        StandardCharsets.US_ASCII.encode(
                                                """
                                                {"posthouse":1,"do":"post","from":"<a@b>","protocol":"X\\r\\nY","name":""}
                                                """));
                                throw new IOException(
                                        new String(
                                                Channels.newInputStream(line).readAllBytes(),
                                                StandardCharsets.UTF_8));
                            }
                        })
                .hasMessageContaining("refused")
                .hasMessageContaining("no protocol's name");
        assertThat(intake.letters()).isEmpty();
    }
}
