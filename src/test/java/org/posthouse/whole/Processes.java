package org.posthouse.whole;

import module java.base;

/// Waits for processes to end.
final class Processes {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Processes() {}

    /// @return its exit status
    static int ended(Process process) {
        try {
            return process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS).exitValue();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("a process does not end", e);
        }
    }
}
