package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.Sysexit.Unsent;
import org.posthouse.control.QueueDoor;
import org.posthouse.control.QueueDoor.Busy;
import org.posthouse.control.QueueDoor.Opened;
import org.posthouse.control.QueueDoor.Refused;
import org.posthouse.control.QueueWork;
import org.posthouse.mail.Handover;
import org.posthouse.pickup.Letterbox;

/// The way to the queue for programs that call `sendmail`: through the server, else into the spool
/// itself, for which those that come at the same time wait for each other. A user who is let in by
/// neither leaves a message in the directory that the server watches, if there is one.
record SendmailDoor(QueueDoor door, Optional<Letterbox> letterbox) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(100);

    /// @throws Unsent when there is no way
    QueueWork open() throws IOException {
        return switch (reach()) {
            case Opened(var work, _) -> work;
            case Refused(var why) -> throw new Unsent(Sysexit.NOPERM, why);
            case Busy(var why) -> throw new Unsent(Sysexit.TEMPFAIL, why);
        };
    }

    private QueueDoor.Reached reach() throws IOException {
        Instant limit = Instant.now().plus(PATIENCE);
        QueueDoor.Reached reached = door.open();
        while (reached instanceof Busy && Instant.now().isBefore(limit)) {
            LockSupport.parkNanos(STEP.toNanos());
            reached = door.open();
        }
        return reached;
    }

    /// What came of a message.
    sealed interface Posted {}

    /// The queue was asked.
    record Answered(Handover.Result result) implements Posted {}

    /// It lies on disk for the server to take.
    record Left() implements Posted {}

    /// @throws Unsent when there is no way
    Posted post(Handover message, InputStream octets) throws IOException {
        return switch (reach()) {
            case Opened(var work, _) -> {
                try (work) {
                    yield new Answered(work.post(message, octets));
                }
            }
            case Busy(var why) -> throw new Unsent(Sysexit.TEMPFAIL, why);
            case Refused(var why) -> {
                letterbox
                        .filter(Letterbox::open)
                        .orElseThrow(() -> new Unsent(Sysexit.NOPERM, why))
                        .leave(message, octets);
                yield new Left();
            }
        };
    }

    String host() {
        return door.host();
    }
}
