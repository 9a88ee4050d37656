package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.posthouse.wire.Transcript;

/// Records however they are cut are the same records, and no octets whatever make a reader do more
/// than say that they make no sense.
final class RecordsPropertiesTest {
    @Property(tries = 150)
    void recordsCutInAnyWayAreThemselves(
            @ForAll @Size(max = 400) byte[] octets, @ForAll long seed) {
        var chance = new Random(seed);
        var line = new ByteArrayOutputStream();
        var expected = new ArrayList<String>();
        int mark = 0;
        var record = new ByteArrayOutputStream();
        for (int at = 0; at < octets.length; ) {
            if (chance.nextInt(8) == 0) {
                line.writeBytes(new byte[] {0, 0x41, (byte) ++mark});
                expected.add(new Control(Control.Code.MS, mark & 0xff).toString());
            }
            if (chance.nextInt(10) == 0) line.write(0x40); // nothing
            int last = chance.nextInt(6) == 0 ? 0x80 : 0;
            int run = 1;
            while (run < 63 && at + run < octets.length && octets[at + run] == octets[at]) run++;
            boolean compressed = chance.nextBoolean();
            int taken = compressed ? run : Math.min(octets.length - at, 1 + chance.nextInt(63));
            line.write(last | taken | (compressed ? 0x40 : 0));
            line.write(octets, at, compressed ? 1 : taken);
            record.write(octets, at, taken);
            at += taken;
            if (last == 0) continue;
            expected.add(HexFormat.of().formatHex(record.toByteArray()) + "|");
            record.reset();
        }
        expected.add(HexFormat.of().formatHex(record.toByteArray()));
        assertThat(read(line.toByteArray())).isEqualTo(expected);
    }

    @Property(tries = 150)
    void whatIsWrittenIsRead(
            @ForAll @Size(max = 600) byte[] octets,
            @ForAll RecordWriter.Manner manner,
            @ForAll @IntRange(min = 1, max = 200) int stretch,
            @ForAll @IntRange(min = 1, max = 4) int few)
            throws IOException {
        for (int i = 0; i < octets.length; i++) octets[i] = (byte) (octets[i] % few); // runs
        var line = new ByteArrayOutputStream();
        var out = new RecordWriter(line::write, Transcript.NONE);
        out.begin(1, manner);
        for (int at = 0; at < octets.length; at += stretch) {
            out.put(octets, at, Math.min(stretch, octets.length - at));
            if (at % 3 == 0) out.control(new Control(Control.Code.MS, at & 0xff));
        }
        out.endRecord();
        out.flush();
        List<String> read =
                read(line.toByteArray()).stream().filter(piece -> !piece.startsWith("MS")).toList();
        assertThat(read).containsExactly(HexFormat.of().formatHex(octets) + "|", "");
        if (manner == RecordWriter.Manner.COMPRESSED && few == 1)
            assertThat(line.size())
                    .isLessThanOrEqualTo(
                            2 * (octets.length / 63 + 1) + 8 * (1 + octets.length / stretch));
    }

    private static List<String> read(byte[] octets) {
        return Wire.read(
                octets,
                line ->
                        Wire.pieces(
                                new RecordReader(
                                        line, RecordReader.Unagreed.KEPT, Transcript.NONE)));
    }

    @Property(tries = 200)
    void anyOctetsComeToAnEnd(@ForAll @Size(max = 3000) byte[] octets) {
        assertThat(read(octets)).isNotEmpty();
        Wire.read(
                octets,
                line -> {
                    var in = new RecordReader(line, RecordReader.Unagreed.KEPT, Transcript.NONE);
                    while (in.command() instanceof Command) {}
                    return line;
                });
    }

    /// A record of level 0 is not kept beyond what a command can be.
    @Example
    void aCommandWithoutAnEndIsNotWaitedFor() {
        byte[] endless = new byte[64 * 20_000];
        for (int i = 0; i < endless.length; i += 64) endless[i] = 63;
        Heard heard =
                Wire.read(
                        endless,
                        line ->
                                new RecordReader(line, RecordReader.Unagreed.KEPT, Transcript.NONE)
                                        .command());
        assertThat(heard).isEqualTo(new Heard.Malformed("a command without an end"));
    }
}
