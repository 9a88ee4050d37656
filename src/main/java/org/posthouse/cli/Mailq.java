package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Filter;
import org.posthouse.control.QueueWork;
import org.posthouse.mail.MessageId;

/// The queue as `mailq` shows it, whose last line some watch.
final class Mailq {
    private static final int PAGE = 10_000;

    private Mailq() {}

    static void show(SendmailDoor door, PrintWriter out) throws IOException {
        var table = new QueueTable(out, Instant.now());
        var count = new AtomicLong();
        var octets = new AtomicLong();
        try (QueueWork work = door.open()) {
            Optional<MessageId> after = Optional.empty();
            do {
                after =
                        work.list(
                                Filter.ANY,
                                after,
                                PAGE,
                                entry -> {
                                    count.incrementAndGet();
                                    octets.addAndGet(entry.size());
                                    table.add(entry);
                                });
            } while (after.isPresent());
        }
        out.println(
                count.get() == 0
                        ? "Mail queue is empty"
                        : "-- "
                                + Math.ceilDiv(octets.get(), 1024)
                                + " Kbytes in "
                                + Counted.of(count.get(), "Request")
                                + ".");
        out.flush();
    }
}
