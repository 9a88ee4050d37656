package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.Rfc780Path;

/// A notice for a host that speaks MTP: a short plain letter from `MTP at HOST` (RFC 780 section
/// 3.2), with the header that RFC 733 gives a letter.
///
/// It is small whatever it tells of, for a host whose programs keep a letter in memory: the reasons
/// of the first few recipients, the addresses of others as long as there is room, and the beginning
/// of long words. [#MOST_OCTETS] is the largest there can be.
///
/// @param host our name there
/// @param alias the short name by which a correspondent is known there, if he has one
record MtpLetter(
        String host,
        Mailbox sender,
        Original original,
        Function<MailPath, Optional<String>> alias) {
    static final int MOST_OCTETS = 16 * 1024;

    private static final int EXPLAINED = 5; // recipients
    private static final int ROOM = 6 * 1024; // octets to name recipients in; others are counted
    private static final int ADDRESS = 128; // characters of an address

    private static final int WIDTH = 63; // a line of 65 with its end: what a teletype takes
    private static final int FIELD = 200;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern(
                    "d MMM yyyy HH:mm:ss Z", Locale.ROOT); // RFC 733's date-time

    String text(Tidings tidings, Instant now) {
        var lines = new ArrayList<String>();
        lines.add("Date: " + date(now));
        lines.add("From: MTP at " + host);
        lines.addAll(Ascii.wrapped("To: " + cut(at(sender), FIELD), "", WIDTH));
        lines.add(
                "Subject: "
                        + (tidings.told().failed().isEmpty()
                                ? "Mail delayed"
                                : "Mail not delivered"));
        lines.add("");
        tell(lines, "Your mail could not be delivered to", tidings.told().failed());
        tell(lines, "Your mail has not been delivered yet to", tidings.told().delayed());
        if (!tidings.told().delayed().isEmpty())
            lines.add("It is still being tried; you need do nothing.");
        if (!tidings.told().failed().isEmpty()) lines.add("It will not be tried again.");
        lines.add("");
        lines.add("Your mail began:");
        for (String name : List.of("Date", "From", "To", "Subject"))
            original.field(name).ifPresent(body -> lines.addAll(quoted(name, body)));
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private void tell(List<String> lines, String words, List<Recipient> recipients) {
        for (Recipient recipient : recipients.subList(0, Math.min(EXPLAINED, recipients.size()))) {
            lines.add(words);
            lines.addAll(named(recipient));
            Diagnosis why = Settlement.why(recipient);
            lines.add(why.remote().isEmpty() ? "because:" : "because that host says:");
            lines.addAll(Ascii.wrapped(cut(why.reply(), FIELD), "   ", WIDTH));
            lines.add("");
        }
        if (recipients.size() <= EXPLAINED) return;
        lines.add(words);
        int named = EXPLAINED;
        int room = ROOM - EXPLAINED * (ADDRESS + FIELD);
        while (named < recipients.size() && room > 0) {
            List<String> name = named(recipients.get(named++));
            room -= name.size() * (WIDTH + 2);
            lines.addAll(name);
        }
        if (named < recipients.size()) lines.add("   and " + (recipients.size() - named) + " more");
        lines.add("for such reasons.");
        lines.add("");
    }

    /// His address, and what he is called where the letter goes.
    private List<String> named(Recipient recipient) {
        String address = cut(at(recipient.path().mailbox()), ADDRESS);
        String whole =
                alias.apply(recipient.path())
                        .map(name -> address + " (" + name + " at " + host + ")")
                        .orElse(address);
        return Ascii.wrapped(whole, "   ", WIDTH);
    }

    private static List<String> quoted(String name, String body) {
        return Ascii.wrapped(name + ": " + cut(body, FIELD), "   ", WIDTH);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) + " ..." : text;
    }

    private static String at(Mailbox mailbox) {
        return Rfc5321Path.local(mailbox.user()) + " at " + Rfc780Path.host(mailbox.host());
    }

    private static String date(Instant when) {
        return DATE.format(when.atZone(ZoneId.systemDefault()));
    }
}
