package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.ReversePath;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;
import org.posthouse.spool.rocks.RocksSpool;

/// The ways to work on a queue, which must all come to the same.
enum Way {
    /// On the spool itself, with nobody to tell.
    ALONE,
    /// In a server's process.
    IN_SERVER,
    /// Over a server's socket.
    SOCKET;

    /// What the queue is in.
    enum Engine {
        MEMORY,
        ROCKS;

        Spool open(Path data) throws IOException {
            return switch (this) {
                case MEMORY -> new MemoryShard();
                case ROCKS ->
                        RocksSpool.open(
                                data.resolve("spool"), SpoolSettings.defaults().withReserve(0));
            };
        }
    }

    /// A queue to work on and what its schedule was told.
    record Open(QueueWork work, Shard shard, Told told, Closeable closing) implements Closeable {
        @Override
        public void close() throws IOException {
            closing.close();
        }

        /// Puts a message into the queue, one recipient for each state.
        MessageId put(ReversePath from, Map<MailPath, Recipient.State> to, String text)
                throws IOException {
            var recipients = new ArrayList<Recipient>();
            to.forEach(
                    (path, state) -> recipients.add(new Recipient(recipients.size(), path, state)));
            try (var draft = shard.draft()) {
                byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
                draft.write(octets, 0, octets.length);
                var origin = new Message.Origin(PEER, ARRIVAL);
                return shard.accept(draft, new Envelope(from, recipients), origin);
            }
        }

        List<Recipient.State> states(MessageId id) throws IOException {
            return shard.recipients(id).stream().map(Recipient::state).toList();
        }

        List<Entry> list(Filter filter) throws IOException {
            var found = new ArrayList<Entry>();
            var _ = work.list(filter, Optional.empty(), 100, found::add);
            return found;
        }
    }

    /// What the schedule was told.
    static final class Told implements Schedule {
        final List<Due> added = Collections.synchronizedList(new ArrayList<>());
        final List<Optional<String>> flushed = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void added(Collection<Due> entries) {
            added.addAll(entries);
        }

        @Override
        public void flush(Optional<String> destination) {
            flushed.add(destination);
        }
    }

    static final Peer PEER = new Peer(InetAddress.getLoopbackAddress(), "ESMTP", "client.example");

    /// Whoever is there is held by his route.
    private static final Holds HOLDS = path -> path.next().key().equals("holds.example");

    static final Instant ARRIVAL = Instant.parse("2026-11-21T11:00:00Z");

    Open open(Path data, Spool spool) throws IOException {
        var told = new Told();
        Shard shard = spool.forArrival();
        return switch (this) {
            case ALONE -> {
                var queue = SpoolQueue.alone(spool, Way::notice, new RecordingIntake()).with(HOLDS);
                yield new Open(queue, shard, told, queue::close);
            }
            case IN_SERVER -> {
                var queue =
                        SpoolQueue.inServer(spool, told, Way::notice, new RecordingIntake())
                                .with(HOLDS);
                yield new Open(queue, shard, told, spool::close);
            }
            case SOCKET -> {
                var queue =
                        SpoolQueue.inServer(spool, told, Way::notice, new RecordingIntake())
                                .with(HOLDS);
                var server = ControlServer.open(data, queue, Map.of());
                var remote = RemoteQueue.reach(data).orElseThrow();
                yield new Open(
                        remote,
                        shard,
                        told,
                        () -> {
                            server.close();
                            spool.close();
                        });
            }
        };
    }

    /// Whether somebody hears of what has become due.
    boolean hasSchedule() {
        return this != ALONE;
    }

    static Shard.Notice notice(Shard shard, Message message, List<Recipient> failed)
            throws IOException {
        var words = new StringBuilder("about " + message.id() + "\r\n");
        for (Recipient recipient : failed) {
            Diagnosis why = ((Failed) recipient.state()).why();
            words.append(recipient.path()).append(' ').append(why.reply()).append("\r\n");
        }
        var draft = shard.draft();
        byte[] octets = words.toString().getBytes(StandardCharsets.ISO_8859_1);
        draft.write(octets, 0, octets.length);
        var to =
                new Recipient(
                        0,
                        ((ReversePath.Sender) message.from()).path(),
                        Recipient.Waiting.fresh(Instant.now()));
        return new Shard.Notice(
                draft,
                new Envelope(new ReversePath.Null(), List.of(to)),
                new Message.Origin(Peer.ourselves("here.example"), Instant.now()));
    }

    static MailPath path(String address) {
        int at = address.indexOf('@');
        return MailPath.to(
                new Mailbox(address.substring(0, at), new Host.Name(address.substring(at + 1))));
    }

    static ReversePath from(String address) {
        return new ReversePath.Sender(path(address));
    }
}
