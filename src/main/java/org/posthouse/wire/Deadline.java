package org.posthouse.wire;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The instant by which the peer must have done its part. One daemon thread looks at all deadlines
/// twice a second and cuts the lines of those who are late; on the hot path a deadline costs one
/// volatile write, where a socket time-out would cost a timer a read.
///
/// A time-out is for one operation, a deadline for the whole of a line or a text: a peer that sends
/// one octet a second keeps every time-out and no deadline.
final class Deadline {
    private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);
    private static final Set<Deadline> WATCHED = ConcurrentHashMap.newKeySet();
    private static final Duration STEP = Duration.ofMillis(500);
    private static final long NEVER = Long.MAX_VALUE;

    static {
        Thread.ofPlatform().daemon().name("deadlines").start(Deadline::watch);
    }

    private final Runnable cut;
    private volatile long at = NEVER;

    Deadline(Runnable cut) {
        this.cut = cut;
        WATCHED.add(this);
    }

    void within(Duration limit) {
        at = System.nanoTime() + limit.toNanos();
    }

    void none() {
        at = NEVER;
    }

    void forget() {
        WATCHED.remove(this);
    }

    /// A fault in cutting one line must not spare all others their deadlines.
    private void cutOff() {
        try {
            cut.run();
        } catch (RuntimeException e) {
            LOG.error("a line that was late could not be cut", e);
        }
    }

    /// How many are looked at, for tests.
    static int watched() {
        return WATCHED.size();
    }

    private static void watch() {
        while (true) {
            LockSupport.parkNanos(STEP.toNanos());
            long now = System.nanoTime();
            for (Deadline deadline : WATCHED) {
                long at = deadline.at;
                if (at != NEVER && now - at > 0) {
                    deadline.at = NEVER;
                    deadline.cutOff();
                }
            }
        }
    }
}
