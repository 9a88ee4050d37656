package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.Rfc780Path;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the options `--from` and `--to`: `user@host`, or a path in the form of either protocol,
/// with or without angle brackets.
final class Addresses {
    private Addresses() {}

    /// A recipient.
    static final class To implements ITypeConverter<MailPath> {
        @Override
        public MailPath convert(String text) {
            return read(text);
        }
    }

    /// A sender; `<>` or nothing for none.
    static final class From implements ITypeConverter<ReversePath> {
        @Override
        public ReversePath convert(String text) {
            return text.isEmpty() || text.equals("<>")
                    ? new ReversePath.Null()
                    : new ReversePath.Sender(read(text));
        }
    }

    private static MailPath read(String text) {
        String path = text.startsWith("<") ? text : "<" + text + ">";
        return switch (Rfc5321Path.read(path)) {
            case PathReading.Understood(var understood) -> understood;
            case PathReading.Malformed(var why) ->
                    switch (Rfc780Path.read(path)) {
                        case PathReading.Understood(var understood) -> understood;
                        case PathReading.Malformed _ -> throw wrong(text, why);
                    };
        };
    }

    private static TypeConversionException wrong(String text, String why) {
        return new TypeConversionException(
                "\"" + text + "\" is no address such as user@host: " + why);
    }
}
