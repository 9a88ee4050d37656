package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Due;
import org.posthouse.spool.NoRoom;
import org.posthouse.spool.Shard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes settlements to a shard. One that cannot be written is kept and tried again, with nothing
/// new attempted meanwhile: what was delivered is not delivered again while this process lives.
final class Settler {
    /// Told of what is written.
    interface Written {
        /// A settlement, and the notice about it.
        void written(Settlement settlement, Optional<Due> notice);

        /// An acknowledgement of recipients that a settlement to be written yet will show as
        /// served.
        void acknowledged(Settlement settlement, Due letter);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration UNTIL_ROOM = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Shard shard;
    private final Supplier<Notice> notices;
    private final InstantSource clock;
    private final Written written;

    // One lock, `unwritten`, for these.
    private final ArrayDeque<Settlement> unwritten = new ArrayDeque<>();
    private Duration pause = SHORTEST;
    private boolean retrying;

    private volatile boolean trouble;
    private volatile Instant retryAt = Instant.MAX;

    Settler(Shard shard, Supplier<Notice> notices, InstantSource clock, Written written) {
        this.shard = shard;
        this.notices = notices;
        this.clock = clock;
        this.written = written;
    }

    /// Whether what is attempted now can be written down afterwards, as far as is known.
    boolean works() {
        return !trouble;
    }

    /// When the settlements that were kept are to be tried again.
    Instant retryAt() {
        return retryAt;
    }

    /// Blocks until it is written or kept.
    void settle(Settlement settlement) {
        Settlement said = settlement;
        try {
            said = acknowledge(settlement);
            write(said);
        } catch (IOException e) {
            keep(said, e);
        }
    }

    /// Writes the acknowledgements, ahead and each in a commit of its own, for they go to others
    /// than the notice does. What they tell of has happened, whatever becomes of the settlement.
    ///
    /// @return what remains to be written
    private Settlement acknowledge(Settlement settlement) throws IOException {
        if (!settlement.told().acknowledges()) return settlement;
        for (MailPath to : settlement.parcel().message().reporting().acknowledgeTo())
            acknowledge(settlement, to);
        return settlement.unacknowledged();
    }

    private void acknowledge(Settlement settlement, MailPath to) throws IOException {
        MessageId about = settlement.parcel().message().id();
        Instant now = clock.instant();
        try (Draft draft = shard.draft()) {
            Shard.Notice letter = notices.get().acknowledge(draft, settlement.tidings(), to, now);
            MessageId id = shard.accept(draft, letter.envelope(), letter.origin());
            written.acknowledged(settlement, due(id, letter, now));
        } catch (NoRoom e) {
            LOG.warn("{} not acknowledged to=<{}>: {}", about, to, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} no acknowledgement could be written", about, e);
        }
    }

    private static Due due(MessageId id, Shard.Notice notice, Instant now) {
        Recipient recipient = notice.envelope().recipients().getFirst();
        return new Due(Due.destination(recipient.path()), now, id, recipient.number());
    }

    private void write(Settlement settlement) throws IOException {
        Settlement said = settlement;
        while (said.told().tellsSender()) {
            Optional<Settlement> other = writeTelling(said);
            if (other.isEmpty()) return;
            said = other.get();
        }
        while (!said.states().isEmpty() && !write(said, Optional.empty())) said = current(said);
        written.written(said, Optional.empty());
    }

    /// With a notice, in one commit.
    ///
    /// @return what is to be written instead, if this could not be
    private Optional<Settlement> writeTelling(Settlement settlement) throws IOException {
        Instant now = clock.instant();
        try (Draft draft = shard.draft()) {
            Shard.Notice notice;
            try {
                notice = notices.get().write(draft, settlement.tidings(), now);
            } catch (RuntimeException e) {
                LOG.error("{} no notice could be written", settlement.parcel().message().id(), e);
                return Optional.of(settlement.untold("no notice could be written"));
            }
            if (!write(settlement, Optional.of(notice))) return Optional.of(current(settlement));
            written.written(settlement, Optional.of(due(draft.id(), notice, now)));
            return Optional.empty();
        } catch (NoRoom e) {
            if (!settlement.told().served().isEmpty())
                LOG.warn(
                        "{} success not told to={}: {}",
                        settlement.parcel().message().id(),
                        settlement.parcel().message().from().shown(),
                        e.getMessage());
            return Optional.of(settlement.untoldUntil(now.plus(UNTIL_ROOM)));
        }
    }

    /// What a person did to the message meanwhile stands, unless it was delivered or failed.
    ///
    /// @return whether it was written; not when records have changed since the settlement was made
    private boolean write(Settlement settlement, Optional<Shard.Notice> notice) throws IOException {
        MessageId id = settlement.parcel().message().id();
        if (settlement.open()) {
            return shard.revise(id, settlement.seen(), settlement.states(), notice);
        }
        shard.settle(id, settlement.states(), notice);
        return true;
    }

    private Settlement current(Settlement settlement) throws IOException {
        MessageId id = settlement.parcel().message().id();
        var now = new ArrayList<Recipient>();
        for (Recipient recipient : settlement.parcel().recipients())
            shard.recipient(id, recipient.number()).ifPresent(now::add);
        return settlement.since(now);
    }

    private void keep(Settlement settlement, IOException e) {
        synchronized (unwritten) {
            unwritten.add(settlement);
            if (trouble) return;
            trouble = true;
            retryAt = clock.instant().plus(pause);
        }
        LOG.error(
                "what became of messages cannot be written down, nothing is sent until it can: {}",
                e.getMessage());
    }

    /// Tries again what was kept, on a thread of its own.
    void retry() {
        synchronized (unwritten) {
            if (retrying || !trouble) return;
            retrying = true;
            retryAt = Instant.MAX;
        }
        Thread.startVirtualThread(this::writeAll);
    }

    private void writeAll() {
        try {
            for (var next = first(); next.isPresent(); next = first()) {
                Settlement said = acknowledge(next.get());
                synchronized (unwritten) {
                    unwritten.remove();
                    unwritten.addFirst(said);
                }
                write(said);
                synchronized (unwritten) {
                    unwritten.remove();
                }
            }
            LOG.info("what became of messages can be written down again");
        } catch (IOException e) {
            synchronized (unwritten) {
                pause =
                        pause.multipliedBy(2).compareTo(LONGEST) > 0
                                ? LONGEST
                                : pause.multipliedBy(2);
                retryAt = clock.instant().plus(pause);
                retrying = false;
            }
            LOG.error("still nothing can be written down: {}", e.getMessage());
        }
    }

    private Optional<Settlement> first() {
        synchronized (unwritten) {
            if (unwritten.isEmpty()) {
                trouble = false;
                retrying = false;
                pause = SHORTEST;
            }
            return Optional.ofNullable(unwritten.peek());
        }
    }

    /// The last attempt to write what was kept.
    void close() {
        List<Settlement> left;
        synchronized (unwritten) {
            left = List.copyOf(unwritten);
        }
        for (Settlement settlement : left) {
            try {
                write(acknowledge(settlement));
            } catch (IOException e) {
                LOG.error(
                        "{} what became of it is forgotten, it will be attempted again: {}",
                        settlement.parcel().message().id(),
                        e.getMessage());
            }
        }
    }
}
