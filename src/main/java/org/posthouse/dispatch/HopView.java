package org.posthouse.dispatch;

import module java.base;

/// How things stand with one next hop, for people.
///
/// @param waiting messages in memory that wait for it; those on disk are not counted
/// @param active attempts at this moment
/// @param limit of attempts at one time, as it is now
/// @param pausedUntil when it is tried again, while it is down
/// @param lastError its latest failure
public record HopView(
        String url,
        int waiting,
        int active,
        int limit,
        Optional<Instant> pausedUntil,
        Optional<String> lastError) {}
