package org.posthouse.conf;

import module java.base;

/// Lengths of time as the file writes them: a number and a unit, `90s`, `15m`, `4h`, `5d`; `250ms`
/// where a second is long.
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final List<Unit> UNITS =
            List.of(
                    new Unit("d", Duration.ofDays(1)),
                    new Unit("h", Duration.ofHours(1)),
                    new Unit("m", Duration.ofMinutes(1)),
                    new Unit("s", Duration.ofSeconds(1)),
                    new Unit("ms", Duration.ofMillis(1)));

    private Durations() {}

    private record Unit(String name, Duration length) {}

    public static Reading<Duration> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) return new Reading.Bad<>("\"" + text + "\" is not " + form());
        int number = Integer.parseInt(form.group(1));
        return UNITS.stream()
                .filter(unit -> unit.name.equals(form.group(2)))
                .<Reading<Duration>>map(
                        unit -> new Reading.Good<>(unit.length.multipliedBy(number)))
                .findFirst()
                .orElseThrow();
    }

    /// In the largest unit that leaves nothing over.
    public static String write(Duration duration) {
        long millis = duration.toMillis();
        for (Unit unit : UNITS) {
            long length = unit.length.toMillis();
            if (millis != 0 && millis % length == 0) return millis / length + unit.name;
        }
        return "0s";
    }

    static String form() {
        return "a duration such as \"90s\", \"15m\", \"4h\" or \"5d\"";
    }
}
