package org.posthouse.dispatch;

import module java.base;

import org.posthouse.spool.Registers.Row;

/// Something we know of a host, as it stands in its register.
///
/// @param host `scheme://host:port`
/// @param what a word, such as `scheme`
/// @param confirmed when it was last seen to be so, roughly: not every time is written down
public record KnownFact(String host, String what, String value, Instant confirmed) {
    private static final String VALUE = "value";
    private static final String CONFIRMED = "confirmed";

    static String key(String host, String what) {
        return host + " " + what;
    }

    Row row() {
        var values = new TreeMap<>(Map.of(VALUE, value, CONFIRMED, confirmed.toString()));
        return new Row(key(host, what), values);
    }

    /// @return nothing when it is none: somebody has edited an export
    static Optional<KnownFact> of(Row row) {
        int space = row.key().lastIndexOf(' ');
        try {
            return space < 1
                    ? Optional.empty()
                    : Optional.of(
                            new KnownFact(
                                    row.key().substring(0, space),
                                    row.key().substring(space + 1),
                                    row.value(VALUE).orElse(""),
                                    Instant.parse(row.value(CONFIRMED).orElse(""))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
