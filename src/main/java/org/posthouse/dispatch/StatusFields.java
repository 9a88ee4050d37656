package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.TraceField;
import org.posthouse.mail.Xtext;

/// The fields of a delivery status notification that programs read: `message/delivery-status` (RFC
/// 3464 section 2), with what RFC 3461 section 6.3 wants of those who offer DSN.
///
/// @param host our name
record StatusFields(String host, Instant now) {
    private static final String ENVELOPE = "Original-Envelope-Id: ";
    private static final int WIDTH = 72;

    List<String> lines(Tidings tidings) {
        Told told = tidings.told();
        var lines = new ArrayList<>(message(tidings.message()));
        for (Recipient one : told.failed()) lines.addAll(recipient(one, "failed"));
        for (Recipient one : told.delayed()) {
            lines.addAll(recipient(one, "delayed"));
            lines.add("Will-Retry-Until: " + TraceField.date(tidings.until()));
        }
        String action = tidings.delivered() ? "delivered" : "relayed";
        for (Recipient one : told.served()) lines.addAll(recipient(one, action));
        return lines;
    }

    private List<String> message(Message message) {
        var lines = new ArrayList<String>();
        message.reporting().envid().ifPresent(one -> lines.add(exactly(ENVELOPE, one)));
        lines.add("Reporting-MTA: dns; " + host);
        lines.add("X-Posthouse-Queue-ID: " + message.id());
        String from = message.origin().peer().name();
        if (!from.isEmpty()) lines.add("Received-From-MTA: dns; " + Ascii.printable(from));
        lines.add("Arrival-Date: " + TraceField.date(message.origin().arrival()));
        return lines;
    }

    private List<String> recipient(Recipient recipient, String action) {
        Diagnosis why = Settlement.why(recipient);
        String remote = Ascii.printable(why.remote());
        var lines = new ArrayList<String>();
        lines.add("");
        recipient.request().original().ifPresent(one -> lines.add(original(one)));
        lines.add("Final-Recipient: rfc822; " + address(recipient.path().mailbox()));
        lines.add("Action: " + action);
        lines.add("Status: " + why.status());
        if (!action.equals("delivered")) { // else nobody but we had a say in it
            if (!remote.isEmpty()) lines.add("Remote-MTA: " + nameType(remote) + "; " + remote);
            String said =
                    "Diagnostic-Code: " + replyType(why) + "; " + Ascii.printable(why.reply());
            lines.addAll(folded(said));
        }
        lines.add("Last-Attempt-Date: " + TraceField.date(now));
        return lines;
    }

    private static String original(OriginalRecipient one) {
        return exactly("Original-Recipient: " + one.type() + "; ", one.address());
    }

    /// Not folded: whatever space was added or lost would be another name than the sender's. The
    /// longest there can be fits a line (RFC 3461 section 5.4, RFC 5322 section 2.1.1).
    private static String exactly(String field, Xtext value) {
        return field + Ascii.printable(value.decoded());
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

    static String address(Mailbox mailbox) {
        return Rfc5321Path.write(MailPath.to(mailbox))
                .map(path -> path.substring(1, path.length() - 1))
                .orElseGet(() -> Ascii.printable(mailbox.toString()));
    }
}
