package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.Message;
import org.posthouse.mail.Recipient;

/// One message for those of its recipients that go the same way now.
///
/// @param home the agenda it was taken from, and to which its recipients return
/// @param recipients all waiting, at least one
/// @param leg which hop of the route it is on its way to
record Parcel(Agenda home, Message message, List<Recipient> recipients, Route route, int leg) {
    Parcel {
        recipients = List.copyOf(recipients);
    }

    Hop hop() {
        return route.hops().get(leg);
    }

    Parcel onLeg(int other) {
        return new Parcel(home, message, recipients, route, other);
    }
}
