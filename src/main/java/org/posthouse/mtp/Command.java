package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;

/// One MTP command line, understood (RFC 780 section 5.1.2). Whether it may come now is not asked
/// here.
sealed interface Command {
    /// MAIL with TO (section 3).
    record Mail(MailPath from, PathReading to) implements Command {}

    /// MAIL without TO (section 4.2).
    record MailText(MailPath from) implements Command {}

    /// MAIL with an empty TO: "a printer or other designated place for host general delivery mail"
    /// (section 5.1.1).
    record MailGeneral(MailPath from) implements Command {}

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
    static Command parse(String line, Dialect dialect) {
        String ascii = sevenBits(line);
        if (ascii.indexOf('\r') >= 0 || ascii.indexOf('\n') >= 0) return Bare.STRAY;
        int space = ascii.indexOf(' ');
        int end = space < 0 ? ascii.length() : space;
        var arguments = new Arguments(ascii.substring(end), dialect);
        return switch (ascii.substring(0, end).toUpperCase(Locale.ROOT)) {
            case "MAIL" -> mail(arguments);
            case "MRSQ" -> new Mrsq(arguments.rest().toUpperCase(Locale.ROOT));
            case "MRCP" -> mrcp(arguments);
            case "HELP" -> new Help(arguments.rest().toUpperCase(Locale.ROOT));
            case "CONT" -> answerToProposal(Bare.CONT, arguments, dialect);
            case "ABRT" -> answerToProposal(Bare.ABRT, arguments, dialect);
            // RFC 780 section 5.3 lists no 501 for these two
            case "QUIT" ->
                    // and RFC 772 none but 221 for QUIT
                    arguments.end() || dialect == Dialect.RFC772 ? Bare.QUIT : Bare.UNKNOWN;
            case "NOOP" -> arguments.end() ? Bare.NOOP : Bare.UNKNOWN;
            default -> Bare.UNKNOWN;
        };
    }

    /// RFC 772 has neither of the two.
    private static Command answerToProposal(Bare command, Arguments arguments, Dialect dialect) {
        if (dialect == Dialect.RFC772) return Bare.UNKNOWN;
        return arguments.end() ? command : Bare.MALFORMED;
    }

    private static Command mail(Arguments arguments) {
        Optional<MailPath> from = arguments.path("FROM:").flatMap(arguments::sender);
        if (from.isEmpty()) return Bare.MALFORMED;
        if (arguments.end()) return new MailText(from.get());
        if (arguments.empty("TO:")) return new MailGeneral(from.get());
        return recipient(arguments)
                .<Command>map(to -> new Mail(from.get(), to))
                .orElse(Bare.MALFORMED);
    }

    private static Command mrcp(Arguments arguments) {
        return recipient(arguments).<Command>map(Mrcp::new).orElse(Bare.MALFORMED);
    }

    private static Optional<PathReading> recipient(Arguments arguments) {
        Optional<String> to = arguments.path("TO:");
        return to.isPresent() && arguments.end() ? to.map(arguments::read) : Optional.empty();
    }

    /// The line itself when it is seven bits already, as most are.
    private static String sevenBits(String line) {
        int bits = 0;
        for (int i = 0; i < line.length(); i++) bits |= line.charAt(i);
        if (bits < 128) return line;
        char[] characters = line.toCharArray();
        for (int i = 0; i < characters.length; i++) characters[i] = (char) (characters[i] & 0x7f);
        return new String(characters);
    }
}
