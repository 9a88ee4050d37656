package org.posthouse.whole;

import module java.base;

import org.posthouse.control.Filter;
import org.posthouse.control.Filter.Open;
import org.posthouse.control.QueueDoor;
import org.posthouse.control.QueueDoor.Opened;
import org.posthouse.control.QueueWork;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.spool.SpoolSettings;
import org.posthouse.spool.rocks.RocksSpool;

/// The queue of a data directory, looked at through its door: the running server's or the spool
/// itself.
final class Queue {
    private static final Filter WAITING =
            new Filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Open.WAITING),
                    Optional.empty());

    private Queue() {}

    private interface Look<T> {
        T at(QueueWork queue) throws IOException;
    }

    private static <T> T look(Path data, Look<T> look) throws IOException {
        var door =
                new QueueDoor(
                        data,
                        "here.example",
                        directory ->
                                RocksSpool.open(
                                        directory.resolve("spool"), SpoolSettings.defaults()),
                        (_, _, _) -> {
                            throw new IOException("not here");
                        },
                        _ -> new RecordingIntake());
        return switch (door.open()) {
            case Opened(var queue, _) -> {
                try (queue) {
                    yield look.at(queue);
                }
            }
            case QueueDoor.Busy(var why) -> throw new IOException(why);
            case QueueDoor.Refused(var why) -> throw new IOException(why);
        };
    }

    /// Whether any recipient still waits for an attempt.
    static boolean waits(Path data) throws IOException {
        return look(data, queue -> !ids(queue, WAITING, 1).isEmpty());
    }

    /// The texts of all messages.
    static List<byte[]> texts(Path data) throws IOException {
        return look(
                data,
                queue -> {
                    var texts = new ArrayList<byte[]>();
                    for (MessageId id : ids(queue, Filter.ANY, Integer.MAX_VALUE)) {
                        var text = new ByteArrayOutputStream();
                        queue.cat(id, text);
                        texts.add(text.toByteArray());
                    }
                    return texts;
                });
    }

    /// What does not agree in the spool.
    static List<String> findings(Path data) throws IOException {
        return look(data, queue -> queue.check().findings());
    }

    private static List<MessageId> ids(QueueWork queue, Filter filter, int limit)
            throws IOException {
        var ids = new ArrayList<MessageId>();
        queue.list(filter, Optional.empty(), limit, entry -> ids.add(entry.id()));
        return ids;
    }
}
