package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Message;
import org.posthouse.mail.Notify.Event;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.Waiting;

/// What an attempt changes in the queue: a value, so that it can be kept until it is written.
///
/// @param seen the records it was made from
/// @param states the recipients as they are to be from now on; those of the parcel that are not
///   among them stay as they are
/// @param told those of `states` of whom somebody is to be told
record Settlement(Parcel parcel, List<Recipient> seen, List<Recipient> states, Told told) {
    Settlement {
        seen = List.copyOf(seen);
        states = List.copyOf(states);
    }

    static Settlement held(Parcel parcel) {
        String reason = parcel.route().heldBecause();
        return new Settlement(
                parcel,
                parcel.recipients(),
                parcel.recipients().stream()
                        .map(r -> r.with(new Held(reason, waiting(r))))
                        .toList(),
                Told.NOTHING);
    }

    /// Judges an attempt. All recipients that are to be tried again get the same time, so that they
    /// travel together again.
    static Settlement of(Consignment delivery, Instant now, RandomGenerator random) {
        long drawn = random.nextLong();
        return new Judge(delivery, now, () -> drawn).judge();
    }

    static Waiting waiting(Recipient recipient) {
        return switch (recipient.state()) {
            case Waiting waiting -> waiting;
            case Held(_, var before) -> before;
            case Delivered _, Failed _ ->
                    throw new IllegalArgumentException("settled before: " + recipient);
        };
    }

    /// What is to be heard of it.
    Tidings tidings() {
        Message message = parcel.message();
        Instant until = message.origin().arrival().plus(parcel.route().patience().giveUp());
        return new Tidings(message, Optional.of(parcel.hop()), told, until);
    }

    /// The same once the acknowledgement it asks for is written.
    Settlement unacknowledged() {
        return new Settlement(parcel, seen, states, told.unacknowledged());
    }

    /// What was said last about a recipient of whom it is told.
    static Diagnosis why(Recipient recipient) {
        return switch (recipient.state()) {
            case Failed(_, var why) -> why;
            case Waiting(_, _, _, var last) -> last.orElseThrow();
            case Delivered(_, var remote, var reply) -> new Diagnosis("2.0.0", remote, reply);
            case Held _ -> throw new IllegalArgumentException("not to be told of: " + recipient);
        };
    }

    /// The same without a notice, because none can be made: what failed is left to a person.
    Settlement untold(String because) {
        return untold(
                (before, why) -> new Held(why.reply() + "; " + because, before),
                (_, after) -> after);
    }

    /// The same without a notice, because there is no room for one now: what failed is tried, and
    /// fails, another time.
    Settlement untoldUntil(Instant next) {
        return untold(
                (before, why) ->
                        new Waiting(before.attempts() + 1, next, before.warned(), Optional.of(why)),
                (before, after) ->
                        new Waiting(after.attempts(), after.next(), before.warned(), after.last()));
    }

    private Settlement untold(
            BiFunction<Waiting, Diagnosis, Recipient.State> instead, BinaryOperator<Waiting> late) {
        Map<Integer, Waiting> before =
                parcel.recipients().stream()
                        .collect(Collectors.toMap(Recipient::number, Settlement::waiting));
        List<Recipient> others =
                states.stream()
                        .map(
                                r -> {
                                    Waiting was = Objects.requireNonNull(before.get(r.number()));
                                    return switch (r.state()) {
                                        case Failed _ when !r.request().on(Event.FAILURE) -> r;
                                        case Failed(_, var why) -> r.with(instead.apply(was, why));
                                        case Waiting after -> r.with(late.apply(was, after));
                                        case Held _, Delivered _ -> r;
                                    };
                                })
                        .toList();
        return new Settlement(parcel, seen, others, Told.NOTHING);
    }

    /// Whether recipients remain in the queue after it.
    boolean open() {
        return states.stream().anyMatch(r -> r.state().open());
    }

    /// The same for a message whose records have changed since: who is to wait or to be held stays
    /// as somebody else has left him.
    ///
    /// @param now those of the parcel's recipients that are still there
    Settlement since(List<Recipient> now) {
        var unchanged = new HashSet<>(now);
        unchanged.retainAll(seen);
        Set<Integer> same = numbers(unchanged);
        Set<Integer> there = numbers(now);
        Predicate<Recipient> stands =
                r -> r.state().open() ? same.contains(r.number()) : there.contains(r.number());
        List<Recipient> left = states.stream().filter(stands).toList();
        Set<Integer> changing = numbers(left);
        return new Settlement(
                parcel,
                now.stream().filter(r -> changing.contains(r.number())).toList(),
                left,
                told.only(stands));
    }

    private static Set<Integer> numbers(Collection<Recipient> recipients) {
        return recipients.stream().map(Recipient::number).collect(Collectors.toSet());
    }

    private static final class Judge {
        private final Consignment delivery;
        private final Parcel parcel;
        private final Instant now;
        private final RandomGenerator random;
        private final List<Recipient> states = new ArrayList<>();
        private final List<Recipient> failed = new ArrayList<>();
        private final List<Recipient> delayed = new ArrayList<>();
        private final List<Recipient> served = new ArrayList<>();
        private final List<Recipient> acknowledged = new ArrayList<>();

        Judge(Consignment delivery, Instant now, RandomGenerator random) {
            this.delivery = delivery;
            this.parcel = delivery.parcel();
            this.now = now;
            this.random = random;
        }

        Settlement judge() {
            for (Recipient recipient : parcel.recipients())
                delivery.outcome(recipient).ifPresent(outcome -> judge(recipient, outcome));
            Set<Integer> judged = numbers(states);
            List<Recipient> seen =
                    parcel.recipients().stream().filter(r -> judged.contains(r.number())).toList();
            return new Settlement(
                    parcel, seen, states, new Told(failed, delayed, served, acknowledged));
        }

        private void judge(Recipient recipient, Outcome outcome) {
            switch (outcome) {
                case Outcome.Delivered(var remote, var reply) ->
                        serve(recipient.with(new Delivered(now, remote, reply)));
                case Outcome.Failed(var why) -> fail(recipient, why);
                case Outcome.Deferred(var why) -> defer(recipient, why);
            }
        }

        private void serve(Recipient served) {
            states.add(served);
            if (delivery.tells(served)) this.served.add(served);
            if (delivery.acknowledges()) acknowledged.add(served);
        }

        private void defer(Recipient recipient, Diagnosis why) {
            Waiting before = waiting(recipient);
            Patience patience = parcel.route().patience();
            Instant arrival = parcel.message().origin().arrival();
            int attempts = before.attempts() + 1;
            switch (Retry.next(attempts, arrival, now, patience, random)) {
                case Retry.GiveUp() -> fail(recipient, expired(why, patience));
                case Retry.At(var time) -> {
                    boolean warn =
                            Retry.warns(before.warned(), arrival, now, patience)
                                    && recipient.request().on(Event.DELAY)
                                    && !parcel.message().from().isNotice();
                    Recipient waits =
                            recipient.with(
                                    new Waiting(
                                            attempts,
                                            time,
                                            warn ? Optional.of(now) : before.warned(),
                                            Optional.of(why)));
                    states.add(waits);
                    if (warn) delayed.add(waits);
                }
            }
        }

        /// RFC 3463 section 3.5, X.4.7: delivery time expired.
        private static Diagnosis expired(Diagnosis last, Patience patience) {
            return new Diagnosis(
                    "4.4.7",
                    last.remote(),
                    "given up after " + words(patience.giveUp()) + "; at last: " + last.reply());
        }

        private static String words(Duration duration) {
            return org.posthouse.conf.Durations.write(duration);
        }

        /// RFC 3461 section 5.2.6: who has not asked to be told of failures is not told; the log
        /// is.
        private void fail(Recipient recipient, Diagnosis why) {
            if (parcel.message().from().isNotice()) {
                String reason = why.reply() + "; no notice is sent about a notice";
                states.add(recipient.with(new Held(reason, waiting(recipient))));
                return;
            }
            Recipient gone = recipient.with(new Failed(now, why));
            states.add(gone);
            if (gone.request().on(Event.FAILURE)) failed.add(gone);
        }
    }
}
