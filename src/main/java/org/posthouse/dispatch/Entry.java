package org.posthouse.dispatch;

import org.posthouse.mail.MessageId;
import org.posthouse.spool.Due;

/// One recipient of one message, as a name for leases.
record Entry(MessageId id, int number) {
    static Entry of(Due due) {
        return new Entry(due.id(), due.number());
    }
}
