package org.posthouse.ports.sockets;

import module java.base;

/// Runs a program of the system and reads what it prints, within a time and a size.
final class Tool {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST = 1 << 26; // octets; a socket has about a hundred

    private Tool() {}

    static Stream<String> lines(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Thread watch = Thread.ofVirtual().start(() -> end(process));
        try {
            byte[] all = process.getInputStream().readNBytes(LONGEST);
            return new String(all, Charset.defaultCharset()).lines();
        } finally {
            process.destroy();
            watch.interrupt();
        }
    }

    private static File nothing() {
        return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(PATIENCE)) process.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // it was quick enough
        }
    }
}
