package org.posthouse.dispatch;

import module java.base;

/// How many conversations a hop is given at one time: more while it takes what it gets, fewer when
/// it refuses to talk, and none for a while when it does so again and again. A value: each event
/// makes a new one.
///
/// @param places conversations it may have, as a fraction grows towards the next
/// @param failures in a row, without a success between them
/// @param until when it is to be tried again, once there were too many failures
/// @param why the latest failure; empty before the first
record Throttle(double places, int failures, Instant until, String why) {
    private static final int FIRST = 5;
    private static final int TOO_MANY = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 4; // to 8 minutes

    static final Throttle FRESH = new Throttle(FIRST, 0, Instant.MIN, "");

    /// A message was taken.
    Throttle succeeded() {
        return new Throttle(places + 1 / places, 0, Instant.MIN, why);
    }

    /// It talked, but took nothing.
    Throttle answered() {
        return failures == 0 ? this : new Throttle(places, 0, Instant.MIN, why);
    }

    /// It would not talk, or the line broke.
    Throttle failed(Instant now, String reason) {
        if (down(now)) return this; // an attempt that began before: it says nothing new
        int failed = failures + 1;
        return new Throttle(Math.max(1, places / 2), failed, pause(failed, now), reason);
    }

    private static Instant pause(int failures, Instant now) {
        if (failures < TOO_MANY) return Instant.MIN;
        return now.plus(SHORTEST.multipliedBy(1L << Math.min(failures - TOO_MANY, MOST_DOUBLINGS)));
    }

    /// Whether nothing is to be tried there now.
    boolean down(Instant now) {
        return now.isBefore(until);
    }

    /// Whether it was down and has not taken a message since.
    boolean doubtful() {
        return failures >= TOO_MANY;
    }

    /// @param most that its route allows
    int places(int most) {
        return doubtful() ? 1 : (int) Math.min(places, most);
    }

    Throttle atMost(int most) {
        return places > most ? new Throttle(most, failures, until, why) : this;
    }
}
