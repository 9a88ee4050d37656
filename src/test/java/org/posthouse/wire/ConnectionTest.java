package org.posthouse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.wire.Connection.Ending;

@Timeout(120)
final class ConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(600); // above a deadline's half second
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration STEP = Duration.ofMillis(400);

    @Test
    void aPeerThatDripsIsLateWithItsLine() throws IOException {
        try (var wire = Wire.open()) {
            wire.say("a");
            wire.drip("a", PAUSE);
            assertThat(wire.ours().line(1000, SHORT)).isEqualTo(Line.Nothing.CUT);
            assertThat(wire.ours().ending()).isEqualTo(Ending.LATE);
            wire.ours().send("421 too slow");
            wire.ours().close();
            assertThat(wire.heard(14)).isEqualTo("421 too slow\r\n");
        }
    }

    @Test
    void aSilentPeerIsLateToo() throws IOException {
        try (var wire = Wire.open()) {
            assertThat(wire.ours().line(1000, SHORT)).isEqualTo(Line.Nothing.END);
            assertThat(wire.ours().ending()).isEqualTo(Ending.LATE);
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(Line.Nothing.END);
            wire.ours().send("421 silent");
            wire.ours().close();
            assertThat(wire.heard()).isEqualTo("421 silent\r\n");
        }
    }

    @Test
    void silenceThatIsAllowedLeavesTheConnectionAsItIs() throws IOException {
        try (var wire = Wire.open()) {
            wire.ours().telnet();
            assertThat(wire.ours().hears(PAUSE)).isFalse();
            assertThat(wire.ours().ending()).isEqualTo(Ending.OPEN);
            wire.say("\u00ff\u00f1"); // IAC NOP is nothing to be heard
            assertThat(wire.ours().hears(PAUSE)).isFalse();
            wire.say("a");
            assertThat(wire.ours().hears(LONG)).isTrue();
            wire.say("b\r\nc\r\n");
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(new Line.Text("ab"));
            assertThat(wire.ours().hears(LONG)).isTrue();
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(new Line.Text("c"));
            wire.ours().send("command"); // leaves before we wait
            assertThat(wire.ours().hears(PAUSE)).isFalse();
            assertThat(wire.theirs().getInputStream().readNBytes(9))
                    .isEqualTo(Pieces.latin("command\r\n"));
            wire.theirs().shutdownOutput();
            assertThat(wire.ours().hears(LONG)).isTrue();
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(Line.Nothing.END);
            assertThat(wire.ours().ending()).isEqualTo(Ending.PEER);
        }
    }

    @Test
    void aPeerThatDripsIsLateWithItsText() throws IOException {
        try (var wire = Wire.open()) {
            wire.drip("a\r\n", PAUSE);
            assertThatThrownBy(() -> text(wire, SHORT)).isInstanceOf(EOFException.class);
            assertThat(wire.ours().ending()).isEqualTo(Ending.LATE);
            wire.ours().send("421 too slow");
            wire.ours().close();
            assertThat(wire.heard(14)).isEqualTo("421 too slow\r\n");
        }
    }

    @Test
    void aTextThatMovesOnMayTakeLongerThanItsLimit() throws Exception {
        int strides = 8;
        try (var wire = Wire.open()) {
            String stride = ("x".repeat(62) + "\r\n").repeat(Connection.STRIDE / 64);
            Thread talking =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int i = 0; i < strides; i++) {
                                            say(wire, stride);
                                            LockSupport.parkNanos(STEP.toNanos());
                                        }
                                        say(wire, ".\r\n");
                                    });
            assertThat(text(wire, STEP.multipliedBy(strides - 1)))
                    .hasSize(strides * Connection.STRIDE);
            assertThat(talking.join(LONG)).isTrue();
        }
    }

    @Test
    void aDrainEndsAWaitForACommandAtOnce() throws Exception {
        try (var wire = Wire.open()) {
            var line = new FutureTask<Line>(() -> wire.ours().line(1000, LONG));
            Thread waiting = Thread.ofVirtual().start(line);
            Wire.await("its wait", () -> waiting.getState() == Thread.State.WAITING);
            wire.ours().drain();
            assertThat(line.get(60, TimeUnit.SECONDS)).isEqualTo(Line.Nothing.END);
            assertThat(wire.ours().ending()).isEqualTo(Ending.DRAINING);
            wire.ours().send("421 closing");
            wire.ours().close();
            assertThat(wire.heard()).isEqualTo("421 closing\r\n");
        }
    }

    @Test
    void aDrainLetsCommandsBeAnsweredThatAreHereAlready() throws IOException {
        try (var wire = Wire.open()) {
            wire.say("a\r\nb\r\n");
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(new Line.Text("a"));
            wire.ours().drain();
            assertThat(wire.ours().ending()).isEqualTo(Ending.OPEN);
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(new Line.Text("b"));
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(Line.Nothing.END);
            assertThat(wire.ours().ending()).isEqualTo(Ending.DRAINING);
        }
    }

    @Test
    void aDrainLetsATextComeToItsEnd() throws Exception {
        try (var wire = Wire.open()) {
            var text = new FutureTask<String>(() -> text(wire, LONG));
            Thread reading = Thread.ofVirtual().start(text);
            wire.say("some\r\n");
            Wire.await("its wait", () -> reading.getState() == Thread.State.WAITING);
            wire.ours().drain();
            wire.say("more\r\n.\r\n");
            assertThat(text.get(60, TimeUnit.SECONDS)).isEqualTo("some\r\nmore\r\n");
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(Line.Nothing.END);
            assertThat(wire.ours().ending()).isEqualTo(Ending.DRAINING);
        }
    }

    /// Whichever is first, the command or the drain: a command that was heard is served.
    @Test
    void aDrainNeverCutsTheTextOfACommandThatWasHeard() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (var wire = Wire.open()) {
                var start = new CyclicBarrier(2);
                Thread draining =
                        Thread.ofPlatform()
                                .start(
                                        () -> {
                                            await(start);
                                            wire.ours().drain();
                                        });
                Thread talking =
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            await(start);
                                            say(wire, "DATA\r\n");
                                        });
                if (wire.ours().line(1000, LONG) instanceof Line.Text) {
                    assertThat(draining.join(LONG)).isTrue();
                    wire.say("a\r\n.\r\n");
                    assertThat(text(wire, LONG)).isEqualTo("a\r\n");
                }
                assertThat(talking.join(LONG)).isTrue();
            }
        }
    }

    @Test
    void anAbortEndsAText() throws Exception {
        try (var wire = Wire.open()) {
            var text = new FutureTask<String>(() -> text(wire, LONG));
            Thread reading = Thread.ofVirtual().start(text);
            Wire.await("its wait", () -> reading.getState() == Thread.State.WAITING);
            wire.ours().abort();
            assertThatThrownBy(() -> text.get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(EOFException.class);
            assertThat(wire.ours().ending()).isEqualTo(Ending.DRAINING);
        }
    }

    @Test
    void aPeerThatClosedItsSideIsAnsweredStill() throws IOException {
        try (var wire = Wire.open()) {
            wire.say("QUIT\r\nNO");
            wire.theirs().shutdownOutput();
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(new Line.Text("QUIT"));
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(Line.Nothing.CUT);
            assertThat(wire.ours().ending()).isEqualTo(Ending.PEER);
            wire.ours().send("221 bye");
            wire.ours().close();
            assertThat(wire.heard()).isEqualTo("221 bye\r\n");
        }
    }

    @Test
    void aPeerThatResetsTheLineWillSayNoMore() throws IOException {
        for (String said : List.of("", "half a li", "a line\r\n")) {
            try (var wire = Wire.open()) {
                wire.say(said);
                wire.theirs().setSoLinger(true, 0);
                wire.theirs().close();
                Line line = wire.ours().line(1000, LONG);
                while (line instanceof Line.Text) line = wire.ours().line(1000, LONG);
                assertThat(line).isInstanceOf(Line.Nothing.class);
                assertThat(wire.ours().ending()).isEqualTo(Ending.PEER);
            }
            try (var wire = Wire.open()) {
                wire.say(said);
                wire.theirs().setSoLinger(true, 0);
                wire.theirs().close();
                assertThatThrownBy(() -> text(wire, LONG)).isInstanceOf(EOFException.class);
                assertThat(wire.ours().ending()).isEqualTo(Ending.PEER);
            }
        }
    }

    /// RFC 5321 section 3.8 lets a peer go on for a while after our 421.
    @Test
    void lastWordsReachAPeerThatIsStillTalking() throws Exception {
        try (var wire = Wire.open()) {
            var talk = new FutureTask<>(() -> talk(wire));
            Thread.ofVirtual().start(talk);
            assertThat(wire.ours().line(1000, LONG)).isEqualTo(new Line.Text("NOOP"));
            wire.ours().send("421 enough");
            wire.ours().close();
            assertThat(talk.get(60, TimeUnit.SECONDS)).isEqualTo("421 enough\r\n");
        }
    }

    private static String talk(Wire wire) throws IOException {
        for (int i = 0; i < 100; i++) wire.say("NOOP\r\n".repeat(10_000));
        wire.theirs().shutdownOutput();
        return wire.heard();
    }

    @Test
    void theTranscriptHasWhatWasSaid() throws IOException {
        var transcript = new Transcript.Recent();
        try (var wire = Wire.open(transcript)) {
            wire.say("DATA\r\na\r\n.\r\n12345\r\nx\ny\r\n");
            wire.theirs().shutdownOutput();
            wire.ours().send("220 hello");
            wire.ours().line(4, LONG);
            text(wire, LONG);
            wire.ours().line(4, LONG);
            wire.ours().line(4, LONG);
            wire.ours().line(4, LONG);
            wire.ours().line(4, LONG);
        }
        assertThat(transcript.lines())
                .containsExactly(
                        "> 220 hello",
                        "< DATA",
                        "# a text of 3 octets",
                        "# a line of 5 octets, too long",
                        "< x (no CRLF)",
                        "< y",
                        "# end of input: PEER");
    }

    @Test
    void noDeadlineIsWatchedAfterTheEnd() throws IOException {
        int before = Deadline.watched(); // those of other tests may end meanwhile
        for (int i = 0; i < 100; i++) {
            try (var wire = Wire.open()) {
                assertThat(Deadline.watched()).isPositive();
                wire.say("\r\n");
                wire.ours().line(10, LONG);
            }
        }
        assertThat(Deadline.watched()).isLessThanOrEqualTo(before);
    }

    @Test
    void aHostThatCannotBeReachedIsNamed() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, Wire.LOOPBACK)) {
            port = taken.getLocalPort();
        }
        assertThatThrownBy(() -> Connection.open("127.0.0.1", port, SHORT, Transcript.NONE))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("127.0.0.1[127.0.0.1]:" + port + ": Connection refused");
        assertThatThrownBy(() -> Connection.open("a b", port, SHORT, Transcript.NONE))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("a b");
    }

    private static String text(Wire wire, Duration limit) throws IOException {
        var text = new ByteArrayOutputStream();
        wire.ours().text(text::write, limit);
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    private static void say(Wire wire, String octets) {
        try {
            wire.say(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
