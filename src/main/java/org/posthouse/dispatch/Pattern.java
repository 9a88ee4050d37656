package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.mail.Host;
import org.posthouse.mail.Mailbox;

/// The `to` of a route. All comparisons are without regard to case.
sealed interface Pattern {
    /// `*`: every host but us.
    record Everything() implements Pattern {}

    /// `*.domain`: every host below a domain, the domain itself not among them.
    ///
    /// @param domain with its dot, `.domain`
    record Below(String domain) implements Pattern {}

    /// `host`, `[10.3.0.6]`, `#1234`.
    record OneHost(String key) implements Pattern {}

    /// `user@host`.
    ///
    /// @param host the key of its host
    record OneMailbox(String key, String host) implements Pattern {}

    static String key(Mailbox mailbox) {
        return mailbox.user().toLowerCase(Locale.ROOT) + "@" + mailbox.host().key();
    }

    static Reading<Pattern> read(String text) {
        if (text.equals("*")) return new Reading.Good<>(new Everything());
        int at = text.lastIndexOf('@');
        String hostText = text.substring(at + 1);
        boolean below = at < 0 && text.startsWith("*.");
        Optional<Host> host = Names.host(below ? hostText.substring(2) : hostText);
        if (host.isEmpty() || at == 0)
            return new Reading.Bad<>(
                    "\""
                            + text
                            + "\" is not host, user@host, *.domain, * or the path of a table file");
        if (below) return new Reading.Good<>(new Below("." + host.get().key()));
        String key = host.get().key();
        return new Reading.Good<>(
                at < 0
                        ? new OneHost(key)
                        : new OneMailbox(key(new Mailbox(text.substring(0, at), host.get())), key));
    }
}
