package org.posthouse.mtp;

import module java.base;

import org.posthouse.conf.Query;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Measure;

/// What the query of a hop's URL says of its host, where it is known to take more than it must:
/// `mtp://10.3.0.6?text-line=4000&eight-bit=yes`.
///
/// @param sizes of RFC 780 section 5.5.3, or those it is known to take
/// @param width of a text: ASCII (RFC 780 appendix A), or 8-bit too
record HopSettings(Sizes sizes, Measure.Width width) {
    static final Query QUERY = query();

    private static Query query() {
        var values = new TreeMap<>(Sizes.QUERY);
        values.put("eight-bit", Query.word("yes", "no"));
        return Query.of(values);
    }

    /// @param hop whose settings are as [#QUERY] has them: the configuration was read so
    static HopSettings of(Hop.Remote hop) {
        return new HopSettings(
                Sizes.of(hop.settings()),
                "yes".equals(hop.settings().get("eight-bit"))
                        ? Measure.Width.EIGHT_BIT
                        : Measure.Width.SEVEN_BIT);
    }
}
