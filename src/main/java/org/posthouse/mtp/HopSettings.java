package org.posthouse.mtp;

import module java.base;

import org.jspecify.annotations.Nullable;
import org.posthouse.conf.Query;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Measure;

/// What the query of a hop's URL says of its host: which edition of MTP it speaks, and where it
/// takes more than it must: `mtp://10.3.0.6?dialect=rfc780&text-line=4000&eight-bit=yes`.
///
/// @param dialect that it is known to speak; `auto` finds out
/// @param sizes of RFC 780 section 5.5.3, or those it is known to take
/// @param width of a text: ASCII (RFC 780 appendix A), or 8-bit too
record HopSettings(Dialect dialect, Sizes sizes, Measure.Width width) {
    static final Query QUERY = query();

    private static Query query() {
        var values = new TreeMap<>(Sizes.QUERY);
        values.put(
                "dialect",
                Query.word(
                        Dialect.RFC780.toString(),
                        Dialect.RFC772.toString(),
                        Dialect.AUTO.toString()));
        values.put("eight-bit", Query.word("yes", "no"));
        values.put("nimail-from", Query.word("gateway", "author")); // for dispatch to follow
        return Query.of(values);
    }

    /// @param hop whose settings are as [#QUERY] has them: the configuration was read so
    static HopSettings of(Hop.Remote hop) {
        return new HopSettings(
                dialect(hop.settings().get("dialect")),
                Sizes.of(hop.settings()),
                "yes".equals(hop.settings().get("eight-bit"))
                        ? Measure.Width.EIGHT_BIT
                        : Measure.Width.SEVEN_BIT);
    }

    private static Dialect dialect(@Nullable String word) {
        return word == null ? Dialect.AUTO : Dialect.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
