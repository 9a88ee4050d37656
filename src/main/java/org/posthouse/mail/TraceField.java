package org.posthouse.mail;

import module java.base;

/// The `Received:` field a receiver puts before a text (RFC 5321 section 4.4), one line folded
/// after each clause.
///
/// A peer's name is the one part of it that a stranger chooses: whatever could make more of it than
/// a name becomes a question mark.
///
/// @param tls how the line is protected, as a comment, if it is
/// @param only the recipient, where there is just one: naming several would tell each of the others
public record TraceField(
        Peer peer,
        String host,
        MessageId id,
        Instant when,
        Optional<String> tls,
        Optional<Mailbox> only) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT); // RFC 5322 section 3.3
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    public byte[] octets() {
        String address = literal(peer.address());
        return ("Received: from "
                        + (peer.name().isEmpty() ? address : name() + " (" + address + ")")
                        + "\r\n\tby "
                        + host
                        + " (Posthouse) with "
                        + peer.protocol()
                        + tls.map(words -> " (" + words + ")").orElse("")
                        + " id "
                        + id
                        + only.map(TraceField::recipient).orElse("")
                        + ";\r\n\t"
                        + date(when)
                        + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private String name() {
        return peer.name().replaceAll("[^!-~]|[()<>,;\\\\\"]", "?");
    }

    private static String recipient(Mailbox mailbox) {
        return Rfc5321Path.write(MailPath.to(mailbox)).map(path -> "\r\n\tfor " + path).orElse("");
    }

    /// `[10.3.0.6]` or `[IPv6:::1]` (RFC 5321 section 4.1.3).
    public static String literal(InetAddress address) {
        String text = address.getHostAddress();
        if (!(address instanceof Inet6Address)) return "[" + text + "]";
        int zone = text.indexOf('%');
        return "[IPv6:" + compressed(zone < 0 ? text : text.substring(0, zone)) + "]";
    }

    /// The first of the longest runs of zeros as `::`, as everyone writes it.
    private static String compressed(String groups) {
        return ZEROS.matcher(groups)
                .results()
                .max(
                        Comparator.comparingLong(TraceField::zeros)
                                .thenComparingInt(run -> -run.start()))
                .map(run -> groups.substring(0, run.start()) + "::" + groups.substring(run.end()))
                .orElse(groups);
    }

    private static long zeros(MatchResult run) {
        return run.group().chars().filter(c -> c == '0').count();
    }

    /// RFC 5322 section 3.3, in this machine's time zone.
    public static String date(Instant when) {
        return DATE.format(when.atZone(ZoneId.systemDefault()));
    }
}
