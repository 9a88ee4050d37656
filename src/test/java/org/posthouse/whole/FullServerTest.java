package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise 1 on a disk that runs full under SMTP and MTP: the whole server on a small disk, mounted
/// in a name space of its own where the kernel lets us, with [FullServer] as its clients.
final class FullServerTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    @TempDir private Path directory;

    /// With a reserve the store never sees the end of the disk; without one it does, and is opened
    /// again when there is room.
    @ParameterizedTest
    @ValueSource(strings = {"4MiB", "0"})
    void nothingIsLostAndWorkGoesOnWhenThereIsRoom(String reserve) throws Exception {
        assumeTrue(run("true").waitFor() == 0, "the kernel lets us mount");
        Process full =
                run(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullServer.class.getName(),
                        disk().toString(),
                        reserve);
        try (var words = full.inputReader()) {
            List<String> said = words.lines().toList();
            assertThat(full.waitFor(LONG_ENOUGH)).isTrue();
            assertThat(full.exitValue()).as(String.join("\n", said)).isZero();
        } finally {
            full.destroyForcibly();
        }
    }

    private Path disk() throws IOException {
        return Files.createDirectories(directory.resolve("disk"));
    }

    private Process run(String... command) throws IOException {
        var all = new ArrayList<String>(List.of("unshare", "--map-root-user", "--mount"));
        all.addAll(List.of("sh", "-c", "mount -t tmpfs -o size=40m none \"$0\" && exec \"$@\""));
        all.add(disk().toString());
        all.addAll(List.of(command));
        return new ProcessBuilder(all).redirectErrorStream(true).start();
    }
}
