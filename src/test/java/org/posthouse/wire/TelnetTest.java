package org.posthouse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// TELNET commands among lines (RFC 854), however they arrive in pieces; and the texts of
/// connections that are there for one text.
@Timeout(120)
final class TelnetTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({
        "NOOP, NOOP, ''",
        "N<241>OOP<249>, NOOP, ''",
        "<253><1>NOOP, NOOP, <252><1>",
        "<251><31>NO<253><24>OP, NOOP, <254><31><252><24>",
        "<252><1><254><3>NOOP, NOOP, ''",
        "<250><24>NOOP<240>OK, OK, ''",
        "<250><24><255><241><240>OK, OK, ''",
        "<246>NOOP, NOOP, '[Yes]\r\n'",
        "MAIL FROM<244><242>NOOP, NOOP, ''",
        "MAIL<242>NO<242>OK, OK, ''",
        "NO<248><247>OP, NOOP, ''",
        "A<255>B, A\u00ffB, ''",
        "A<255><255>B, A\u00ff\u00ffB, ''",
    })
    void commandsAreNoData(String sent, String heard, String answered) throws IOException {
        String octets = octets(sent) + "\r\n";
        for (int cut = 0; cut <= octets.length(); cut++) {
            var out = new ByteArrayOutputStream();
            LineReader reader = reader(Pieces.cutAt(cut, octets), out, TelnetManner.SPOKEN);
            assertThat(reader.line(100)).isEqualTo(new Line.Text(heard));
            assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo(octets(answered));
        }
    }

    /// The Synch signal (RFC 772, "Control functions"), its Data Mark as urgent data, in the midst
    /// of a command; what was said before that is still heard.
    @Test
    void aSynchDropsTheLineThatWasBegun() throws IOException {
        try (var wire = Wire.open()) {
            wire.ours().telnet();
            wire.say("NOOP\r\nMAIL FROM:<wal\u00ff\u00f4\u00ff");
            wire.theirs().sendUrgentData(242);
            wire.say("QUIT\r\n");
            assertThat(wire.ours().line(100, LONG)).isEqualTo(new Line.Text("NOOP"));
            assertThat(wire.ours().line(100, LONG)).isEqualTo(new Line.Text("QUIT"));
        }
    }

    /// It may be the beginning of nothing but an eight-bit text.
    @Test
    void aSubnegotiationWithoutEndIsData() throws IOException {
        String octets = "\u00ff\u00fa" + "x".repeat(500);
        for (int cut = 0; cut <= octets.length(); cut += 7) {
            var out = new ByteArrayOutputStream();
            var in = Pieces.cutAt(cut, octets + "\r\n");
            LineReader reader = reader(in, out, TelnetManner.SPOKEN);
            assertThat(reader.line(1000)).isEqualTo(new Line.Text(octets));
        }
    }

    /// Within a text nothing is answered, nor erased, by one that only tolerates TELNET.
    @Test
    void aTextIsNotInterrupted() throws IOException {
        for (TelnetManner manner : TelnetManner.values()) {
            try (var wire = Wire.open()) {
                wire.ours().telnet(manner);
                wire.say("a\u00ff\u00fd\u0001b\u00ff\u00f6c\u00ff\u00f4\u00ff\u00f2d\r\n.\r\n");
                var heard = new ByteArrayOutputStream();
                wire.ours().text(heard::write, LONG);
                assertThat(heard).hasToString("abcd\r\n");
                wire.ours().send("250");
                wire.ours().flush();
                String answers = manner == TelnetManner.SPOKEN ? "\u00ff\u00fc\u0001[Yes]\r\n" : "";
                assertThat(
                                new String(
                                        wire.theirs()
                                                .getInputStream()
                                                .readNBytes(answers.length() + 5),
                                        StandardCharsets.ISO_8859_1))
                        .isEqualTo(answers + "250\r\n");
            }
        }
    }

    @Test
    void whoOnlyToleratesItDeclinesBetweenTexts() throws IOException {
        var out = new ByteArrayOutputStream();
        var in = Pieces.cutAt(3, "\u00ff\u00fd\u0001\u00ff\u00f6NOOP\r\n");
        LineReader reader = reader(in, out, TelnetManner.TOLERATED);
        assertThat(reader.line(100)).isEqualTo(new Line.Text("NOOP"));
        assertThat(out.toByteArray()).containsExactly(255, 252, 1);
    }

    /// A raw 255 (there are some in 8-bit texts) takes nothing with it.
    @Test
    void anOctetThatCommandsNothingIsData() throws IOException {
        for (int cut = 0; cut < 6; cut++) {
            var out = new ByteArrayOutputStream();
            var in = Pieces.cutAt(cut, "a\u00ff\r\n.\r\n");
            LineReader reader = reader(in, out, TelnetManner.SPOKEN);
            var content = new ByteArrayOutputStream();
            DotText.read(reader, DotText.Transparency.NONE, content::write);
            assertThat(content.toString(StandardCharsets.ISO_8859_1)).isEqualTo("a\u00ff\r\n");
        }
    }

    @Test
    void anOfferIsDeclinedWhileWeWait() throws IOException {
        try (var wire = Wire.open()) {
            wire.ours().telnet();
            wire.say("\u00ff\u00fd\u0001");
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    byte[] answer = wire.theirs().getInputStream().readNBytes(3);
                                    wire.say(answer[1] == (byte) 252 ? "declined\r\n" : "what?");
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
            assertThat(wire.ours().line(100, LONG)).isEqualTo(new Line.Text("declined"));
        }
    }

    @Test
    void aTextMayEndWithItsConnection() throws IOException {
        try (var wire = Wire.open()) {
            wire.say("a\r\n.\r\nb");
            wire.theirs().shutdownOutput();
            var heard = new ByteArrayOutputStream();
            wire.ours().rest(heard::write, LONG);
            assertThat(heard).hasToString("a\r\n.\r\nb");
            wire.ours()
                    .sendRest(
                            new ByteArrayInputStream("x\n.\n".getBytes(StandardCharsets.UTF_8)),
                            LONG);
            assertThat(wire.heard()).isEqualTo("x\r\n.\r\n");
        }
    }

    @Test
    void aTextThatWasCutIsNone() throws IOException {
        try (var wire = Wire.open()) {
            wire.say("a\r\n");
            assertThatThrownBy(() -> wire.ours().rest((_, _, _) -> {}, Duration.ofMillis(600)))
                    .isInstanceOf(EOFException.class);
            assertThat(wire.ours().ending()).isEqualTo(Connection.Ending.LATE);
        }
        try (var wire = Wire.open()) {
            wire.say("a\r\n");
            wire.theirs().setSoLinger(true, 0);
            wire.theirs().close();
            assertThatThrownBy(() -> wire.ours().rest((_, _, _) -> {}, LONG))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aSecretIsNotRecorded() throws IOException {
        var transcript = new Transcript.Recent();
        try (var wire = Wire.open(transcript)) {
            wire.ours().sendSecret("PASS word", "PASS ****");
            wire.ours().close();
            assertThat(wire.heard()).isEqualTo("PASS word\r\n");
        }
        assertThat(transcript.lines()).containsExactly("> PASS ****");
    }

    private static LineReader reader(InputStream in, OutputStream out, TelnetManner manner) {
        var reader = new LineReader(in, out);
        reader.telnet(out, manner);
        return reader;
    }

    /// `<255>` as itself, other `<n>` after an IAC where they begin a command.
    private static String octets(String written) {
        var octets = new StringBuilder();
        var found = Pattern.compile("<(\\d+)>|(.)", Pattern.DOTALL).matcher(written);
        while (found.find()) {
            if (found.group(2) != null) octets.append(found.group(2));
            else {
                int octet = Integer.parseInt(found.group(1));
                if (octet >= 240) octets.append('\u00ff');
                octets.append((char) octet);
            }
        }
        return octets.toString();
    }
}
