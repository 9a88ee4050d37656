package org.posthouse.ftpmail;

import module java.base;

/// One command line of the control connection, understood (RFC 765, RFC 454). Whether it may come
/// now is not asked here.
sealed interface Command {
    /// How a text comes, and where it is to go.
    enum Way {
        /// On the control connection, to a mailbox.
        MAIL,
        /// On a data connection, to a mailbox.
        MLFL,
        /// To a user's terminal: XSEN (RFC 737), MSND (RFC 765).
        TERMINAL,
        /// To the terminal or else the mailbox: XSEM, MSOM.
        TERMINAL_OR_MAILBOX,
        /// To the terminal and the mailbox: XMAS, MSAM.
        TERMINAL_AND_MAILBOX
    }

    /// @param to as it was written; empty for none
    record Mail(Way way, String to) implements Command {}

    /// XRSQ and MRSQ.
    ///
    /// @param scheme upper case, empty for none, of any length: it resets even when it is wrong
    record Select(String scheme) implements Command {}

    /// XRCP and MRCP.
    record Recipient(String to) implements Command {}

    /// Where data connections go: PORT, EPRT, SOCK.
    record Port(DataPort.Form form, String argument) implements Command {}

    /// That we are to listen for them: PASV, EPSV.
    record Passive(DataPort.Form form) implements Command {}

    /// TYPE, STRU, MODE, BYTE, FORM: how data is transferred.
    ///
    /// @param value upper case
    record Parameter(String name, String value) implements Command {}

    /// @param subject upper case, empty for none
    record Help(String subject) implements Command {}

    /// @param path empty for none
    record Status(String path) implements Command {}

    enum Bare implements Command {
        QUIT,
        NOOP,
        /// USER, PASS, ACCT: whatever they say.
        LOGIN,
        ALLO,
        ABOR,
        /// A command of FTP that has no place here.
        NO_FILES,
        /// A command with a wrong argument.
        MALFORMED,
        /// No command.
        UNKNOWN,
        /// With a CR or LF outside CRLF.
        STRAY,
        TOO_LONG,
        /// There is no more.
        END,
        /// Whoever says this takes us for a web server; what follows may be a stranger's words.
        HTTP
    }

    Set<String> FILES =
            Set.of(
                    ("RETR STOR APPE STOU LIST NLST DELE RNFR RNTO REST CWD CDUP PWD MKD RMD XCWD"
                                    + " XCUP XPWD XMKD XRMD SITE SMNT REIN SYST FEAT OPTS SIZE MDTM"
                                    + " MLST MLSD AUTH PBSZ PROT CCC LSTN QUOT NQUO LPRT LPSV")
                            .split(" "));

    Pattern HTTP = Pattern.compile("[A-Z]+ \\S+ HTTP/\\d.*");

    /// Understands one line. Never fails: what is no command is [Bare#UNKNOWN].
    ///
    /// @param line characters 0 to 255 without CRLF
    static Command parse(String line) {
        if (HTTP.matcher(line).matches()) return Bare.HTTP;
        int space = line.indexOf(' ');
        String verb = line.substring(0, space < 0 ? line.length() : space);
        return understood(verb.toUpperCase(Locale.ROOT), line.substring(verb.length()).strip());
    }

    private static Command understood(String verb, String argument) {
        return switch (verb) {
            case "MAIL" -> new Mail(Way.MAIL, argument);
            case "MLFL" -> new Mail(Way.MLFL, argument);
            case "XSEN", "MSND" -> new Mail(Way.TERMINAL, argument);
            case "XSEM", "MSOM" -> new Mail(Way.TERMINAL_OR_MAILBOX, argument);
            case "XMAS", "MSAM" -> new Mail(Way.TERMINAL_AND_MAILBOX, argument);
            case "XRSQ", "MRSQ" -> new Select(upper(argument));
            case "XRCP", "MRCP" -> argument.isEmpty() ? Bare.MALFORMED : new Recipient(argument);
            case "PORT" -> new Port(DataPort.Form.PORT, argument);
            case "EPRT" -> new Port(DataPort.Form.EXTENDED, argument);
            case "SOCK" -> new Port(DataPort.Form.SOCKET, argument);
            case "PASV" -> argument.isEmpty() ? new Passive(DataPort.Form.PORT) : Bare.MALFORMED;
            case "EPSV" -> new Passive(DataPort.Form.EXTENDED);
            case "TYPE", "STRU", "MODE", "BYTE", "FORM" ->
                    argument.isEmpty() ? Bare.MALFORMED : new Parameter(verb, upper(argument));
            case "HELP" -> new Help(upper(argument));
            case "STAT" -> new Status(argument);
            case "QUIT", "BYE" -> argument.isEmpty() ? Bare.QUIT : Bare.UNKNOWN;
            case "NOOP" -> Bare.NOOP;
            case "USER", "PASS", "ACCT" -> Bare.LOGIN;
            case "ALLO" -> Bare.ALLO;
            case "ABOR" -> Bare.ABOR;
            default -> FILES.contains(verb) ? Bare.NO_FILES : Bare.UNKNOWN;
        };
    }

    private static String upper(String argument) {
        return argument.toUpperCase(Locale.ROOT);
    }
}
