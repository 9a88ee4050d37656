package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.control.ControlServer;
import org.posthouse.control.QueueDoor;
import org.posthouse.control.Schedule;
import org.posthouse.control.SpoolQueue;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.Transfer;
import org.posthouse.mail.Transfers;
import org.posthouse.spool.Due;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;
import org.posthouse.spool.rocks.RocksSpool;

/// `niftp transfers` as a person sees it, with a server and without one.
final class NiftpTransfersTest {
    private static final Schedule NOBODY =
            new Schedule() {
                @Override
                public void added(Collection<Due> entries) {}

                @Override
                public void flush(Optional<String> destination) {}
            };

    @TempDir Path data;

    private String run(String... words) {
        Doors doors =
                (_, _) ->
                        new QueueDoor(
                                data,
                                "here.example",
                                this::spool,
                                spool ->
                                        SpoolQueue.alone(
                                                spool,
                                                (_, _, _) -> {
                                                    throw new IOException("not here");
                                                },
                                                new RecordingIntake()));
        var terminal = new Terminal(NiftpCommand.line(doors, () -> data.resolve("p")));
        assertThat(terminal.run(words)).as(terminal.err()).isZero();
        return terminal.out();
    }

    private Spool spool(Path directory) throws IOException {
        return RocksSpool.open(directory.resolve("spool"), SpoolSettings.defaults().withReserve(0));
    }

    @Test
    void transfersAreShownAsATableAndAsJson() throws IOException {
        var now = new CopyOnWriteArrayList<Transfer>();
        try (Spool spool = spool(data)) {
            SpoolQueue queue =
                    SpoolQueue.inServer(
                                    spool,
                                    NOBODY,
                                    (_, _, _) -> {
                                        throw new IOException("not here");
                                    },
                                    new RecordingIntake())
                            .with((Transfers) () -> List.copyOf(now));
            try (ControlServer server = ControlServer.open(data, queue, Map.of())) {
                assertThat(server).isNotNull();
                assertThat(run("niftp", "transfers")).isEqualTo("Nothing is being transferred.\n");
                assertThat(run("niftp", "transfers", "--json")).isEmpty();
                now.addAll(List.of(transfer("report\u001b.bin"), transfer("")));
                assertThat(run("niftp", "transfers"))
                        .isEqualTo(
                                """
                                PARTNER               USER      SIZE RATE/S  MARK STAGE   AGE NAME
                                127.0.0.1:4711        pat       3.0K   1.0K     1 held     4m < report\\x1b.bin
                                127.0.0.1:4711        pat       3.0K   1.0K     1 held     4m < -
                                """);
                assertThat(run("niftp", "transfers", "--json").lines().toList())
                        .hasSize(2)
                        .first()
                        .asString()
                        .startsWith(
                                "{\"protocol\":\"NIFTP\",\"role\":\"called\","
                                        + "\"peer\":\"127.0.0.1:4711\",\"service\":\"ftp\"");
            }
        }
    }

    private static Transfer transfer(String name) {
        return new Transfer(
                "NIFTP",
                Transfer.Role.CALLED,
                "127.0.0.1:4711",
                "ftp",
                "pat",
                Transfer.Direction.IN,
                name,
                3072,
                1,
                1024,
                Transfer.Stage.HELD,
                Instant.now().minus(Duration.ofSeconds(270)));
    }

    @Test
    void withoutAServerThereIsNone() {
        assertThat(run("niftp", "transfers"))
                .isEqualTo("No server runs, so nothing is being transferred.\n");
    }
}
