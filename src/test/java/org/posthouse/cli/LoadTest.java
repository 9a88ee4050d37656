package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// `posthouse load`: it counts right, keeps its bounds, and leaves other hosts alone.
final class LoadTest {
    private final PretendedHost host = new PretendedHost();
    private final Terminal terminal = new Terminal(new LoadCommand(host));

    private int load(String... further) {
        var words = new ArrayList<>(List.of("load", "--via", "smtp://localhost:8025"));
        words.addAll(List.of(further));
        return terminal.run(words.toArray(String[]::new));
    }

    @Test
    void asManyMessagesAreSentAsWereAskedFor() {
        assertThat(load("--sessions", "7", "--messages", "500", "--size", "1KiB")).isZero();
        assertThat(host.texts()).hasSize(500);
        assertThat(host.texts()).allMatch(text -> text.length() == 1024);
        assertThat(host.texts().stream().map(LoadTest::messageId).distinct()).hasSize(500);
        assertThat(host.connections()).isLessThanOrEqualTo(7);
        assertThat(terminal.out())
                .startsWith("accepted 500 messages in ")
                .contains("latency ms: min ", "p99.9 ");
    }

    private static String messageId(String text) {
        return text.lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everySizeIsMetOnceItHasRoomForTheHeader() {
        for (int size = 1000; size < 1170; size++) {
            assertThat(load("--messages", "1", "--sessions", "1", "--size", "" + size)).isZero();
            assertThat(host.texts().getLast()).endsWith("\r\n").hasSizeBetween(size - 1, size);
        }
        assertThat(load("--messages", "1", "--sessions", "1", "--size", "1")).isZero();
        assertThat(host.texts().getLast()).endsWith("\r\n\r\n");
    }

    @Test
    void theRateIsKept() {
        long start = System.nanoTime();
        assertThat(load("--rate", "100", "--messages", "250", "--sessions", "20")).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(2490));
        assertThat(host.texts()).hasSize(250);
        assertThat(terminal.err()).containsPattern("   1 s +\\d+/s +\\d+ accepted  p50 .* ms\n");
    }

    @Test
    void theTimeEndsTheRun() {
        assertThat(load("--rate", "100", "--duration", "1100ms", "--sessions", "20")).isZero();
        assertThat(host.texts()).hasSizeBetween(1, 110);
    }

    @Test
    void theStatusTellsWhatHappened() {
        assertThat(load("--messages", "3", "--to", "refused@d")).isEqualTo(1);
        assertThat(terminal.out())
                .startsWith("accepted 0 messages, 3 refused in ")
                .endsWith("such as: 550 5.1.1 Unknown\n");
        assertThat(load("--messages", "3", "--to", "later@d")).isEqualTo(75);
        assertThat(load("--messages", "3", "--to", "broken@d")).isEqualTo(75);
        assertThat(terminal.out()).contains("3 broken in");
    }

    @Test
    void severalRecipientsAreNumbered() {
        assertThat(load("--messages", "1", "--to", "broken@d", "--recipients", "3")).isEqualTo(75);
        assertThat(load("--messages", "1", "--to", "refused@d", "--recipients", "3")).isZero();
    }

    @Test
    void onlyThisMachineIsLoadedUnlessAnotherIsNamedTwice() {
        String other = "smtp://192.0.2.1:25";
        String words = "192.0.2.1 is not this machine; if it may be loaded, add --yes-really";
        assertThat(terminal.run("load", "--via", other)).isEqualTo(2);
        assertThat(terminal.run("load", "--via", other, "--yes-really", "192.0.2.2")).isEqualTo(2);
        assertThat(terminal.err()).contains(words);
        assertThat(host.connections()).isZero();
        assertThat(
                        terminal.run(
                                "load",
                                "--via",
                                other,
                                "--yes-really",
                                "192.0.2.1",
                                "--messages",
                                "1"))
                .isZero();
        for (String here : List.of("smtp://127.0.0.9:1", "smtp://[::1]:1")) {
            assertThat(terminal.run("load", "--via", here, "--messages", "1")).isZero();
        }
    }

    @Test
    void wrongNumbersAreRefused() {
        for (String option : List.of("--sessions", "--recipients", "--messages", "--rate")) {
            assertThat(load(option, "0")).isEqualTo(2);
        }
        assertThat(load("--size", "big")).isEqualTo(2);
        assertThat(load("--size", "2GiB")).isEqualTo(2);
        assertThat(load("--duration", "5")).isEqualTo(2);
        assertThat(terminal.err()).contains("is not a duration such as");
        assertThat(host.connections()).isZero();
    }
}
