package org.posthouse.mtp;

import org.posthouse.conf.Reading;
import org.posthouse.mail.Acquaintance;

/// Which edition of MTP a host speaks, as far as we know: from the hop's settings, which no host
/// can gainsay, from earlier conversations, or from what it does in this one. [Dialect#AUTO] while
/// we do not.
final class Edition {
    private static final String DIALECT = "dialect"; // the fact's name

    private final Acquaintance host;
    private final boolean told;
    private Dialect known;
    private boolean suspected;

    Edition(Dialect hop, Acquaintance host) {
        this.host = host;
        this.told = hop != Dialect.AUTO;
        this.known = told ? hop : remembered();
    }

    private Dialect remembered() {
        return switch (host.recall(DIALECT).map(Dialect::read).orElse(NOTHING)) {
            case Reading.Good<Dialect>(var dialect) -> dialect;
            case Reading.Bad<Dialect> _ -> Dialect.AUTO;
        };
    }

    private static final Reading<Dialect> NOTHING = new Reading.Good<>(Dialect.AUTO);

    Dialect known() {
        return known;
    }

    /// Whether we were told that it is RFC 780: then whatever is not in it is a fault. Hosts taken
    /// for that by their conduct are borne with.
    boolean isStrict() {
        return told && known == Dialect.RFC780;
    }

    /// The host has done what only hosts of this edition do.
    void is(Dialect found) {
        if (told) return;
        known = found;
        host.learn(DIALECT, found.toString());
    }

    /// The host did not do what hosts of its edition do.
    void isNot() {
        if (told) return;
        known = Dialect.AUTO;
        host.forget(DIALECT);
    }

    /// The host said 501 to a route back, of which RFC 772 ("Command syntax") knows nothing:
    /// perhaps it is of that edition. What it says to the same sender without one will show.
    void suspect() {
        suspected = true;
        known = Dialect.RFC772;
    }

    /// What the host said to MAIL, for the case that it is suspected.
    void judge(Answer toMail) {
        if (!suspected) return;
        suspected = false;
        if (toMail.code() == 501) isNot();
        else is(Dialect.RFC772);
    }
}
