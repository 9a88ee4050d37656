package org.posthouse.spool.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that really is full: a small one, mounted in a name space of its own where the kernel
/// lets us, for [Squeeze] to fill.
final class FullDiskTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"reserve", "full"})
    void whatWasAcknowledgedIsSafeAndWorkGoesOnWhenThereIsRoom(String how) throws Exception {
        assumeTrue(run("true").waitFor() == 0, "the kernel lets us mount");
        Process squeeze =
                run(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Squeeze.class.getName(),
                        directory.toString(),
                        how);
        try (var words = squeeze.inputReader()) {
            List<String> said = words.lines().toList();
            assertThat(squeeze.waitFor(LONG_ENOUGH)).isTrue();
            assertThat(squeeze.exitValue()).as(String.join("\n", said)).isZero();
        } finally {
            squeeze.destroyForcibly();
        }
    }

    private Process run(String... command) throws IOException {
        var all = new ArrayList<String>(List.of("unshare", "--map-root-user", "--mount"));
        all.addAll(List.of("sh", "-c", "mount -t tmpfs -o size=64m none \"$0\" && exec \"$@\""));
        all.add(directory.toString());
        all.addAll(List.of(command));
        return new ProcessBuilder(all).redirectErrorStream(true).start();
    }
}
