package org.posthouse.cli;

import module java.base;

import org.posthouse.conf.Durations;
import org.posthouse.conf.Reading;
import org.posthouse.control.Filter;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Which messages a command is about, told by what they are like.
final class FilterOptions {
    @Option(
            names = "--destination",
            paramLabel = "HOST",
            description = "The host a recipient's path leads to next; *.DOMAIN for all below it.")
    private Optional<String> destination = Optional.empty();

    @Option(
            names = "--sender",
            paramLabel = "ADDRESS",
            description = "USER@HOST, @HOST for all users there, or '<>' for notices.")
    private Optional<String> sender = Optional.empty();

    @Option(names = "--recipient", paramLabel = "ADDRESS", description = "USER@HOST or @HOST.")
    private Optional<String> recipient = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "waiting|held",
            converter = State.class,
            description = "Recipients to be attempted, or kept until they are released.")
    private Optional<Filter.Open> state = Optional.empty();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            converter = Age.class,
            description = "Messages that arrived longer ago than this: 90s, 15m, 4h, 5d.")
    private Optional<Duration> age = Optional.empty();

    /// Reads `--state`.
    static final class State implements ITypeConverter<Filter.Open> {
        @Override
        public Filter.Open convert(String text) {
            return Filter.Open.parse(text)
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "a state is waiting or held, not \"" + text + "\""));
        }
    }

    /// Reads `--older-than`.
    static final class Age implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return switch (Durations.read(text)) {
                case Reading.Good<Duration>(var age) -> age;
                case Reading.Bad<Duration>(var why) -> throw new TypeConversionException(why);
            };
        }
    }

    /// @throws Stop when a condition makes no sense
    Filter filter() {
        var filter =
                new Filter(destination, sender, recipient, state, age.map(Instant.now()::minus));
        filter.mistake()
                .ifPresent(
                        why -> {
                            throw Stop.usage(why);
                        });
        return filter;
    }
}
