package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Section;

/// What is remembered of other hosts: the table `[hosts]`.
///
/// @param keep `keep`: how long a fact is believed after it was last confirmed
/// @param prefer `prefer`: how long a hop that refused its protocol stands behind the others of its
///   route (RFC 784); after that the order of the route holds again
public record HostSettings(Duration keep, Duration prefer) {
    public static HostSettings defaults() {
        return new HostSettings(Duration.ofDays(30), Duration.ofHours(1));
    }

    public static HostSettings from(Section section) {
        HostSettings byDefault = defaults();
        return new HostSettings(
                section.duration("keep", byDefault.keep),
                section.duration("prefer", byDefault.prefer));
    }
}
