package org.posthouse.nimail.niftp;

import module java.base;

/// Waits for a condition instead of for a time.
final class Condition {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(2);

    private Condition() {}

    /// @throws AssertionError when it is not met in good time
    static void until(String what, BooleanSupplier met) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() - limit > 0) throw new AssertionError("in vain, until " + what);
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    /// What there is at last.
    static <T> T of(String what, Supplier<Optional<T>> found) {
        until(what, () -> found.get().isPresent());
        return found.get().orElseThrow();
    }
}
