package org.posthouse.mail;

import module java.base;

/// JNT Mail's trace: the `Via` field, and the way back that a header tells of (docs/nimail.md, the
/// return path; RFC 987 appendix B). There is no reverse path in the envelope.
final class JntTrace {
    private static final DateTimeFormatter RFC_786 =
            DateTimeFormatter.ofPattern("dd-MMM-uu HH:mm:ss", Locale.ENGLISH);
    private static final int LONGEST = 255; // of a host's name (RFC 5321 section 4.5.3.1.2)
    private static final Set<String> PROGRAMS =
            Set.of("mtp", "nimail", "mailer", "mailer-daemon", "mail-daemon", "postmaster");

    private JntTrace() {}

    /// `Via: host ; date (system)`: the host that called us, and when.
    static String field(Host caller, Instant now) {
        return "Via: " + shown(caller) + " ; " + TraceField.date(now) + " (Posthouse)";
    }

    /// `Via: USC-ISIE; 22-Nov-81 05:15:10`: ourselves, as RFC 786 has it.
    static String passed(Host us, Instant when) {
        return "Via: " + shown(us) + "; " + RFC_786.format(when.atZone(ZoneId.systemDefault()));
    }

    static String shown(Host host) {
        return host instanceof Host.Name(var name) ? name : host.key();
    }

    /// The host of a `Via` field: what stands before its last semicolon, without comments and
    /// blanks. Without a semicolon it is RFC 786's short form, or none of ours.
    static Optional<Host> host(String value, DomainOrder order) {
        String said = withoutComments(value);
        int end = said.lastIndexOf(';');
        String text = (end < 0 ? said : said.substring(0, end)).replaceAll("\\s", "");
        if (text.length() > LONGEST) return Optional.empty();
        try {
            var scanner = new PathScanner(text);
            Host host = scanner.host();
            scanner.needEnd();
            return Optional.of(order.read(host));
        } catch (PathScanner.Wrong _) {
            return Optional.empty();
        }
    }

    private static String withoutComments(String value) {
        var said = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '(') depth++;
            if (depth == 0) said.append(c);
            if (c == ')' && depth > 0) depth--;
        }
        return said.toString();
    }

    /// The way back to the author through all who passed his letter on. A host that stands next to
    /// itself, since both who sent and who received named it, is passed once.
    ///
    /// @param vias as they stand in the header, the newest first
    /// @param caller who handed it to us
    static MailPath back(MailPath author, List<Host> vias, Host caller) {
        var outward = new ArrayDeque<Host>(); // the author's own host first
        outward.add(author.mailbox().host());
        Stream.of(author.route().reversed(), vias.reversed(), List.of(caller))
                .flatMap(List::stream)
                .filter(host -> !host.equals(outward.getLast()))
                .forEach(outward::addLast);
        outward.removeFirst();
        return new MailPath(List.copyOf(outward).reversed(), author.mailbox());
    }

    /// Null for a mail program's own message, about which there must be no notice.
    static ReversePath reverse(MailPath back) {
        return PROGRAMS.contains(back.mailbox().user().toLowerCase(Locale.ROOT))
                ? new ReversePath.Null()
                : new ReversePath.Sender(back);
    }
}
