package org.posthouse.cli;

import module java.base;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;

import org.posthouse.mail.MessageId;

/// One event as one line of the log, whatever strangers put into it.
enum LogLine {
    /// `TIME LEVEL message`; a message about a message in the queue begins with its id.
    TEXT {
        @Override
        void write(ILoggingEvent event, StringBuilder to) {
            Timestamp.at(event.getTimeStamp(), to);
            to.append(' ').append(event.getLevel()).append(' ');
            to.append(Printable.line(event.getFormattedMessage()));
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) to.append(" because ").append(Printable.line(trace(thrown)));
        }
    },
    /// An object with `time`, `level`, `id`, `message` and, for a fault of ours, `fault`.
    JSON {
        @Override
        void write(ILoggingEvent event, StringBuilder to) {
            String message = event.getFormattedMessage();
            int space = message.indexOf(' ');
            boolean about = space > 0 && MessageId.parse(message.substring(0, space)).isPresent();
            to.append("{\"time\":\"");
            Timestamp.at(event.getTimeStamp(), to);
            to.append("\",\"level\":\"").append(event.getLevel()).append('"');
            if (about) to.append(",\"id\":\"").append(message, 0, space).append('"');
            Json.text(to.append(",\"message\":"), about ? message.substring(space + 1) : message);
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) Json.text(to.append(",\"fault\":"), trace(thrown));
            to.append('}');
        }
    };

    private static final int FRAMES = 16;

    abstract void write(ILoggingEvent event, StringBuilder to);

    /// The line with its ending.
    byte[] octets(ILoggingEvent event) {
        var line = new StringBuilder(256);
        write(event, line);
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /// What was thrown, where, and why.
    private static String trace(IThrowableProxy thrown) {
        var words = new StringBuilder();
        for (var t = thrown; t != null; t = t.getCause()) {
            if (!words.isEmpty()) words.append(" because ");
            words.append(t.getClassName());
            if (t.getMessage() != null) words.append(": ").append(t.getMessage());
            Arrays.stream(t.getStackTraceElementProxyArray())
                    .limit(FRAMES)
                    .forEach(frame -> words.append(' ').append(frame.getSTEAsString()));
        }
        return words.toString();
    }
}
