package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.Sysexit.Unsent;
import org.posthouse.control.QueueDoor;
import org.posthouse.control.QueueDoor.Busy;
import org.posthouse.control.QueueDoor.Opened;
import org.posthouse.control.QueueDoor.Refused;
import org.posthouse.control.QueueWork;
import org.posthouse.mail.Handover;

/// The way to the queue for programs that call `sendmail`: through the server, else into the spool
/// itself, for which those that come at the same time wait for each other.
record SendmailDoor(QueueDoor door) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(100);

    /// @throws Unsent when there is no way
    QueueWork open() throws IOException {
        Instant limit = Instant.now().plus(PATIENCE);
        while (true) {
            switch (door.open()) {
                case Opened(var work, _) -> {
                    return work;
                }
                case Refused(var why) -> throw new Unsent(Sysexit.NOPERM, why);
                case Busy(var why) -> {
                    if (Instant.now().isAfter(limit)) throw new Unsent(Sysexit.TEMPFAIL, why);
                    LockSupport.parkNanos(STEP.toNanos());
                }
            }
        }
    }

    Handover.Result post(Handover message, InputStream octets) throws IOException {
        try (QueueWork work = open()) {
            return work.post(message, octets);
        }
    }

    String host() {
        return door.host();
    }
}
