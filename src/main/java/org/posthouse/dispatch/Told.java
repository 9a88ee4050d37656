package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Recipient;

/// Those recipients of a message of whom somebody is to be told, by what has become of them.
///
/// @param failed those of whom the sender is to hear that they will not get the message
/// @param delayed those of whom he is to hear that they have not got it yet
/// @param served those of whom he is to hear that they have it, or the next host has, because he
///   asked for that
/// @param acknowledged those who have it, or the next host has, and of whom `Acknowledge-To:` wants
///   a letter
record Told(
        List<Recipient> failed,
        List<Recipient> delayed,
        List<Recipient> served,
        List<Recipient> acknowledged) {
    static final Told NOTHING = new Told(List.of(), List.of(), List.of(), List.of());

    Told {
        failed = List.copyOf(failed);
        delayed = List.copyOf(delayed);
        served = List.copyOf(served);
        acknowledged = List.copyOf(acknowledged);
    }

    static Told failed(List<Recipient> recipients) {
        return new Told(recipients, List.of(), List.of(), List.of());
    }

    /// Whether the sender is to hear anything.
    boolean tellsSender() {
        return !failed.isEmpty() || !delayed.isEmpty() || !served.isEmpty();
    }

    boolean acknowledges() {
        return !acknowledged.isEmpty();
    }

    /// The same once the acknowledgement is written.
    Told unacknowledged() {
        return new Told(failed, delayed, served, List.of());
    }

    Told only(Predicate<Recipient> which) {
        return new Told(
                only(failed, which),
                only(delayed, which),
                only(served, which),
                only(acknowledged, which));
    }

    private static List<Recipient> only(List<Recipient> recipients, Predicate<Recipient> which) {
        return recipients.stream().filter(which).toList();
    }
}
