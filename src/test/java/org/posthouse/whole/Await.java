package org.posthouse.whole;

import module java.base;

/// Waits for a condition instead of for a time.
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration STEP = Duration.ofMillis(20);

    private Await() {}

    interface Condition {
        boolean met() throws Exception;
    }

    /// @throws AssertionError when it is not met in good time
    static void until(String what, Condition condition) throws Exception {
        Instant limit = Instant.now().plus(LIMIT);
        while (!condition.met()) {
            if (Instant.now().isAfter(limit)) throw new AssertionError("in vain, until " + what);
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
