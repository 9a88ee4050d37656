package org.posthouse.cli;

import module java.base;

/// The time of a log line, ISO 8601 with milliseconds and offset. The part that changes but once a
/// second is kept.
final class Timestamp {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    private record Second(long since1970, String text, String offset) {
        static Second of(long since1970) {
            ZonedDateTime time = Instant.ofEpochSecond(since1970).atZone(ZoneId.systemDefault());
            return new Second(since1970, SECOND.format(time), OFFSET.format(time));
        }
    }

    private static volatile Second latest = Second.of(0);

    private Timestamp() {}

    static void at(long millis, StringBuilder to) {
        Second second = latest;
        if (second.since1970 != Math.floorDiv(millis, 1000)) {
            second = Second.of(Math.floorDiv(millis, 1000));
            latest = second;
        }
        int rest = Math.floorMod(millis, 1000);
        to.append(second.text).append('.');
        if (rest < 100) to.append('0');
        if (rest < 10) to.append('0');
        to.append(rest).append(second.offset);
    }
}
