package org.posthouse.smtp;

import module java.base;

import org.posthouse.conf.Query;
import org.posthouse.mail.Hop;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Rfc5321Path;

/// What the query of a hop's URL says of its host, where it is not as RFC 5321 would have it:
/// `smtp://10.3.0.6?text-line=4000&eight-bit=yes`.
///
/// @param recipients most in one transaction
/// @param textLine octets of the longest text line it takes, its CRLF counted (RFC 5321 section
///   4.5.3.1.6)
/// @param hello the command to begin with: `helo` for a host that hangs up at EHLO
/// @param eightBit whether it takes 8-bit text without offering 8BITMIME
/// @param routes whether source routes are sent on (RFC 5321 appendix C: better not)
record HopSettings(int recipients, int textLine, Hello hello, boolean eightBit, Routes routes) {
    /// The command to begin with (RFC 5321 section 3.2).
    enum Hello {
        EHLO,
        HELO
    }

    /// What becomes of source routes.
    enum Routes {
        DROP,
        KEEP
    }

    /// More would need replies to be read while commands are sent (RFC 2920 section 3.1).
    static final int MOST_RECIPIENTS = 1000;

    private static final int TEXT_LINE = 1000;
    private static final int LONGEST_TEXT_LINE = 1 << 30;

    static final Query QUERY =
            Query.of(
                    Map.of(
                            "recipients", Query.number(1, MOST_RECIPIENTS),
                            "text-line", Query.number(1, LONGEST_TEXT_LINE),
                            "hello", Query.word("ehlo", "helo"),
                            "eight-bit", Query.word("yes", "no"),
                            "routes", Query.word("drop", "keep")));

    /// @param hop whose settings are as [#QUERY] has them: the configuration was read so
    static HopSettings of(Hop.Remote hop, SmtpSenderSettings byDefault) {
        return new HopSettings(
                number(hop, "recipients", byDefault.recipients()),
                number(hop, "text-line", TEXT_LINE),
                is(hop, "hello", "helo") ? Hello.HELO : Hello.EHLO,
                is(hop, "eight-bit", "yes"),
                is(hop, "routes", "keep") ? Routes.KEEP : Routes.DROP);
    }

    private static int number(Hop.Remote hop, String name, int byDefault) {
        String value = hop.settings().get(name);
        return value == null ? byDefault : Integer.parseInt(value);
    }

    private static boolean is(Hop.Remote hop, String name, String value) {
        return value.equals(hop.settings().get(name));
    }

    /// The path as it goes on the line, if SMTP can write it.
    Optional<String> write(MailPath path) {
        return Rfc5321Path.write(
                switch (routes) {
                    case KEEP -> path;
                    case DROP -> MailPath.to(path.mailbox());
                });
    }
}
