package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc780Path;

/// One MTP command line, understood (RFC 780 section 5.1.2). Whether it may come now is not asked
/// here.
sealed interface Command {
    /// MAIL with TO (section 3).
    record Mail(MailPath from, PathReading to) implements Command {}

    /// MAIL without TO (section 4.2).
    record MailText(MailPath from) implements Command {}

    /// @param argument upper case, empty for none, of any length: MRSQ resets even when it is wrong
    record Mrsq(String argument) implements Command {}

    record Mrcp(PathReading to) implements Command {}

    /// @param subject upper case, empty for none
    record Help(String subject) implements Command {}

    enum Bare implements Command {
        QUIT,
        NOOP,
        CONT,
        ABRT,
        /// A command with a wrong argument.
        MALFORMED,
        /// No command.
        UNKNOWN,
        /// With a CR or LF outside CRLF: no line (section 5.1.1).
        STRAY,
        TOO_LONG
    }

    /// Understands one line. Never fails: what is no command is [Bare#UNKNOWN].
    ///
    /// @param line characters 0 to 255 without CRLF; the high-order bit is cleared (RFC 780
    ///   appendix A)
    static Command parse(String line) {
        String ascii = sevenBits(line);
        if (ascii.indexOf('\r') >= 0 || ascii.indexOf('\n') >= 0) return Bare.STRAY;
        int space = ascii.indexOf(' ');
        int end = space < 0 ? ascii.length() : space;
        var arguments = new Arguments(ascii.substring(end));
        return switch (ascii.substring(0, end).toUpperCase(Locale.ROOT)) {
            case "MAIL" -> mail(arguments);
            case "MRSQ" -> new Mrsq(arguments.rest().toUpperCase(Locale.ROOT));
            case "MRCP" -> mrcp(arguments);
            case "HELP" -> new Help(arguments.rest().toUpperCase(Locale.ROOT));
            case "CONT" -> arguments.end() ? Bare.CONT : Bare.MALFORMED;
            case "ABRT" -> arguments.end() ? Bare.ABRT : Bare.MALFORMED;
            // RFC 780 section 5.3 lists no 501 for these two
            case "QUIT" -> arguments.end() ? Bare.QUIT : Bare.UNKNOWN;
            case "NOOP" -> arguments.end() ? Bare.NOOP : Bare.UNKNOWN;
            default -> Bare.UNKNOWN;
        };
    }

    private static Command mail(Arguments arguments) {
        Optional<MailPath> from = arguments.path("FROM:").flatMap(Command::understood);
        if (from.isEmpty()) return Bare.MALFORMED;
        if (arguments.end()) return new MailText(from.get());
        Optional<String> to = arguments.path("TO:");
        return to.isPresent() && arguments.end()
                ? new Mail(from.get(), Rfc780Path.read(to.get()))
                : Bare.MALFORMED;
    }

    private static Command mrcp(Arguments arguments) {
        Optional<String> to = arguments.path("TO:");
        return to.isPresent() && arguments.end()
                ? new Mrcp(Rfc780Path.read(to.get()))
                : Bare.MALFORMED;
    }

    private static Optional<MailPath> understood(String path) {
        return switch (Rfc780Path.read(path)) {
            case PathReading.Understood(var known) -> Optional.of(known);
            case PathReading.Malformed _ -> Optional.empty();
        };
    }

    private static String sevenBits(String line) {
        char[] characters = line.toCharArray();
        for (int i = 0; i < characters.length; i++) characters[i] = (char) (characters[i] & 0x7f);
        return new String(characters);
    }
}
