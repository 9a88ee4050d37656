package org.posthouse.nimail;

import module java.base;

import org.posthouse.conf.Query;
import org.posthouse.mail.DomainOrder;
import org.posthouse.mail.Hop;
import org.posthouse.mail.JntManner;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.nimail.niftp.Profile;

/// What the query of a hop's URL says of its host:
/// `nimail://10.9.0.1?mapping=service&order=nrs&profile=unix-niftp`.
///
/// @param mapping how NIFTP is laid on TCP for it; `auto` finds out
/// @param order of the parts of domains there
/// @param profile how we negotiate
/// @param generation of the letters
/// @param recipients most in one letter
/// @param textLine characters of the longest line of a letter's body
/// @param width of a letter: ASCII, or 8-bit too
record HopSettings(
        Laying.Wish mapping,
        DomainOrder order,
        Profile profile,
        Generation generation,
        int recipients,
        int textLine,
        Measure.Width width) {
    // docs/nimail.md, limits: 100 fit unix-niftp's command line of 5000 characters, and 252 is the
    // smallest record size that was seen.
    private static final int RECIPIENTS = 100;
    private static final int TEXT_LINE = 252;
    private static final int MOST_RECIPIENTS = 10_000;
    private static final int LONGEST_TEXT_LINE = 1 << 30;

    static final Query QUERY =
            Query.of(
                    Map.of(
                            "mapping", Query.word("auto", "straight", "service"),
                            "order", Query.word("nrs", "internet"),
                            "profile", Query.word("everyday", "unix-niftp"),
                            "letter", Query.word("jnt", "ien169"),
                            "recipients", Query.number(1, MOST_RECIPIENTS),
                            "text-line", Query.number(1, LONGEST_TEXT_LINE),
                            "eight-bit", Query.word("yes", "no")));

    /// @param hop whose settings are as [#QUERY] has them: the configuration was read so
    /// @param domains that are exceptions to the order
    static HopSettings of(Hop.Remote hop, Map<String, String> domains) {
        return new HopSettings(
                Laying.Wish.valueOf(word(hop, "mapping", "auto")),
                Domains.order(word(hop, "order", "nrs"), domains),
                Profile.valueOf(word(hop, "profile", "everyday")),
                Generation.valueOf(word(hop, "letter", "jnt")),
                number(hop, "recipients", RECIPIENTS),
                number(hop, "text-line", TEXT_LINE),
                word(hop, "eight-bit", "no").equals("YES")
                        ? Measure.Width.EIGHT_BIT
                        : Measure.Width.SEVEN_BIT);
    }

    private static String word(Hop.Remote hop, String name, String byDefault) {
        return hop.settings()
                .getOrDefault(name, byDefault)
                .replace('-', '_')
                .toUpperCase(Locale.ROOT);
    }

    private static int number(Hop.Remote hop, String name, int byDefault) {
        String value = hop.settings().get(name);
        return value == null ? byDefault : Integer.parseInt(value);
    }

    JntManner manner() {
        return JntManner.of(order);
    }

    /// A line of a letter has no CRLF where it is a record, but [Limits] count one.
    Limits limits() {
        return new Limits(textLine + 2, width, Long.MAX_VALUE, Limits.Readers.PLAIN);
    }
}
