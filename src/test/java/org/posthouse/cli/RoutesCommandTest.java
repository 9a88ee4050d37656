package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.control.QueueDoor;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.spool.Registers;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;
import org.posthouse.spool.rocks.RocksSpool;

/// `routes hosts` and `routes aliases` as a person sees them.
final class RoutesCommandTest {
    @TempDir Path data;
    private Terminal terminal = terminal();

    private Terminal terminal() {
        return new Terminal(RoutesCommand.line((_, _) -> door()));
    }

    private QueueDoor door() {
        return new QueueDoor(
                data,
                "here.example",
                directory ->
                        RocksSpool.open(
                                directory.resolve("spool"),
                                SpoolSettings.defaults().withReserve(0)),
                (_, _, _) -> {
                    throw new IOException("not here");
                },
                _ -> new RecordingIntake());
    }

    private int run(String... words) {
        terminal = terminal();
        return terminal.run(words);
    }

    private void know(String key, String value) throws IOException {
        try (Spool spool = RocksSpool.open(data.resolve("spool"), SpoolSettings.defaults())) {
            var values = new TreeMap<>(Map.of("value", value, "confirmed", "2096-01-02T03:04:05Z"));
            spool.registers()
                    .write(List.of(new Registers.Put("host", new Registers.Row(key, values))));
        }
    }

    @Test
    void whatIsKnownOfHostsIsShown() throws IOException {
        assertThat(run("routes", "hosts")).isZero();
        assertThat(terminal.out()).isEqualTo("Nothing is known of any host yet.\n");
        know("mtp://ai:57 scheme", "T");
        know("mtp://ai:57 refused", "no\u001b[2J");
        know("smtp://b scheme", "R");
        assertThat(run("routes", "hosts")).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        mtp://ai:57
                          refused      no\\x1b[2J (2096-01-02T03:04:05Z)
                          scheme       T (2096-01-02T03:04:05Z)
                        smtp://b
                          scheme       R (2096-01-02T03:04:05Z)
                        """);
        assertThat(run("routes", "hosts", "--json")).isZero();
        assertThat(terminal.out().lines().toList().getLast())
                .isEqualTo(
                        "{\"host\":\"smtp://b\",\"what\":\"scheme\",\"value\":\"R\","
                                + "\"confirmed\":\"2096-01-02T03:04:05Z\"}");
    }

    @Test
    void aHostIsForgotten() throws IOException {
        know("mtp://ai:57 scheme", "T");
        assertThat(run("routes", "hosts", "--forget", "AI")).isZero();
        assertThat(terminal.out()).isEqualTo("1 fact forgotten\n");
        assertThat(run("routes", "hosts", "--forget", "ai")).isEqualTo(1);
        assertThat(terminal.err()).isEqualTo("nothing is known of ai\n");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void aliasesAreMadeShownAndTakenAway() {
        assertThat(run("routes", "aliases", "--add", "ann.long@b.example")).isZero();
        assertThat(terminal.out()).startsWith("u1     <ann.long@b.example> (used 2");
        assertThat(run("routes", "aliases", "--add", "ann.long@b.example")).isZero();
        assertThat(run("routes", "aliases", "--json")).isZero();
        assertThat(terminal.out())
                .startsWith("{\"alias\":\"u1\",\"path\":\"<ann.long@b.example>\",\"made\":\"")
                .hasLineCount(1);
        assertThat(run("routes", "aliases", "--remove", "U1")).isZero();
        assertThat(terminal.out()).isEqualTo("u1 removed\n");
        assertThat(run("routes", "aliases", "--remove", "u1")).isEqualTo(1);
        assertThat(terminal.err()).isEqualTo("there is no alias u1\n");
        assertThat(run("routes", "aliases", "--add", "x@b.example", "--as", "u7")).isEqualTo(1);
        assertThat(terminal.err()).contains("u7 is another's or was never given");
        assertThat(run("routes", "aliases", "--add", "ann@b.example", "--as", "u1")).isZero();
    }

    @Test
    void whatIsMisspeltIsWrongUsage() {
        assertThat(run("routes", "aliases", "--remove", "joe")).isEqualTo(2);
        assertThat(terminal.err()).contains("such as u17");
        assertThat(run("routes", "aliases", "--as", "u1")).isEqualTo(2);
        assertThat(run("routes", "aliases", "--add", "nobody")).isEqualTo(2);
        assertThat(run("routes", "aliases", "--add", "a@b", "--remove", "u1")).isEqualTo(2);
    }
}
