package org.posthouse.whole;

import module java.base;

/// A program of this machine, run to its end.
final class Program {
    private Program() {}

    /// @param status its exit status
    /// @param said on both outputs
    record Ended(int status, String said) {}

    /// @param input what it reads
    static Ended run(byte[] input, String... command) throws IOException {
        Path in = Files.createTempFile("posthouse", ".in");
        Path out = Files.createTempFile("posthouse", ".out");
        try {
            Files.write(in, input);
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(in.toFile())
                            .redirectOutput(out.toFile())
                            .redirectErrorStream(true)
                            .start();
            return new Ended(
                    Processes.ended(process), Files.readString(out, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }

    static void succeed(byte[] input, String... command) throws IOException {
        Ended ended = run(input, command);
        if (ended.status() != 0)
            throw new AssertionError(String.join(" ", command) + " failed:\n" + ended.said());
    }

    /// A port that nobody listens at now.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Lets other users, as which mail programs run, into a directory of this test and those above
    /// it that are this test's too.
    static void openUp(Path directory) throws IOException {
        for (Path at : List.of(directory, directory.resolve(".."))) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
