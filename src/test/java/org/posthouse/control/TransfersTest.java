package org.posthouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.Transfer;
import org.posthouse.mail.Transfers;

/// Transfers under way are seen over the socket as they are in the server.
final class TransfersTest {
    private static final Transfer ONE =
            new Transfer(
                    "NIFTP",
                    Transfer.Role.CALLED,
                    "[::1]:4711",
                    "ftp",
                    "pat\u001b",
                    Transfer.Direction.IN,
                    "caf\u00e9 \"x\"",
                    1L << 40,
                    65_534,
                    123_456_789_012L,
                    Transfer.Stage.HELD,
                    Instant.parse("2026-11-22T01:02:03.5Z"));

    @TempDir Path data;

    private static List<Transfer> seen(QueueWork work) throws IOException {
        var seen = new ArrayList<Transfer>();
        work.transfers(seen::add);
        return seen;
    }

    @Test
    void theyAreSeenOverTheSocket() throws IOException {
        var now = new CopyOnWriteArrayList<Transfer>();
        var told = new Way.Told();
        try (var spool = new MemoryShard()) {
            SpoolQueue queue =
                    SpoolQueue.inServer(spool, told, Way::notice, new RecordingIntake())
                            .with((Transfers) () -> List.copyOf(now));
            try (ControlServer server = ControlServer.open(data, queue, Map.of());
                    RemoteQueue remote = RemoteQueue.reach(data).orElseThrow()) {
                assertThat(server).isNotNull();
                assertThat(seen(remote)).isEmpty();
                now.addAll(List.of(ONE, ONE));
                assertThat(seen(remote)).containsExactly(ONE, ONE);
                assertThat(seen(queue)).containsExactly(ONE, ONE);
            }
        }
    }

    @Test
    void whereNoServerRunsThereAreNone() throws IOException {
        try (var spool = new MemoryShard()) {
            SpoolQueue queue = SpoolQueue.alone(spool, Way::notice, new RecordingIntake());
            assertThat(seen(queue)).isEmpty();
        }
    }

    @Provide
    Arbitrary<Transfer> transfers() {
        var text = Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(40);
        return Combinators.combine(
                        text,
                        text,
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.integers().between(0, 0xffff),
                        Arbitraries.of(Transfer.Role.values()),
                        Arbitraries.of(Transfer.Direction.values()),
                        Arbitraries.of(Transfer.Stage.values()))
                .as(
                        (user, name, octets, mark, role, direction, stage) ->
                                new Transfer(
                                        "NIFTP",
                                        role,
                                        "127.0.0.1:47",
                                        "",
                                        user,
                                        direction,
                                        name,
                                        octets,
                                        mark,
                                        octets / 7,
                                        stage,
                                        Instant.ofEpochMilli(mark)));
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll("transfers") Transfer transfer) throws Unreadable {
        String line = Json.line(transfer);
        assertThat(line).matches("[ -\\x7F]*");
        assertThat(TransferJson.read(Json.read(line))).isEqualTo(transfer);
    }
}
