package org.posthouse.ports.identify;

import module java.base;

/// How long to wait.
///
/// @param connection for a connection to come about; after that the port counts as filtered
/// @param greeting for the first word of a service that speaks first
/// @param inside the same within TLS, where the one outside has been waited for in vain
/// @param answer for an answer once it has spoken, whole
/// @param pause within what is not a line, after which it counts as said
/// @param probe for the first octet of an answer from one that was silent
/// @param whole for all together
public record Patience(
        Duration connection,
        Duration greeting,
        Duration inside,
        Duration answer,
        Duration pause,
        Duration probe,
        Duration whole) {
    /// For this machine: nobody's line is slow.
    public static Patience local() {
        return new Patience(
                Duration.ofSeconds(1),
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                Duration.ofSeconds(2),
                Duration.ofMillis(40),
                Duration.ofMillis(300),
                Duration.ofSeconds(15));
    }

    /// For all others.
    public static Patience remote() {
        return new Patience(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60));
    }

    /// @return [#local] for an address of this machine's own, else [#remote]
    public static Patience towards(InetAddress address) {
        return Own.has(address) ? local() : remote();
    }

    public Patience withGreeting(Duration greeting) {
        return new Patience(connection, greeting, greeting, answer, pause, probe, whole);
    }

    Patience withinTls(Duration inside) {
        return new Patience(connection, greeting, inside, answer, pause, probe, whole);
    }

    public Patience withConnection(Duration connection) {
        return new Patience(connection, greeting, inside, answer, pause, probe, whole);
    }

    public Patience withWhole(Duration whole) {
        return new Patience(connection, greeting, inside, answer, pause, probe, whole);
    }
}
