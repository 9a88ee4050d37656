package org.posthouse.ports.identify;

import module java.base;

/// What one connection came to, and what was said on it.
record Attempt(Finding finding, List<Evidence> evidence) {
    Attempt {
        evidence = List.copyOf(evidence);
    }

    /// Whether what came in answer to a strange question begins like a greeting, as that of a
    /// service which was slow to give one.
    boolean soundsLikeGreeting() {
        return evidence.stream()
                .filter(e -> e.side() == Evidence.Side.READ && !e.octets().isEmpty())
                .findFirst()
                .filter(e -> isGreeting(Opening.of(e.octets())))
                .isPresent();
    }

    private static boolean isGreeting(Opening opening) {
        return switch (opening) {
            case REPLY, POP3, IMAP, SSH, MANAGESIEVE, TELNET -> true;
            case POP2, HTTP, OTHER -> false;
        };
    }
}
