package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;

/// One SMTP command line, understood (RFC 5321 section 4.1.1). [CommandLine] reads it.
sealed interface Command {
    record Helo(String name) implements Command {}

    record Ehlo(String name) implements Command {}

    /// @param size octets, as the sender declares them (RFC 1870), or 0
    record Mail(ReversePath from, long size, Reporting reporting) implements Command {}

    /// A source route is kept in the path; who passes it on ignores it (RFC 5321 appendix C).
    record Rcpt(MailPath to, Request request) implements Command {}

    /// `RCPT TO:<Postmaster>`, without a host (RFC 5321 section 4.1.1.3).
    record RcptPostmaster(Request request) implements Command {}

    record Vrfy(String user) implements Command {}

    /// A line that is no command, with what there is to say about it.
    record Wrong(Reply reply) implements Command {}

    enum Bare implements Command {
        DATA,
        RSET,
        NOOP,
        HELP,
        QUIT,
        /// A command of HTTP: somebody's browser is made to talk to us.
        FOREIGN
    }

    /// Understands one line. Never fails.
    ///
    /// @param line without CRLF, octets as the characters 0 to 255
    /// @param longestPath octets with its brackets (RFC 5321 section 4.5.3.1.3)
    static Command parse(String line, int longestPath) {
        return new CommandLine(withoutTrailingSpace(line), longestPath).command();
    }

    private static String withoutTrailingSpace(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) end--;
        return line.substring(0, end);
    }
}
