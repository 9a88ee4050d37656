package org.posthouse.conf;

import module java.base;

import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// The values of the file: what each must be to be taken, and how it is written again.
final class Values {
    private Values() {}

    static Reading<String> text(Object value) {
        return switch (value) {
            case String text -> new Reading.Good<>(text);
            case Long _, Double _, Boolean _ ->
                    bad(value, "text", "; write it in quotes: \"" + value + "\"");
            default -> bad(value, "text in quotes", "");
        };
    }

    static Reading<Integer> number(Object value, int least, int most) {
        String range = "a whole number from " + least + " to " + most;
        return switch (value) {
            case Long number when number >= least && number <= most ->
                    new Reading.Good<>(number.intValue());
            case Long number -> new Reading.Bad<>(number + " is not " + range);
            case String text when text.matches("-?\\d+") ->
                    bad(value, range, "; write it without quotes: " + text);
            default -> bad(value, range, "");
        };
    }

    static Reading<Duration> duration(Object value) {
        return switch (value) {
            case String text -> Durations.read(text);
            case Long number ->
                    new Reading.Bad<>(
                            number + " has no unit; write \"" + number + "s\" if it is seconds");
            default -> bad(value, Durations.form(), "");
        };
    }

    static Reading<Long> size(Object value) {
        return switch (value) {
            case String text -> Sizes.read(text);
            case Long number when number >= 0 -> new Reading.Good<>(number);
            default -> bad(value, Sizes.form(), "");
        };
    }

    static Reading<Boolean> yes(Object value) {
        return switch (value) {
            case Boolean yes -> new Reading.Good<>(yes);
            case String text when text.equals("true") || text.equals("false") ->
                    bad(value, "true or false", "; write it without quotes: " + text);
            default -> bad(value, "true or false", "");
        };
    }

    private static <T> Reading<T> bad(Object value, String wanted, String remedy) {
        return new Reading.Bad<>(kind(value) + " is not " + wanted + remedy);
    }

    /// For people: the value itself where it is short, else what kind of value it is.
    static String kind(Object value) {
        return switch (value) {
            case TomlTable _ -> "a table";
            case TomlArray _ -> "a list";
            case String text when text.length() > 60 -> "this text";
            case String text -> quoted(text);
            default -> value.toString();
        };
    }

    /// As the file writes it.
    static String toml(Object value) {
        return switch (value) {
            case TomlArray list -> toml(list.toList());
            case Collection<?> list ->
                    list.stream().map(Values::toml).collect(Collectors.joining(", ", "[", "]"));
            case Number _, Boolean _ -> value.toString();
            case Duration duration -> quoted(Durations.write(duration));
            case Enum<?> word -> quoted(word.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        return '"' + Toml.tomlEscape(text).toString() + '"';
    }
}
