package org.posthouse.conf;

import module java.base;

/// The settings that a URL may carry in its query, `?name=value&name=value`: which there are and
/// what each may be. Says what is wrong with those given, as [Section] does for the file's own;
/// what they do is for the part whose settings they are.
public record Query(SortedMap<String, Value> values) {
    /// What a setting may be.
    public sealed interface Value {
        /// A whole number.
        record Number(int least, int most) implements Value {}

        /// One of these words.
        record Word(List<String> words) implements Value {}

        /// A text in a form of its own.
        ///
        /// @param form a regular expression
        /// @param right in words for an operator
        record Text(String form, String right) implements Value {}

        private boolean takes(String text) {
            return switch (this) {
                case Number(int least, int most) ->
                        text.matches("0|[1-9]\\d{0,9}")
                                && Long.parseLong(text) >= least
                                && Long.parseLong(text) <= most;
                case Word(var words) -> words.contains(text);
                case Text(var form, _) -> text.matches(form);
            };
        }

        private String right() {
            return switch (this) {
                case Number(int least, int most) -> "a number from " + least + " to " + most;
                case Word(var words) -> listed(words.stream().map(Query::quoted).toList());
                case Text(_, var right) -> right;
            };
        }
    }

    public static final Query NONE = of(Map.of());

    public static Query of(Map<String, Value> values) {
        return new Query(Collections.unmodifiableSortedMap(new TreeMap<>(values)));
    }

    public static Value number(int least, int most) {
        return new Value.Number(least, most);
    }

    public static Value word(String... words) {
        return new Value.Word(List.of(words));
    }

    /// @param form a regular expression
    /// @param right what it is, in words for an operator: `a list of host names`
    public static Value text(String form, String right) {
        return new Value.Text(form, right);
    }

    /// What is wrong with these settings, and what would be right; nothing when all is well.
    ///
    /// @param of what they are settings of, in the plural
    public Optional<String> wrong(String of, SortedMap<String, String> settings) {
        return settings.entrySet().stream()
                .flatMap(setting -> wrong(of, setting.getKey(), setting.getValue()).stream())
                .findFirst();
    }

    private Optional<String> wrong(String of, String name, String value) {
        Value known = values.get(name);
        if (known == null)
            return Optional.of(
                    "unknown setting "
                            + quoted(name)
                            + "; "
                            + of
                            + (values.isEmpty()
                                    ? " take none"
                                    : " take " + String.join(", ", values.keySet())));
        if (known.takes(value)) return Optional.empty();
        return Optional.of(name + " is " + quoted(value) + ", not " + known.right());
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /// `a, b or c`
    private static String listed(List<String> all) {
        if (all.size() == 1) return all.getFirst();
        return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
    }
}
