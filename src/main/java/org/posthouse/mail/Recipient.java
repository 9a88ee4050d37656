package org.posthouse.mail;

import module java.base;

/// One recipient of a message and how far its delivery has come.
///
/// @param number its place in the envelope, from 0
/// @param request what the sender asked for with it
public record Recipient(int number, MailPath path, Request request, State state) {
    /// One with whom nothing was asked for.
    public Recipient(int number, MailPath path, State state) {
        this(number, path, Request.NONE, state);
    }

    /// How far delivery has come. [Waiting] and [Held] are open: the message stays in the queue for
    /// their sake.
    public sealed interface State {
        default boolean open() {
            return switch (this) {
                case Waiting _, Held _ -> true;
                case Delivered _, Failed _ -> false;
            };
        }
    }

    /// To be attempted.
    ///
    /// @param attempts those already made
    /// @param next when the next one is due
    /// @param warned when the sender was told of the delay (RFC 5321 section 4.5.4.1), if it was
    /// @param last what the latest attempt came to, if there was one
    public record Waiting(
            int attempts, Instant next, Optional<Instant> warned, Optional<Diagnosis> last)
            implements State {
        public static Waiting fresh(Instant next) {
            return new Waiting(0, next, Optional.empty(), Optional.empty());
        }
    }

    /// Kept until a person releases it.
    ///
    /// @param reason for that person
    /// @param before what to return to
    public record Held(String reason, Waiting before) implements State {}

    /// The next host, or the mailbox, has it.
    public record Delivered(Instant at, String remote, String reply) implements State {}

    /// It will not be delivered; a notice was sent or could not be.
    public record Failed(Instant at, Diagnosis why) implements State {}

    public Recipient with(State next) {
        return new Recipient(number, path, request, next);
    }

    /// The same by another path, as it is written elsewhere.
    public Recipient by(MailPath other) {
        return new Recipient(number, other, request, state);
    }

    /// The same asking for something else.
    public Recipient asking(Request other) {
        return new Recipient(number, path, other, state);
    }
}
