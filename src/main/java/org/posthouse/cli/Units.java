package org.posthouse.cli;

import module java.base;

/// Times and sizes in four or five characters, for tables.
final class Units {
    private static final List<String> SIZES = List.of("", "K", "M", "G", "T");

    private Units() {}

    /// `9s`, `15m`, `4h`, `12d`: whole units, rounded down; `0s` for what is not past.
    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) return seconds + "s";
        if (seconds < 3600) return seconds / 60 + "m";
        if (seconds < 48 * 3600) return seconds / 3600 + "h";
        return seconds / 86_400 + "d";
    }

    /// `now`, or how long it is until then.
    static String until(Instant then, Instant now) {
        return then.isAfter(now) ? span(Duration.between(now, then)) : "now";
    }

    /// `812`, `1.2K`, `34M`: in octets, by 1024.
    static String size(long octets) {
        double size = octets;
        int unit = 0;
        while (size >= 1000 && unit < SIZES.size() - 1) {
            size /= 1024;
            unit++;
        }
        String digits = unit == 0 || size >= 10 ? "%.0f" : "%.1f";
        return String.format(Locale.ROOT, digits, size) + SIZES.get(unit);
    }
}
