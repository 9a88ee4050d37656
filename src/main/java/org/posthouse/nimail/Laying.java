package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Acquaintance;

/// How NIFTP is laid on TCP for one host, as far as we know (docs/nimail.md, on TCP): from the
/// hop's settings, from earlier conversations, or by trying. Nobody knows which way the hosts of
/// port 61 had it; unix-niftp wants to hear the called service's name first.
final class Laying {
    private static final String MAPPING = "mapping"; // the fact's name
    private static final String SERVICE = "ftp.mail"; // as unix-niftp calls it

    /// What a hop's settings say.
    enum Wish {
        AUTO,
        STRAIGHT,
        SERVICE
    }

    /// Whether the next call is to show it.
    enum Certainty {
        KNOWN,
        GUESSED
    }

    private enum Way {
        STRAIGHT,
        NAMED;

        private Way other() {
            return this == STRAIGHT ? NAMED : STRAIGHT;
        }

        private static Optional<Way> of(String fact) {
            return Arrays.stream(values()).filter(way -> way.fact().equals(fact)).findFirst();
        }

        private String fact() {
            return this == STRAIGHT ? "straight" : "service";
        }
    }

    private final Acquaintance host;
    private final boolean told;
    private Certainty certainty;
    private Way way;
    private int failures;

    Laying(Wish wish, Acquaintance host) {
        this.host = host;
        this.told = wish != Wish.AUTO;
        Optional<Way> before = host.recall(MAPPING).flatMap(Way::of);
        this.way =
                switch (wish) {
                    case STRAIGHT -> Way.STRAIGHT;
                    case SERVICE -> Way.NAMED;
                    case AUTO -> before.orElse(Way.STRAIGHT);
                };
        this.certainty = told || before.isPresent() ? Certainty.KNOWN : Certainty.GUESSED;
    }

    Certainty certainty() {
        return certainty;
    }

    /// The called service's name that is to be said first; empty when none is.
    String service() {
        return way == Way.STRAIGHT ? "" : SERVICE;
    }

    /// The host has answered.
    void answered() {
        if (told) return;
        certainty = Certainty.KNOWN;
        host.learn(MAPPING, way.fact());
    }

    /// The host has not answered what we wanted, or not in NIFTP.
    ///
    /// @return whether there is another way to try, which is the one from now on
    boolean unanswered() {
        if (told) return false;
        certainty = Certainty.GUESSED;
        way = way.other();
        failures++;
        if (failures > 1) {
            host.forget(MAPPING);
            return false;
        }
        // Remembered even if the host, busy with what it made of our words, takes no call now.
        host.learn(MAPPING, way.fact());
        return true;
    }
}
