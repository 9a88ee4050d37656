package org.posthouse.cli;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/// The log: to standard error, one line an event, from [LogStream]. Logback finds this class as a
/// service, before any file, when the first logger is asked for; with
/// `-Dlogback.configurationFile=FILE` it reads that file and this class does nothing.
///
/// Standard error, because standard output is what a command was asked for; a service manager keeps
/// both.
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String FILE = "logback.configurationFile";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(FILE) != null) return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        var stream = new LogStream(new FileOutputStream(FileDescriptor.err), LogLine.TEXT);
        stream.setContext(context);
        stream.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(stream);
        Logs.woken(new ToStream(root, stream));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private record ToStream(Logger root, LogStream stream) implements Logs.Awake {
        @Override
        public void write(Logs.Format format) {
            stream.write(
                    switch (format) {
                        case TEXT -> LogLine.TEXT;
                        case JSON -> LogLine.JSON;
                    });
        }

        @Override
        public void only(Logs.Threshold threshold) {
            root.setLevel(
                    switch (threshold) {
                        case WARNINGS -> Level.WARN;
                        case EVENTS -> Level.INFO;
                        case ALL -> Level.DEBUG;
                    });
        }

        @Override
        public void flush() {
            stream.flush();
        }
    }
}
