package org.posthouse.ports.identify;

import module java.base;

/// How gently a scan goes about it.
///
/// @param atOnce connections at one time
/// @param perSecond connections begun within a second
/// @param retries of a port that did not answer
/// @param limit for a connection to come about
public record Pace(int atOnce, int perSecond, int retries, Duration limit) {
    public Pace {
        if (atOnce < 1 || perSecond < 1 || retries < 0 || !limit.isPositive())
            throw new IllegalArgumentException("a pace that leads nowhere");
    }

    /// With other people's hosts: what no host and no line will feel.
    public static Pace polite() {
        return new Pace(20, 50, 1, Duration.ofSeconds(2));
    }

    /// With this machine: as fast as it can.
    public static Pace own() {
        return new Pace(2, Integer.MAX_VALUE, 0, Duration.ofMillis(500));
    }

    public static Pace towards(InetAddress address) {
        return Own.has(address) ? own() : polite();
    }

    /// When the attempt of that number may begin, in time after the first.
    ///
    /// @param number from 0
    Duration start(long number) {
        return Duration.ofNanos(Math.multiplyExact(number, 1_000_000_000L / perSecond));
    }
}
