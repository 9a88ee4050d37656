package org.posthouse.spool;

import module java.base;

/// Waits for a condition, and fails when it does not come.
public final class Await {
    private static final Duration LOOK = Duration.ofMillis(2);

    private Await() {}

    public static void until(String what, Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("never came: " + what);
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
