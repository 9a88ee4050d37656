package org.posthouse.control;

import module java.base;

import org.posthouse.mail.MessageId;

/// What an operation came to.
///
/// @param messages in which something was done
/// @param recipients for whom it was done
/// @param left messages that were meant but left as they were
/// @param undone the first of those left, and why; at most [#NAMED]
public record Done(long messages, long recipients, long left, List<Undone> undone) {
    static final int NAMED = 1_000;

    static final Done NOTHING = new Done(0, 0, 0, List.of());

    public Done {
        undone = List.copyOf(undone);
    }

    public record Undone(MessageId id, Why why) {}

    /// Why a message was left as it was.
    public enum Why {
        GONE("is not in the queue: delivered, given up or never there"),
        HELD("is held; release it first"),
        NOT_HELD("is not held"),
        ROUTE_HOLDS(
                "would be held again at once: its route says hold: and names no other hop; change"
                        + " the route, then release it"),
        UNANSWERABLE("is itself a notice, about which no notice is sent; delete or hold it"),
        BUSY("changed each time it was touched; ask again");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /// To be read after the id.
        public String words() {
            return words;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Why> parse(String word) {
            return Stream.of(values()).filter(why -> why.word().equals(word)).findFirst();
        }
    }

    /// Both together, for work done in several goes.
    public Done and(Done other) {
        return new Done(
                messages + other.messages,
                recipients + other.recipients,
                left + other.left,
                Stream.concat(undone.stream(), other.undone.stream()).limit(NAMED).toList());
    }
}
