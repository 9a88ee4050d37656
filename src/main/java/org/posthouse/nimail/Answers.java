package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.JntReading;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Verdict;
import org.posthouse.nimail.niftp.Store.Fate;

/// What we say of a letter that we do not take: with QR 21 that it is no use ever, with QR 20 that
/// it may come another time, and why in STOPACK (docs/nimail.md, receiving).
final class Answers {
    private static final int SHOWN = 60; // characters of an address in a reason

    private Answers() {}

    static Fate.Refused unusable(JntReading.Unusable letter) {
        return Fate.Refused.forEver(letter.why());
    }

    static Fate.Refused tooBig() {
        return Fate.Refused.forEver("The letter is too big");
    }

    static Fate.Refused later(String why) {
        return Fate.Refused.forNow(why);
    }

    static Fate.Refused refused(Verdict.Trouble trouble) {
        String why = words(trouble);
        return trouble.temporary() ? Fate.Refused.forNow(why) : Fate.Refused.forEver(why);
    }

    /// None of the recipients is served.
    static Fate.Refused nobody(SequencedMap<MailPath, Verdict.Trouble> whom) {
        var first = whom.firstEntry();
        String shown = first.getKey().toString().replaceAll("[^ -~]", "?");
        if (shown.length() > SHOWN) shown = shown.substring(0, SHOWN) + "...";
        String others = whom.size() > 1 ? ", and " + (whom.size() - 1) + " more" : "";
        return Fate.Refused.forEver(words(first.getValue()) + ": " + shown + others);
    }

    private static String words(Verdict.Trouble trouble) {
        return switch (trouble) {
            case BUSY -> "This host is busy";
            case BROKEN -> "The mail queue of this host does not work now";
            case NO_ROOM -> "Disk nearly full";
            case NO_SUCH_USER -> "User name unknown";
            case NO_ROUTE -> "Host unknown";
            case NO_RELAYING -> "Mail for that host is not passed on for your site";
            case OVER_QUOTA -> "The mailbox is full";
            case TOO_BIG -> "The letter is too big";
            case BAD_NAME -> "That is no name of a mailbox";
            case LOOP -> "The letter goes in circles";
        };
    }
}
