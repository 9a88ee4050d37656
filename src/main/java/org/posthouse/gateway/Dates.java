package org.posthouse.gateway;

import module java.base;

/// Reads a date as RFC 733, 822, 2822 or 5322 has it, or as mail programs got it wrong, and writes
/// it for old or new readers.
final class Dates {
    /// RFC 5322 section 3.3; RFC 733's grammar has it too, and a day of the week that came is not
    /// lost on the way through an old host.
    private static final DateTimeFormatter MODERN =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    private static final DateTimeFormatter RFC_822 =
            DateTimeFormatter.ofPattern("EEE, d MMM yy HH:mm:ss Z", Locale.ROOT);
    private static final Pattern DATE =
            Pattern.compile(
                    "(?:[A-Za-z]+\\s*,?\\s*)?(?<day>\\d{1,2})[\\s-]*(?<month>[A-Za-z]{3})[A-Za-z]*"
                        + "\\.?[\\s-]*(?<year>\\d{4}|\\d{2,3})\\s+(?:at\\s+)?(?<hour>\\d{1,2}?):?"
                        + "(?<minute>\\d{2})(?::?(?<second>\\d{2}))?\\s*(?<zone>[-+]\\d{4}"
                        + "|-?[A-Za-z]{1,4})?(?![A-Za-z0-9]).*");
    private static final int LONGEST = 200;
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    /// Hours from Greenwich (RFC 733, RFC 822 section 5.1). A letter alone says nothing: RFC 822
    /// had their signs the wrong way round (RFC 5322 section 4.3).
    private static final Map<String, String> ZONES =
            Map.ofEntries(
                    Map.entry("UT", "+0000"),
                    Map.entry("UTC", "+0000"),
                    Map.entry("GMT", "+0000"),
                    Map.entry("Z", "+0000"),
                    Map.entry("NST", "-0330"),
                    Map.entry("AST", "-0400"),
                    Map.entry("ADT", "-0300"),
                    Map.entry("EST", "-0500"),
                    Map.entry("EDT", "-0400"),
                    Map.entry("CST", "-0600"),
                    Map.entry("CDT", "-0500"),
                    Map.entry("MST", "-0700"),
                    Map.entry("MDT", "-0600"),
                    Map.entry("PST", "-0800"),
                    Map.entry("PDT", "-0700"),
                    Map.entry("YST", "-0900"),
                    Map.entry("YDT", "-0800"),
                    Map.entry("HST", "-1000"),
                    Map.entry("HDT", "-0900"));

    private Dates() {}

    /// @return nothing when it is no date
    static Optional<OffsetDateTime> read(String text) {
        if (text.length() > LONGEST) return Optional.empty();
        Matcher date = DATE.matcher(text.replaceAll("\\([^()]*\\)", " ").strip());
        if (!date.matches()) return Optional.empty();
        try {
            return Optional.of(
                    OffsetDateTime.of(
                            year(date.group("year")),
                            1 + MONTHS.indexOf(date.group("month").toLowerCase(Locale.ROOT)),
                            Integer.parseInt(date.group("day")),
                            Integer.parseInt(date.group("hour")),
                            Integer.parseInt(date.group("minute")),
                            seconds(Objects.requireNonNullElse(date.group("second"), "0")),
                            0,
                            zone(Objects.requireNonNullElse(date.group("zone"), "GMT"))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// RFC 5322 section 4.3: two digits below 50 are of this century, three count from 1900.
    private static int year(String text) {
        int year = Integer.parseInt(text);
        return switch (text.length()) {
            case 2 -> year + (year < 50 ? 2000 : 1900);
            case 3 -> year + 1900;
            default -> year;
        };
    }

    private static int seconds(String text) {
        return Math.min(Integer.parseInt(text), 59); // a leap second
    }

    private static ZoneOffset zone(String text) {
        if (text.matches("[-+]\\d{4}")) return ZoneOffset.of(text);
        String name = text.replace("-", "").toUpperCase(Locale.ROOT);
        return ZoneOffset.of(ZONES.getOrDefault(name, "+0000"));
    }

    static String modern(OffsetDateTime date) {
        return MODERN.format(date);
    }

    /// Whether a text is a date as RFC 5322 section 3.3 has it, or nearly.
    static boolean isModern(String text) {
        return text.matches(
                "([A-Za-z]{3}, +)?\\d{1,2} +[A-Za-z]{3} +\\d{4} +\\d{2}:\\d{2}(:\\d{2})? +"
                        + "([-+]\\d{4}|[A-Z]{1,3})( *\\(.*\\))?");
    }

    static String old(OffsetDateTime date, ShapeSettings.Dates form) {
        return switch (form) {
            case RFC_733 -> MODERN.format(date);
            case RFC_822 -> RFC_822.format(date);
        };
    }
}
