package org.posthouse.cli;

import module java.base;

/// What is worth a line of the log, and how it is written.
///
/// It knows nothing of Logback, which most commands never wake: they write no line, and it would be
/// a good part of what they cost. What is said here before it wakes [LogSetup] finds when it does.
public final class Logs {
    /// How a line is written.
    public enum Format {
        /// `2026-11-21T22:50:01.123+00:00 INFO 3K… accepted from=<a@b> …`
        TEXT,
        /// One object a line: `time`, `level`, `id` where the event is about a message, `message`.
        JSON
    }

    /// What is worth a line.
    public enum Threshold {
        /// What a person should look at.
        WARNINGS,
        /// And the life of each message.
        EVENTS,
        /// And all else.
        ALL
    }

    /// A log that is awake.
    interface Awake {
        void write(Format format);

        void only(Threshold threshold);

        /// Waits until all lines are written.
        void flush();
    }

    private static final Object LOCK = new Object();
    private static Format format = Format.TEXT;
    private static Threshold threshold = Threshold.WARNINGS;
    private static Optional<Awake> awake = Optional.empty();

    private Logs() {}

    /// From now on lines are written so.
    static void format(Format wanted) {
        synchronized (LOCK) {
            format = wanted;
            awake.ifPresent(log -> log.write(wanted));
        }
    }

    /// What is worth a line from now on.
    static void only(Threshold wanted) {
        synchronized (LOCK) {
            threshold = wanted;
            awake.ifPresent(log -> log.only(wanted));
        }
    }

    /// Adds to what is worth a line.
    static void atLeast(Threshold wanted) {
        synchronized (LOCK) {
            if (wanted.compareTo(threshold) > 0) only(wanted);
        }
    }

    /// Tells a log that just woke what was wanted, and later what is.
    static void woken(Awake log) {
        synchronized (LOCK) {
            log.write(format);
            log.only(threshold);
            awake = Optional.of(log);
        }
    }

    /// Waits until all lines are written.
    static void flush() {
        Optional<Awake> log;
        synchronized (LOCK) {
            log = awake;
        }
        if (log.isPresent()) log.get().flush();
    }
}
