package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Section;

/// How the queue is worked: the table `[queue]`.
///
/// @param patience `retry`, `give-up`, `warn-after` where a route does not say otherwise
/// @param connections `connections`: to one hop at one time, where its route does not say otherwise
/// @param window `window`: recipients kept in memory in all; the others wait on disk
/// @param idle `idle`: how long a conversation with a hop is kept open for the next message
/// @param messages `messages`: the most that one conversation carries
/// @param whole `whole`: octets up to which a notice returns the whole message, else its header
///   only
/// @param drain `drain`: how long attempts under way have to end when the program does
public record DispatchSettings(
        Patience patience,
        int connections,
        int window,
        Duration idle,
        int messages,
        long whole,
        Duration drain) {
    private static final DispatchSettings DEFAULTS =
            new DispatchSettings(
                    Patience.defaults(),
                    20,
                    10_000,
                    Duration.ofSeconds(5),
                    100,
                    50 * 1024,
                    Duration.ofSeconds(20));

    public static DispatchSettings defaults() {
        return DEFAULTS;
    }

    public static DispatchSettings from(Section section) {
        return new DispatchSettings(
                Patience.from(section, DEFAULTS.patience),
                section.number("connections", DEFAULTS.connections, 1, 1000),
                section.number("window", DEFAULTS.window, 100, 1_000_000),
                section.duration("idle", DEFAULTS.idle),
                section.number("messages", DEFAULTS.messages, 1, 1_000_000),
                section.size("whole", DEFAULTS.whole),
                section.duration("drain", DEFAULTS.drain));
    }
}
