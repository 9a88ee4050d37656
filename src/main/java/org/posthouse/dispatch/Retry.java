package org.posthouse.dispatch;

import module java.base;

/// When a message is tried again: a pure function.
public final class Retry {
    private static final double JITTER = 0.1; // so that what failed together does not return so

    private Retry() {}

    /// What is to be done after an attempt that came to nothing.
    public sealed interface Next {}

    /// Try again then.
    public record At(Instant time) implements Next {}

    /// Return it to its sender.
    public record GiveUp() implements Next {}

    /// @param attempts those made, at least one
    /// @param arrival when the message came to us
    /// @param random for the tenth by which a wait is varied
    public static Next next(
            int attempts, Instant arrival, Instant now, Patience patience, RandomGenerator random) {
        Instant end = arrival.plus(patience.giveUp()).truncatedTo(ChronoUnit.MILLIS);
        if (!now.isBefore(end)) return new GiveUp();
        List<Duration> retry = patience.retry();
        Duration wait = retry.get(Math.clamp(attempts, 1, retry.size()) - 1);
        Instant time = now.plusMillis(varied(wait.toMillis(), random));
        // The last attempt is made when patience ends, not an hour before.
        return new At((time.isBefore(end) ? time : end).truncatedTo(ChronoUnit.MILLIS));
    }

    private static long varied(long millis, RandomGenerator random) {
        return Math.round(millis * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }

    /// Whether the sender is to hear of the delay now.
    ///
    /// @param warned when it was told before
    public static boolean warns(
            Optional<Instant> warned, Instant arrival, Instant now, Patience patience) {
        return warned.isEmpty() && !now.isBefore(arrival.plus(patience.warnAfter()));
    }
}
