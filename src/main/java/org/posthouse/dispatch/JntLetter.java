package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.Recipient;

/// A letter to whoever has sent by NI MAIL, in the forms that were known there: MMDF's report of
/// failed mail and its acknowledgement, and unix-niftp's report when the transfer itself came to
/// nothing. The words are ours, subjects and order theirs.
///
/// JNT Mail has no envelope and so no null reverse-path: for others they are ordinary mail. In our
/// queue they have one, so that nobody is told what becomes of them.
///
/// @param host our name there
/// @param mark makes the Message-ID unlike any other
record JntLetter(String host, Mailbox to, String mark) {
    private static final int RETURNED = 500; // lines of a body, as MMDF returns them
    private static final int ACKNOWLEDGED = 25;
    private static final int WIDTH = 72;
    private static final int REASON = 160; // characters
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    /// How unix-niftp says that a transfer came to nothing.
    private enum Transfer {
        REJECTED("Rejected", "was rejected there"),
        ABORTED("Aborted", "broke off"),
        TIMEOUT("Timeout", "was tried for too long");

        private final String subject;
        private final String words;

        Transfer(String subject, String words) {
            this.subject = subject;
            this.words = words;
        }

        /// Nothing where we gave up of our own accord, before anything was transferred.
        static Optional<Transfer> of(Diagnosis why) {
            if (why.status().equals("4.4.7")) return Optional.of(TIMEOUT);
            if (!why.remote().isEmpty()) return Optional.of(REJECTED);
            return why.status().matches("[45]\\.[34]\\..*")
                    ? Optional.of(ABORTED)
                    : Optional.empty();
        }
    }

    /// What the sender is told of failures and delays.
    String report(Tidings tidings, Instant now) {
        List<Recipient> failed = tidings.told().failed();
        Optional<Transfer> transfer =
                failed.isEmpty()
                        ? Optional.empty()
                        : tidings.hop()
                                .filter(JntLetter::isJnt)
                                .flatMap(_ -> Transfer.of(Settlement.why(failed.getFirst())));
        return transfer.isPresent()
                ? transfer(tidings, transfer.get(), now)
                : failedMail(tidings, now);
    }

    private static boolean isJnt(Hop hop) {
        return hop instanceof Hop.Remote remote && remote.scheme().equals("nimail");
    }

    private String failedMail(Tidings tidings, Instant now) {
        Told told = tidings.told();
        boolean failure = !told.failed().isEmpty();
        var lines = header(failure ? "Failed mail" : "Delayed mail", now);
        if (failure) {
            lines.add("The mail system of " + host + " could not deliver your message to");
            told.failed().forEach(one -> lines.add(withReason(one)));
            lines.add("It will not be tried again.");
        }
        if (!told.delayed().isEmpty()) {
            lines.add("The mail system of " + host + " has not delivered your message yet to");
            told.delayed().forEach(one -> lines.add(withReason(one)));
            lines.add("It is still being tried; you need do nothing.");
        }
        return quoting(lines, "Your message was as follows:", tidings.message(), RETURNED);
    }

    private String transfer(Tidings tidings, Transfer transfer, Instant now) {
        var at = (Hop.Remote) tidings.hop().orElseThrow();
        List<Recipient> failed = tidings.told().failed();
        var lines = header("Mail Delivery Failure to " + at.host() + " - " + transfer.subject, now);
        lines.addAll(
                Ascii.wrapped(
                        "The transfer of your message from "
                                + host
                                + " to the host "
                                + at.host()
                                + ", by NI MAIL over the Internet, "
                                + transfer.words
                                + ". It will not be tried again.",
                        "",
                        WIDTH));
        lines.add("");
        failed.stream()
                .map(one -> Settlement.why(one).reply())
                .distinct()
                .forEach(reply -> lines.addAll(Ascii.wrapped(cut(reply), "  ", WIDTH)));
        lines.add("");
        lines.add("It was for");
        failed.forEach(one -> lines.add("\t" + address(one)));
        return quoting(lines, "It began as follows:", tidings.message(), RETURNED);
    }

    /// What whom `Acknowledge-To:` names is told of those who were served, and of those who were
    /// not.
    String acknowledgement(Tidings tidings, Instant now) {
        Told told = tidings.told();
        var lines = header("Message Acknowledgement", now);
        lines.add("This message was accepted by " + host);
        lines.add("for delivery to the following addresses:");
        told.acknowledged().forEach(one -> lines.add("\t" + address(one)));
        if (!tidings.delivered()) // RFC 1327 appendix B
        lines.addAll(
                    Ascii.wrapped(
                            "It was passed on to a host that acknowledges nothing: this does not"
                                    + " say that it was delivered.",
                            "",
                            WIDTH));
        if (!told.failed().isEmpty()) {
            lines.add("It was refused for");
            told.failed().forEach(one -> lines.add(withReason(one)));
        }
        return quoting(lines, "It began as follows:", tidings.message(), ACKNOWLEDGED);
    }

    private List<String> header(String subject, Instant now) {
        var lines = new ArrayList<String>();
        lines.add("Date: " + DATE.format(now.atZone(ZoneId.systemDefault())));
        lines.add("From: postmaster@" + host + " (Mail system)");
        lines.add("To: " + StatusFields.address(to));
        lines.add("Subject: " + subject);
        lines.add("Message-ID: <" + mark + "@" + host + ">");
        lines.add("");
        return lines;
    }

    private static String quoting(List<String> lines, String words, Message message, int body) {
        lines.add("");
        lines.add(words);
        lines.add("");
        lines.addAll(Beginning.of(message.content(), body));
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private static String withReason(Recipient recipient) {
        Diagnosis why = Settlement.why(recipient);
        String whose = why.remote().isEmpty() ? "" : why.remote() + " says ";
        return "\t" + address(recipient) + ": " + cut(Ascii.printable(whose + why.reply()));
    }

    private static String address(Recipient recipient) {
        return StatusFields.address(recipient.path().mailbox());
    }

    private static String cut(String text) {
        return text.length() > REASON ? text.substring(0, REASON) + " ..." : text;
    }
}
