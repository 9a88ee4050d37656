package org.posthouse.spool;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

/// A disk of our own for a process to fill: mounted in a name space that only that process sees,
/// where the kernel lets us.
///
/// @param mebibytes it has
public record SmallDisk(Path place, int mebibytes) {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    /// Whether the kernel lets us.
    public boolean mounts() throws IOException, InterruptedException {
        return start(List.of("true")).waitFor() == 0;
    }

    /// Runs a `main` with the disk's place and further words; it has to end with 0.
    public void run(Class<?> main, String... words) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName(),
                                place.toString()));
        command.addAll(List.of(words));
        Process process = start(command);
        try (var lines = process.inputReader()) {
            List<String> said = lines.lines().toList();
            assertThat(process.waitFor(LONG_ENOUGH)).isTrue();
            assertThat(process.exitValue()).as(String.join("\n", said)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(List<String> command) throws IOException {
        Files.createDirectories(place);
        var all = new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c"));
        all.add("mount -t tmpfs -o size=" + mebibytes + "m none \"$0\" && exec \"$@\"");
        all.add(place.toString());
        all.addAll(command);
        return new ProcessBuilder(all).redirectErrorStream(true).start();
    }
}
