package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Collection;
import org.posthouse.mail.Delivery;

/// A parcel that a host has come for. For one thread.
final class Loan implements Collection.Lent {
    private final Parcel parcel;
    private final Consignment delivery;
    private boolean written;

    Loan(Parcel parcel, Hops hops) {
        this.parcel = parcel;
        this.delivery = new Consignment(parcel, hops.aliases(), hops.originals());
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }

    @Override
    public String knownAs() {
        return parcel.route().knownAs();
    }

    @Override
    public void write() throws IOException {
        if (written) return;
        written = true;
        parcel.home().settle(delivery);
        if (!parcel.home().settles())
            throw new IOException("what became of messages cannot be written down now");
    }

    @Override
    public void close() {
        try {
            if (!written) parcel.home().back(parcel);
        } finally {
            written = true;
            delivery.close();
        }
    }
}
