package org.posthouse.dispatch;

import module java.base;

import org.posthouse.dispatch.HopQueue.Seat;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries parcels to one hop, one after the other over one conversation, until none waits.
final class Courier implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final HopQueue queue;
    private final Hops hops;
    private Optional<Seat> seat = Optional.empty();

    Courier(HopQueue queue, Hops hops) {
        this.queue = queue;
        this.hops = hops;
    }

    @Override
    public void run() {
        Optional<Parcel> next = Optional.empty();
        try {
            seat = queue.seat();
            for (next = queue.next(seat); next.isPresent(); next = queue.next(seat))
                carry(next.get());
        } finally {
            if (next.isPresent()) queue.lost(); // not even the catch below could keep it going
        }
    }

    private void carry(Parcel parcel) {
        try {
            switch (queue.hop()) {
                case Hop.Hold() -> parcel.home().settle(Settlement.held(parcel));
                case Hop.Discard() -> {
                    var delivery = new Consignment(parcel, hops.aliases(), hops.originals());
                    delivery.settleRest(new Outcome.Delivered("discard:", "discarded"));
                    parcel.home().settle(delivery);
                }
                case Hop.Place _, Hop.Remote _, Hop.Collect _ -> convey(parcel);
            }
        } catch (RuntimeException e) {
            LOG.error("{} a fault of ours ended an attempt", parcel.message().id(), e);
            parcel.home().putOff(parcel);
        } finally {
            queue.left(parcel);
        }
    }

    private void convey(Parcel parcel) {
        if (!parcel.home().settles()) {
            parcel.home().putOff(parcel); // what was delivered now could not be written down
            return;
        }
        Optional<String> down = queue.down();
        if (down.isPresent()) {
            elsewhere(parcel, down.get());
            return;
        }
        if (seat.isPresent()) {
            Consignment delivery = deliver(parcel, seat.get());
            // A peer may end an idle conversation at any time, and we see it only now.
            if (!delivery.untouched()) {
                report(delivery);
                return;
            }
        }
        try {
            seat = Optional.of(new Seat(queue.converse(), 0));
            if (choice(parcel)) hops.known().answered(queue.hop());
        } catch (IOException e) {
            queue.failed(words(e));
            if (KnownHosts.refuses(e) && choice(parcel))
                hops.known().refused(queue.hop(), words(e));
            elsewhere(parcel, words(e));
            return;
        }
        report(deliver(parcel, seat.get()));
    }

    /// Whether it could as well go another way, so that it matters what is known of this one.
    private static boolean choice(Parcel parcel) {
        return parcel.route().hops().size() > 1;
    }

    private Consignment deliver(Parcel parcel, Seat mine) {
        var delivery = new Consignment(parcel, hops.aliases(), hops.originals());
        seat = Optional.empty();
        try {
            delivery.over(mine.conversation());
            mine.conversation().deliver(delivery);
        } catch (IOException e) {
            delivery.broke(words(e));
        } catch (RuntimeException e) {
            LOG.error("{} a fault of ours ended an attempt", parcel.message().id(), e);
            delivery.faulted();
        } finally {
            delivery.close();
        }
        int carried = mine.carried() + 1;
        if (delivery.whole()
                && mine.conversation().usable()
                && carried < hops.settings().messages())
            seat = Optional.of(new Seat(mine.conversation(), carried));
        else HopQueue.hangUp(mine);
        return delivery;
    }

    private void report(Consignment delivery) {
        switch (delivery.impression()) {
            case Consignment.Impression.Good() -> queue.succeeded();
            case Consignment.Impression.Fair() -> queue.answered();
            case Consignment.Impression.Bad(var why) -> queue.failed(why);
            case Consignment.Impression.None() -> {
                // the trouble was ours
            }
        }
        if (!hops.cut()) delivery.deferRest();
        else Thread.interrupted(); // it has done its part; what is written now must not break off
        delivery.parcel().home().settle(delivery);
    }

    /// This hop is out of reach: to the next one of the route that is not, if there is one.
    private void elsewhere(Parcel parcel, String why) {
        OptionalInt other = hops.firstUp(parcel.route(), parcel.leg() + 1);
        if (other.isPresent()) {
            hops.offer(parcel.onLeg(other.getAsInt()));
            return;
        }
        var delivery = new Consignment(parcel, hops.aliases(), hops.originals());
        if (!hops.cut()) delivery.settleRest(new Outcome.Deferred(Diagnosis.ours("4.4.1", why)));
        parcel.home().settle(delivery);
    }

    static void close(Seat seat) {
        try {
            seat.conversation().close();
        } catch (IOException e) {
            LOG.debug("a conversation ended without a farewell: {}", words(e));
        }
    }

    private static String words(IOException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
