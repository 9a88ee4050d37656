package org.posthouse.cli;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

import org.slf4j.LoggerFactory;

/// The log: to standard error, one line an event, from [LogStream]. Logback finds this class as a
/// service before any file; with `-Dlogback.configurationFile=FILE` it reads that file and this
/// class does nothing.
///
/// Standard error, because standard output is what a command was asked for; a service manager keeps
/// both.
public final class Logs extends ContextAwareBase implements Configurator {
    private static final String FILE = "logback.configurationFile";

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

    private static final LogStream STREAM =
            new LogStream(new FileOutputStream(FileDescriptor.err), LogLine.TEXT);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(FILE) != null) return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        STREAM.setContext(context);
        STREAM.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(STREAM);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void format(Format format) {
        STREAM.write(
                switch (format) {
                    case TEXT -> LogLine.TEXT;
                    case JSON -> LogLine.JSON;
                });
    }

    /// What is worth a line from now on.
    static void only(Threshold threshold) {
        root().ifPresent(root -> root.setLevel(level(threshold)));
    }

    /// Adds to what is worth a line.
    static void atLeast(Threshold threshold) {
        root().ifPresent(
                        root -> {
                            Level level = level(threshold);
                            if (!level.isGreaterOrEqual(root.getLevel())) root.setLevel(level);
                        });
    }

    private static Optional<Logger> root() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                        && System.getProperty(FILE) == null
                ? Optional.of(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                : Optional.empty();
    }

    private static Level level(Threshold threshold) {
        return switch (threshold) {
            case WARNINGS -> Level.WARN;
            case EVENTS -> Level.INFO;
            case ALL -> Level.DEBUG;
        };
    }

    /// Waits until all lines are written.
    static void flush() {
        STREAM.flush();
    }
}
