package org.posthouse.control;

import module java.base;

import org.posthouse.control.Done.Why;
import org.posthouse.dispatch.AliasSettings;
import org.posthouse.dispatch.Aliases;
import org.posthouse.dispatch.HostSettings;
import org.posthouse.dispatch.KnownHosts;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Handover;
import org.posthouse.mail.Intake;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Transfer;
import org.posthouse.mail.Transfers;
import org.posthouse.spool.Due;
import org.posthouse.spool.Registers;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;

/// Work on the queue where the spool is: in a running server, whose schedule is told, or in a
/// process that has the spool to itself.
public final class SpoolQueue implements QueueWork {
    private static final int PAGE = 500;
    private static final int CHUNK = 64 * 1024;
    private static final int PROGRESS = 5_000; // messages between two reports

    private final Spool spool;
    private final Optional<Schedule> schedule;
    private final Notices notices;
    private final Intake intake;
    private final InstantSource clock;
    private final Closeable after;
    private final Neighbours neighbours;
    private final Holds holds;
    private final Transfers transfers;

    private SpoolQueue(
            Spool spool,
            Optional<Schedule> schedule,
            Notices notices,
            Intake intake,
            Closeable after,
            Neighbours neighbours,
            Holds holds,
            Transfers transfers) {
        this.spool = spool;
        this.schedule = schedule;
        this.notices = notices;
        this.intake = intake;
        this.clock = InstantSource.system();
        this.after = after;
        this.neighbours = neighbours;
        this.holds = holds;
        this.transfers = transfers;
    }

    /// The same with these, in place of those that the registers have by the default settings.
    public SpoolQueue with(Neighbours others) {
        return new SpoolQueue(spool, schedule, notices, intake, after, others, holds, transfers);
    }

    /// The same with routes that may hold what a person releases.
    public SpoolQueue with(Holds routes) {
        return new SpoolQueue(
                spool, schedule, notices, intake, after, neighbours, routes, transfers);
    }

    /// The same in a server where transfers may be under way.
    public SpoolQueue with(Transfers others) {
        return new SpoolQueue(spool, schedule, notices, intake, after, neighbours, holds, others);
    }

    private static Neighbours gathered(Spool spool) {
        Registers registers = spool.registers();
        InstantSource now = InstantSource.system();
        return new SpoolNeighbours(
                new KnownHosts(registers, HostSettings.defaults(), now),
                new Aliases(registers, AliasSettings.defaults(), now));
    }

    /// In a server, which keeps the spool when this is closed.
    ///
    /// @param intake the door into the spool
    public static SpoolQueue inServer(
            Spool spool, Schedule schedule, Notices notices, Intake intake) {
        return new SpoolQueue(
                spool,
                Optional.of(schedule),
                notices,
                intake,
                () -> {},
                gathered(spool),
                Holds.NONE,
                Transfers.NONE);
    }

    /// Where no server runs. Closing closes the spool.
    ///
    /// @param intake the door into the spool
    public static SpoolQueue alone(Spool spool, Notices notices, Intake intake) {
        return new SpoolQueue(
                spool,
                Optional.empty(),
                notices,
                intake,
                spool::close,
                gathered(spool),
                Holds.NONE,
                Transfers.NONE);
    }

    @Override
    public Optional<MessageId> list(
            Filter filter, Optional<MessageId> after, int limit, Sink<Entry> to)
            throws IOException {
        int found = 0;
        Optional<MessageId> last = after;
        for (Shard shard : spool.shards()) {
            var pages = new Pages(shard, after, Math.clamp(limit, 1, PAGE));
            for (Optional<Message> m = pages.next(); m.isPresent(); m = pages.next()) {
                if (found == limit) return last;
                Message message = m.get();
                last = Optional.of(message.id());
                if (!filter.matches(message)) continue;
                Optional<Entry> entry = Entry.of(message, shard.recipients(message.id()), filter);
                if (entry.isEmpty()) continue;
                to.take(entry.get());
                found++;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Letter> show(MessageId id) throws IOException {
        Optional<Shard> shard = spool.holding(id);
        if (shard.isEmpty()) return Optional.empty();
        Optional<Message> message = shard.get().find(id);
        if (message.isEmpty()) return Optional.empty();
        var recipients = shard.get().recipients(id);
        return recipients.isEmpty()
                ? Optional.empty()
                : Optional.of(new Letter(message.get(), recipients));
    }

    @Override
    public boolean cat(MessageId id, OutputStream to) throws IOException {
        Optional<Letter> letter = show(id);
        if (letter.isEmpty()) return false;
        try (InputStream octets = letter.get().message().content().open()) {
            octets.transferTo(to);
        }
        return true;
    }

    @Override
    public Done work(Work what, Selection which, Sink<Done> progress) throws IOException {
        return switch (which) {
            case Selection.Ids(var ids) -> named(what, ids, progress);
            case Selection.Matching(var filter) -> matching(what, filter, progress);
        };
    }

    private Done named(Work what, List<MessageId> ids, Sink<Done> progress) throws IOException {
        Clerk clerk = clerk(what, Filter.ANY);
        Done done = Done.NOTHING;
        int count = 0;
        for (MessageId id : ids) {
            Optional<Shard> shard = spool.holding(id);
            Optional<Message> message = shard.isPresent() ? shard.get().find(id) : Optional.empty();
            done =
                    done.and(
                            message.isPresent()
                                    ? clerk.work(shard.orElseThrow(), message.get())
                                    : Clerk.undone(id, Why.GONE));
            if (++count % PROGRESS == 0) progress.take(done);
        }
        return done;
    }

    /// Reads the whole queue, page by page. What arrived after the start (a notice that this very
    /// work makes) was not meant.
    private Done matching(Work what, Filter filter, Sink<Done> progress) throws IOException {
        Clerk clerk = clerk(what, filter);
        Instant start = clock.instant();
        Done done = Done.NOTHING;
        long count = 0;
        for (Shard shard : spool.shards()) {
            var pages = new Pages(shard, Optional.empty(), PAGE);
            for (Optional<Message> m = pages.next(); m.isPresent(); m = pages.next()) {
                Message message = m.get();
                if (message.origin().arrival().isAfter(start) || !filter.matches(message)) continue;
                Done one = clerk.work(shard, message);
                if (one.undone().stream().allMatch(undone -> isLeft(undone.why())))
                    done = done.and(one);
                if (++count % PROGRESS == 0) progress.take(done);
            }
        }
        return done;
    }

    /// Whether what a filter found and the work left alone is worth telling. What is gone by its
    /// turn is not, nor what the work is not for: a retry of everything does not mean the held.
    private static boolean isLeft(Why why) {
        return switch (why) {
            case GONE, HELD, NOT_HELD -> false;
            case UNANSWERABLE, BUSY, ROUTE_HOLDS -> true;
        };
    }

    private Clerk clerk(Work what, Filter filter) {
        return new Clerk(what, filter, schedule, notices, holds, clock.instant());
    }

    /// The schedule flushes in memory, without a write for each entry. Without one, the times in
    /// the spool are set, and the next server finds them due.
    @Override
    public long flush(Optional<String> destination) throws IOException {
        long destinations = 0;
        for (Shard shard : spool.shards()) {
            destinations +=
                    destination.isPresent()
                            ? shard.due(destination.get(), Instant.EPOCH, 1).size()
                            : destinations(shard);
        }
        if (schedule.isPresent()) {
            schedule.get().flush(destination);
        } else {
            Filter filter = destination.map(Filter::to).orElse(Filter.ANY);
            var _ = matching(new Work.Retry(), filter, _ -> {});
        }
        return destinations;
    }

    private static long destinations(Shard shard) throws IOException {
        long count = 0;
        Optional<Due> due = shard.nextDestination("");
        while (due.isPresent()) {
            count++;
            due = shard.nextDestination(due.get().destination());
        }
        return count;
    }

    @Override
    public Summary summary() throws IOException {
        return new Census(spool).summary();
    }

    @Override
    public Checked check() throws IOException {
        var findings = new ArrayList<String>();
        long messages = 0;
        for (Shard shard : spool.shards()) {
            findings.addAll(shard.check());
            var pages = new Pages(shard, Optional.empty(), PAGE);
            while (pages.next().isPresent()) messages++;
        }
        return new Checked(findings, messages);
    }

    @Override
    public MessageId restore(
            Optional<MessageId> wanted,
            Envelope envelope,
            Message.Origin origin,
            InputStream content)
            throws IOException {
        Shard shard = wanted.flatMap(spool::holding).orElseGet(spool::forArrival);
        try (var draft = shard.draft()) {
            byte[] chunk = new byte[CHUNK];
            for (int n = content.read(chunk); n >= 0; n = content.read(chunk))
                draft.write(chunk, 0, n);
            MessageId id = shard.restore(draft, wanted.orElse(draft.id()), envelope, origin);
            if (schedule.isPresent()) schedule.get().added(Clerk.due(id, envelope.recipients()));
            return id;
        }
    }

    @Override
    public void transfers(Sink<Transfer> to) throws IOException {
        for (Transfer transfer : transfers.underWay()) to.take(transfer);
    }

    @Override
    public Neighbours neighbours() {
        return neighbours;
    }

    @Override
    public void registers(Rows to) throws IOException {
        Registers registers = spool.registers();
        for (String name : registers.names()) {
            List<Registers.Row> page = registers.list(name, "", PAGE);
            while (!page.isEmpty()) {
                for (Registers.Row row : page) to.take(name, row);
                page = registers.list(name, page.getLast().key(), PAGE);
            }
        }
    }

    @Override
    public boolean keep(Registers.Add row) throws IOException {
        return spool.registers().write(List.of(row))
                || spool.registers()
                        .find(row.register(), row.row().key())
                        .equals(Optional.of(row.row()));
    }

    @Override
    public Handover.Result post(Handover message, InputStream content) throws IOException {
        return message.into(intake, content);
    }

    @Override
    public void close() {
        try {
            after.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
