package org.posthouse.cli;

import module java.base;

import org.posthouse.conf.Durations;
import org.posthouse.conf.Reading;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the option `--timeout`: seconds as a plain number, as swaks takes them, or a length of
/// time with its unit. There is no waiting for ever.
final class Timeout implements ITypeConverter<Duration> {
    private static final Duration MOST = Duration.ofDays(1);

    @Override
    public Duration convert(String text) {
        Duration time = read(text.matches("\\d+") ? text + "s" : text);
        if (time.isZero() || time.compareTo(MOST) > 0)
            throw new TypeConversionException(
                    "\"" + text + "\" is not between 1ms and " + Durations.write(MOST));
        return time;
    }

    private static Duration read(String text) {
        return switch (Durations.read(text)) {
            case Reading.Good<Duration>(var time) -> time;
            case Reading.Bad<Duration>(var why) -> throw new TypeConversionException(why);
        };
    }
}
