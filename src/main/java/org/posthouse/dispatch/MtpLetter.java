package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.Rfc780Path;

/// A notice for a host that speaks MTP: a short plain letter from `MTP at HOST` (RFC 780 section
/// 3.2), with the header that RFC 733 gives a letter.
///
/// @param host our name there
record MtpLetter(String host, Mailbox sender, Original original) {
    private static final int WIDTH = 63; // a line of 65 with its end: what a teletype takes
    private static final int FIELD = 200;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern(
                    "d MMM yyyy HH:mm:ss Z", Locale.ROOT); // RFC 733's date-time

    String text(Tidings tidings, Instant now) {
        var lines = new ArrayList<String>();
        lines.add("Date: " + date(now));
        lines.add("From: MTP at " + host);
        lines.addAll(Ascii.wrapped("To: " + at(sender), "", WIDTH));
        lines.add(
                "Subject: " + (tidings.failed().isEmpty() ? "Mail delayed" : "Mail not delivered"));
        lines.add("");
        tell(lines, "Your mail could not be delivered to", tidings.failed());
        tell(lines, "Your mail has not been delivered yet to", tidings.delayed());
        if (!tidings.delayed().isEmpty())
            lines.add("It is still being tried; you need do nothing.");
        if (!tidings.failed().isEmpty()) lines.add("It will not be tried again.");
        lines.add("");
        lines.add("Your mail began:");
        for (String name : List.of("Date", "From", "To", "Subject"))
            original.field(name).ifPresent(body -> lines.addAll(quoted(name, body)));
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private static void tell(List<String> lines, String words, List<Recipient> recipients) {
        for (Recipient recipient : recipients) {
            lines.add(words);
            lines.addAll(Ascii.wrapped(at(recipient.path().mailbox()), "   ", WIDTH));
            Diagnosis why = Settlement.why(recipient);
            lines.add(why.remote().isEmpty() ? "because:" : "because that host says:");
            lines.addAll(Ascii.wrapped(why.reply(), "   ", WIDTH));
            lines.add("");
        }
    }

    private static List<String> quoted(String name, String body) {
        String some = body.length() > FIELD ? body.substring(0, FIELD) + " ..." : body;
        return Ascii.wrapped(name + ": " + some, "   ", WIDTH);
    }

    private static String at(Mailbox mailbox) {
        return Rfc5321Path.local(mailbox.user()) + " at " + Rfc780Path.host(mailbox.host());
    }

    private static String date(Instant when) {
        return DATE.format(when.atZone(ZoneId.systemDefault()));
    }
}
