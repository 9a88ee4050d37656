package org.posthouse.ports.identify;

import module java.base;

/// A protocol that can be told from what a service says. Not the name of a port: a service speaks
/// SMTP wherever it listens.
public enum Protocol {
    MTP("mtp", "MTP (RFC 772, RFC 780)", "mtp"),
    SMTP("smtp", "SMTP", "smtp", "submission", "submissions", "smtps", "urd"),
    LMTP("lmtp", "LMTP", "lmtp"),
    FTP("ftp", "FTP", "ftp", "ftps"),
    FTP_MAIL("ftp-mail", "FTP with mail commands (RFC 765 and before)", "ftp"),
    NIFTP("niftp", "NIFTP (NI FTP, NI MAIL)", "ni-ftp", "ni-mail"),
    ISO_TRANSPORT(
            "iso-transport",
            "ISO transport on TCP (RFC 1006, RFC 2126; X.400 and others)",
            "iso-tsap",
            "iso-tp0",
            "tsap"),
    X400("x400", "X.400", "x400", "x400-snd", "iso-tsap", "iso-tp0", "tsap"),
    POP2("pop2", "POP2", "pop2"),
    POP3("pop3", "POP3", "pop3", "pop3s"),
    IMAP("imap", "IMAP", "imap", "imap2", "imap3", "imaps"),
    NNTP("nntp", "NNTP", "nntp", "nntps", "nnsp"),
    SSH("ssh", "SSH", "ssh"),
    TELNET("telnet", "Telnet", "telnet", "telnets"),
    HTTP("http", "HTTP", "http", "https", "http-alt", "https-alt", "www", "www-http"),
    TLS("tls", "TLS, with something unknown inside"),
    MANAGESIEVE("managesieve", "ManageSieve", "sieve"),
    DNS("dns", "DNS", "domain", "domain-s", "mdns"),
    FINGER("finger", "Finger", "finger"),
    WHOIS("whois", "Whois", "nicname", "whois", "whois++", "whoispp"),
    IDENT("ident", "Ident", "auth", "ident"),
    TIME("time", "Time (RFC 868)", "time"),
    DAYTIME("daytime", "Daytime (RFC 867)", "daytime"),
    ECHO("echo", "Echo (RFC 862)", "echo"),
    DISCARD("discard", "Discard (RFC 863)", "discard"),
    CHARGEN("chargen", "Character generator (RFC 864)", "chargen"),
    QOTD("qotd", "Quote of the day (RFC 865)", "qotd");

    private final String word;
    private final String title;
    private final String services; // separated by spaces

    Protocol(String word, String title, String... services) {
        this.word = word;
        this.title = title;
        this.services = " " + String.join(" ", services) + " ";
    }

    /// A word for scripts and baselines that stays as it is: `smtp`, `iso-transport`.
    public String word() {
        return word;
    }

    /// For people.
    public String title() {
        return title;
    }

    /// Whether a service that is registered or was listed by this name is expected to speak this.
    ///
    /// @param service a service name (RFC 6335 section 5.1), whatever its case
    public boolean isOf(String service) {
        return services.contains(" " + service.toLowerCase(Locale.ROOT) + " ");
    }

    /// @return the protocol of that [#word]
    public static Optional<Protocol> of(String word) {
        return Stream.of(values()).filter(protocol -> protocol.word.equals(word)).findFirst();
    }
}
