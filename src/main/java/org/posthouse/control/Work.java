package org.posthouse.control;

import module java.base;

import org.posthouse.control.Done.Why;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.State;
import org.posthouse.mail.Recipient.Waiting;

/// What can be done with a recipient in the queue.
public sealed interface Work {
    /// Attempt it now.
    record Retry() implements Work {}

    /// Keep it until a person releases it.
    record Hold(String reason) implements Work {
        public Hold {
            reason = inOneLine(reason);
        }
    }

    /// Let a held one go, and attempt it now.
    record Release() implements Work {}

    /// Give it up and tell nobody.
    record Delete() implements Work {}

    /// Give it up and tell the sender.
    record Bounce(String reason) implements Work {
        public Bounce {
            reason = inOneLine(reason);
        }
    }

    /// What becomes of a recipient.
    sealed interface Change {}

    record To(State state) implements Change {}

    record Not(Why why) implements Change {}

    int LONGEST = 400; // characters of a reason

    String STATUS = "5.3.0"; // RFC 3463 section 3.4: the mail system, nothing closer defined

    /// The state that this work gives a recipient, or why it leaves it as it is.
    default Change change(Recipient recipient, Instant now) {
        return switch (recipient.state()) {
            case Delivered _, Failed _ -> new Not(Why.GONE);
            case Waiting waiting -> waiting(waiting, now);
            case Held held -> held(held, now);
        };
    }

    private Change waiting(Waiting waiting, Instant now) {
        return switch (this) {
            case Retry() -> new To(dueAt(waiting, now));
            case Hold(var reason) -> new To(new Held(reason, waiting));
            case Release() -> new Not(Why.NOT_HELD);
            case Delete(), Bounce _ -> givenUp(now);
        };
    }

    private Change held(Held held, Instant now) {
        return switch (this) {
            case Retry() -> new Not(Why.HELD);
            case Hold(var reason) -> new To(new Held(reason, held.before()));
            case Release() -> new To(dueAt(held.before(), now));
            case Delete(), Bounce _ -> givenUp(now);
        };
    }

    private Change givenUp(Instant now) {
        return new To(new Failed(now, Diagnosis.ours(STATUS, words())));
    }

    private static Waiting dueAt(Waiting waiting, Instant now) {
        return new Waiting(waiting.attempts(), now, waiting.warned(), waiting.last());
    }

    /// Why a recipient failed, for a notice.
    private String words() {
        return switch (this) {
            case Bounce(var reason) -> "returned by the postmaster: " + reason;
            case Delete() -> "deleted by the postmaster";
            case Retry(), Hold _, Release() -> throw new IllegalStateException("no failure");
        };
    }

    /// What was done, for a log: an event and its particulars.
    default String event() {
        return switch (this) {
            case Retry() -> "retried by=postmaster";
            case Hold(var reason) -> "held by=postmaster reason=\"" + reason + "\"";
            case Release() -> "released by=postmaster";
            case Delete() -> "deleted by=postmaster";
            case Bounce(var reason) -> "returned by=postmaster reason=\"" + reason + "\"";
        };
    }

    /// Words of a person go into a log and a notice, where a line of their own would be another's.
    private static String inOneLine(String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
