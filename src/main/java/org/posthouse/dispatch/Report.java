package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.TraceField;

/// A delivery status notification (RFC 3464) in the three parts of a multipart/report (RFC 6522):
/// words for a person, fields for a program, and the message or its header.
///
/// @param host our name
/// @param mark makes the boundary and the Message-ID unlike any other
record Report(String host, Mailbox sender, Original original, String mark) {
    private static final int WIDTH = 72;
    private static final String SEVEN_BIT = "7bit";

    String text(Tidings tidings, Instant now) {
        return header(tidings, now)
                + "--"
                + mark
                + "\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
                + words(tidings)
                + "\r\n--"
                + mark
                + "\r\nContent-Type: message/delivery-status\r\n\r\n"
                + status(tidings, now)
                + returned()
                + "\r\n--"
                + mark
                + "--\r\n";
    }

    private String header(Tidings tidings, Instant now) {
        var header = new StringJoiner("\r\n", "", "\r\n\r\n");
        header.add("Date: " + TraceField.date(now));
        header.add("From: Mail system of " + host + " <postmaster@" + host + ">");
        header.add("To: " + address(sender));
        header.add("Subject: " + subject(tidings));
        header.add("Message-ID: <" + mark + "@" + host + ">");
        original.field("Message-ID")
                .filter(id -> id.matches("<[!-~]{1,900}>"))
                .ifPresent(id -> header.add("In-Reply-To: " + id));
        header.add("Auto-Submitted: auto-replied"); // RFC 3834
        header.add("MIME-Version: 1.0");
        header.add("Content-Type: multipart/report; report-type=delivery-status;");
        header.add("\tboundary=\"" + mark + "\"");
        header.add("Content-Transfer-Encoding: " + encoding());
        return header.toString();
    }

    private String encoding() {
        return original.isWhole() && original.width() == Measure.Width.EIGHT_BIT
                ? "8bit"
                : SEVEN_BIT;
    }

    private static String subject(Tidings tidings) {
        return tidings.failed().isEmpty()
                ? "Your message is delayed"
                : "Your message could not be delivered";
    }

    private String words(Tidings tidings) {
        var lines = new ArrayList<String>();
        lines.add("This is the mail system of " + host + ".");
        lines.add("");
        if (!tidings.failed().isEmpty()) {
            lines.add("Your message could not be delivered to:");
            tidings.failed().forEach(r -> lines.addAll(about(r)));
            lines.add("");
            lines.addAll(
                    Ascii.wrapped(
                            "It will not be tried again. Look at the address and at what was said"
                                    + " about it; if both seem right, ask the postmaster there.",
                            "",
                            WIDTH));
        }
        if (!tidings.delayed().isEmpty()) {
            lines.add("Your message has not been delivered yet to:");
            tidings.delayed().forEach(r -> lines.addAll(about(r)));
            lines.add("");
            lines.add("It will be tried until " + TraceField.date(tidings.until()) + ".");
            lines.add("You need do nothing; please do not send it again.");
        }
        lines.add("");
        lines.add(returnedWords());
        lines.add("Who can help: postmaster@" + host);
        return joined(lines);
    }

    private String returnedWords() {
        if (original.isWhole()) return "Your message follows.";
        return original.header().isEmpty()
                ? "Your message cannot be shown."
                : "The header of your message follows.";
    }

    private static List<String> about(Recipient recipient) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("  " + address(recipient.path().mailbox()));
        Diagnosis why = Settlement.why(recipient);
        String whose = why.remote().isEmpty() ? "" : why.remote() + " says: ";
        lines.addAll(Ascii.wrapped(whose + why.reply(), "    ", WIDTH));
        return lines;
    }

    private String status(Tidings tidings, Instant now) {
        Message message = tidings.message();
        var lines = new ArrayList<String>();
        lines.add("Reporting-MTA: dns; " + host);
        lines.add("X-Posthouse-Queue-ID: " + message.id());
        String from = message.origin().peer().name();
        if (!from.isEmpty()) lines.add("Received-From-MTA: dns; " + Ascii.printable(from));
        lines.add("Arrival-Date: " + TraceField.date(message.origin().arrival()));
        for (Recipient recipient : tidings.failed()) lines.addAll(fields(recipient, "failed", now));
        for (Recipient recipient : tidings.delayed()) {
            lines.addAll(fields(recipient, "delayed", now));
            lines.add("Will-Retry-Until: " + TraceField.date(tidings.until()));
        }
        return joined(lines);
    }

    /// RFC 3464 section 2.3.
    private static List<String> fields(Recipient recipient, String action, Instant now) {
        Diagnosis why = Settlement.why(recipient);
        String remote = Ascii.printable(why.remote());
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Final-Recipient: rfc822; " + bare(recipient.path().mailbox()));
        lines.add("Action: " + action);
        lines.add("Status: " + why.status());
        if (!remote.isEmpty()) lines.add("Remote-MTA: " + nameType(remote) + "; " + remote);
        String said = "Diagnostic-Code: " + replyType(why) + "; " + Ascii.printable(why.reply());
        lines.addAll(folded(said));
        lines.add("Last-Attempt-Date: " + TraceField.date(now));
        return lines;
    }

    private static String nameType(String remote) {
        return remote.matches("[A-Za-z0-9.-]+") ? "dns" : "x-local-hostname";
    }

    /// A code of our own words is no `smtp` code (RFC 3464 section 2.3.6).
    private static String replyType(Diagnosis why) {
        boolean code = !why.remote().isEmpty() && why.reply().matches("[245]\\d\\d\\b.*");
        return code ? "smtp" : "x-posthouse";
    }

    private static List<String> folded(String field) {
        List<String> lines = Ascii.wrapped(field, "", WIDTH);
        return Stream.concat(
                        lines.stream().limit(1), lines.stream().skip(1).map(line -> "\t" + line))
                .toList();
    }

    private String returned() {
        if (original.isWhole())
            return part("message/rfc822", encoding())
                    + new String(original.whole(), StandardCharsets.ISO_8859_1);
        if (original.header().isEmpty()) return "";
        return part("text/rfc822-headers", "quoted-printable")
                + joined(original.header().stream().flatMap(QuotedPrintable::lines).toList());
    }

    private String part(String type, String encoding) {
        return "\r\n--"
                + mark
                + "\r\nContent-Type: "
                + type
                + "\r\nContent-Transfer-Encoding: "
                + encoding
                + "\r\n\r\n";
    }

    private static String joined(List<String> lines) {
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private static String address(Mailbox mailbox) {
        return "<" + bare(mailbox) + ">";
    }

    private static String bare(Mailbox mailbox) {
        return Rfc5321Path.write(MailPath.to(mailbox))
                .map(path -> path.substring(1, path.length() - 1))
                .orElseGet(() -> Ascii.printable(mailbox.toString()));
    }
}
