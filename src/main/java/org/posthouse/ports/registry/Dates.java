package org.posthouse.ports.registry;

import module java.base;

/// Dates as the sources have them: a year, a month or a day, ISO 8601. They are compared as far as
/// they go, and never made more precise than they are.
public final class Dates {
    /// The last list in print, RFC 1700.
    public static final String LAST_LIST = "1994-10";

    /// The oldest list of numbers, RFC 349, is of 1972-05-30; RFC 322 called for it in March.
    public static final String FIRST_YEAR = "1972";

    private static final Pattern SHAPE =
            Pattern.compile("\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?");

    private static final int DAY = "yyyy-mm-dd".length();

    private Dates() {}

    /// Whether there is such a year, month or day.
    public static boolean isDate(String text) {
        return SHAPE.matcher(text).matches() && (text.length() < DAY || isInCalendar(text));
    }

    private static boolean isInCalendar(String day) {
        try {
            LocalDate.parse(day);
            return true;
        } catch (DateTimeParseException _) {
            return false; // 30 February
        }
    }

    static boolean isDay(String text) {
        return isDate(text) && text.length() == DAY;
    }

    /// Whether the day, month or year ends at or after the beginning of the other.
    public static boolean reaches(String date, String other) {
        return (date + "~").compareTo(other) >= 0; // above every digit and dash
    }

    /// The first and the last day on which the log of changes was kept.
    public static String logBegins() {
        return Shipped.of("log").at(1);
    }

    public static String logEnds() {
        return Shipped.of("log").at(2);
    }

    private static final class Shipped {
        static final Table TABLE = Table.shipped("dates.tsv");

        static Table.Row of(String key) {
            return TABLE.of(key).getFirst();
        }
    }
}
