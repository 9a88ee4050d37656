package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Recipient;
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
                + joined(new StatusFields(host, now).lines(tidings))
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
        Told told = tidings.told();
        if (!told.failed().isEmpty()) return "Your message could not be delivered";
        if (!told.delayed().isEmpty()) return "Your message is delayed";
        return tidings.delivered() ? "Your message was delivered" : "Your message was passed on";
    }

    private String words(Tidings tidings) {
        Told told = tidings.told();
        var lines = new ArrayList<String>();
        lines.add("This is the mail system of " + host + ".");
        lines.add("");
        if (!told.failed().isEmpty()) lines.addAll(failure(told.failed()));
        if (!told.delayed().isEmpty()) lines.addAll(delay(told.delayed(), tidings.until()));
        if (!told.served().isEmpty())
            lines.addAll(tidings.delivered() ? delivery(told.served()) : passing(told.served()));
        lines.add("");
        lines.add(returnedWords());
        lines.add("Who can help: postmaster@" + host);
        return joined(lines);
    }

    private static List<String> failure(List<Recipient> recipients) {
        var lines = new ArrayList<String>();
        lines.add("Your message could not be delivered to:");
        recipients.forEach(one -> lines.addAll(about(one)));
        lines.add("");
        lines.addAll(
                Ascii.wrapped(
                        "It will not be tried again. Look at the address and at what was said"
                                + " about it; if both seem right, ask the postmaster there.",
                        "",
                        WIDTH));
        return lines;
    }

    private static List<String> delay(List<Recipient> recipients, Instant until) {
        var lines = new ArrayList<String>();
        lines.add("Your message has not been delivered yet to:");
        recipients.forEach(one -> lines.addAll(about(one)));
        lines.add("");
        lines.add("It will be tried until " + TraceField.date(until) + ".");
        lines.add("You need do nothing; please do not send it again.");
        return lines;
    }

    private static List<String> delivery(List<Recipient> recipients) {
        var lines = new ArrayList<String>();
        lines.add("Your message is in the mailbox of:");
        lines.add("");
        recipients.forEach(one -> lines.add("  " + address(one.path().mailbox())));
        return lines;
    }

    /// RFC 3461 section 10.8's words, in ours.
    private static List<String> passing(List<Recipient> recipients) {
        var lines = new ArrayList<String>();
        lines.add("Your message was passed on to the next host for:");
        recipients.forEach(one -> lines.addAll(about(one)));
        lines.add("");
        lines.addAll(
                Ascii.wrapped(
                        "That host does not confirm delivery. Unless it reports a failure, this is"
                                + " the last you hear of it from mail systems.",
                        "",
                        WIDTH));
        return lines;
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
        return "<" + StatusFields.address(mailbox) + ">";
    }
}
