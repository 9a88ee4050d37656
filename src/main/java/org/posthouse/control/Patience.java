package org.posthouse.control;

import module java.base;

/// How long a server waits for a client to send the rest of a line, or to take what it asked for.
/// Then it hangs up.
final class Patience implements Closeable {
    private final ScheduledThreadPoolExecutor clock;
    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
        this.clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("control-patience").factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    /// Waits from now; whoever is done in time cancels it.
    Future<?> with(Closeable line) {
        return clock.schedule(() -> hangUp(line), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void hangUp(Closeable line) {
        try {
            line.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
