package org.posthouse.mail;

import module java.base;

/// Of what a sender wants to be told about one recipient: the NOTIFY parameter (RFC 3461 section
/// 4.1).
public sealed interface Notify {
    /// What may become of a message for a recipient.
    enum Event {
        SUCCESS,
        FAILURE,
        DELAY
    }

    /// Nothing was said: of failures and delays, as always (RFC 3461 section 4.1, the last
    /// paragraph).
    record Unsaid() implements Notify {}

    /// Of nothing, whatever happens.
    record Never() implements Notify {}

    /// @param events at least one
    record On(Set<Event> events) implements Notify {
        public On {
            if (events.isEmpty()) throw new IllegalArgumentException("NEVER is said otherwise");
            events = Collections.unmodifiableSet(EnumSet.copyOf(events));
        }
    }

    /// Whether the sender is to be told of it.
    default boolean on(Event event) {
        return switch (this) {
            case Unsaid() -> event != Event.SUCCESS;
            case Never() -> false;
            case On(var events) -> events.contains(event);
        };
    }

    /// Understands the parameter's value. Upper and lower case are the same, and elements may be
    /// empty (RFC 822 section 2.7, by whose rules RFC 3461 is written).
    static Optional<Notify> parse(String value) {
        if (value.equalsIgnoreCase("NEVER")) return Optional.of(new Never());
        var events = EnumSet.noneOf(Event.class);
        for (String word : value.split(",", -1)) {
            if (word.isEmpty()) continue;
            Optional<Event> event =
                    Stream.of(Event.values())
                            .filter(one -> one.name().equalsIgnoreCase(word))
                            .findFirst();
            if (event.isEmpty()) return Optional.empty();
            events.add(event.get());
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(new On(events));
    }

    /// The parameter's value, if there is to be one.
    default Optional<String> written() {
        return switch (this) {
            case Unsaid() -> Optional.empty();
            case Never() -> Optional.of("NEVER");
            case On(var events) ->
                    Optional.of(events.stream().map(Event::name).collect(Collectors.joining(",")));
        };
    }
}
