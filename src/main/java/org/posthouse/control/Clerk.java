package org.posthouse.control;

import module java.base;

import org.posthouse.control.Done.Undone;
import org.posthouse.control.Done.Why;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Notify;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does one kind of work on one message after the other, against whatever attempts do to the same
/// messages meanwhile: each change is made only if the recipients still are what it was made from,
/// and made anew from what they are if not.
final class Clerk {
    private static final Logger LOG = LoggerFactory.getLogger(Clerk.class);
    private static final int TRIES = 10; // an attempt ends once; ten changes in a row are a fault

    private final Work work;
    private final Filter filter;
    private final Optional<Schedule> schedule;
    private final Notices notices;
    private final Holds holds;
    private final Instant now;

    Clerk(
            Work work,
            Filter filter,
            Optional<Schedule> schedule,
            Notices notices,
            Holds holds,
            Instant now) {
        this.work = work;
        this.filter = filter;
        this.schedule = schedule;
        this.notices = notices;
        this.holds = holds;
        this.now = now;
    }

    /// @param message as it was read a moment ago
    Done work(Shard shard, Message message) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            List<Recipient> all = shard.recipients(message.id());
            if (all.stream().noneMatch(recipient -> recipient.state().open()))
                return settled(shard, message.id());
            List<Recipient> meant = all.stream().filter(filter::matches).toList();
            if (meant.isEmpty()) return Done.NOTHING;
            if (work instanceof Work.Bounce && message.from().isNotice())
                return undone(message.id(), Why.UNANSWERABLE);
            var seen = new ArrayList<Recipient>();
            var next = new ArrayList<Recipient>();
            Optional<Why> why = plan(meant, seen, next);
            if (next.isEmpty()) return undone(message.id(), why.orElseThrow());
            if (revise(shard, message, seen, next))
                return why.equals(Optional.of(Why.ROUTE_HOLDS))
                        ? new Done(1, next.size(), 0, List.of())
                                .and(undone(message.id(), why.get()))
                        : new Done(1, next.size(), 0, List.of());
        }
        return undone(message.id(), Why.BUSY);
    }

    /// Nobody is left to do anything for. A message that is there all the same is damaged, and a
    /// person must be able to be rid of it.
    private Done settled(Shard shard, MessageId id) throws IOException {
        return work instanceof Work.Delete && shard.find(id).isPresent() && shard.delete(id)
                ? new Done(1, 0, 0, List.of())
                : undone(id, Why.GONE);
    }

    static Done undone(MessageId id, Why why) {
        return new Done(0, 0, 1, List.of(new Undone(id, why)));
    }

    /// @return why the first recipient that is left alone is
    private Optional<Why> plan(List<Recipient> meant, List<Recipient> seen, List<Recipient> next) {
        Optional<Why> first = Optional.empty();
        for (Recipient recipient : meant) {
            switch (change(recipient)) {
                case Work.To(var state) -> {
                    seen.add(recipient);
                    next.add(recipient.with(state));
                }
                case Work.Not(var why) -> first = first.or(() -> Optional.of(why));
            }
        }
        return first;
    }

    private Work.Change change(Recipient recipient) {
        Work.Change change = work.change(recipient, now);
        return work instanceof Work.Release
                        && change instanceof Work.To
                        && holds.holds(recipient.path())
                ? new Work.Not(Why.ROUTE_HOLDS)
                : change;
    }

    private boolean revise(Shard shard, Message message, List<Recipient> seen, List<Recipient> next)
            throws IOException {
        // Who has not asked to be told of failures is not told (RFC 3461 section 5.2.6).
        List<Recipient> told =
                next.stream().filter(one -> one.request().on(Notify.Event.FAILURE)).toList();
        return work instanceof Work.Bounce && !told.isEmpty()
                ? reviseWithNotice(shard, message, seen, next, told)
                : done(shard.revise(message.id(), seen, next, Optional.empty()), message, next);
    }

    private boolean reviseWithNotice(
            Shard shard,
            Message message,
            List<Recipient> seen,
            List<Recipient> next,
            List<Recipient> told)
            throws IOException {
        Shard.Notice notice = notices.about(shard, message, told);
        try (var draft = notice.text()) {
            boolean done = shard.revise(message.id(), seen, next, Optional.of(notice));
            if (done) tell(draft.id(), notice.envelope().recipients());
            return done(done, message, next);
        }
    }

    private boolean done(boolean done, Message message, List<Recipient> next) {
        if (!done) return false;
        tell(message.id(), next);
        LOG.info("{} {} recipients={}", message.id(), work.event(), next.size());
        return true;
    }

    private void tell(MessageId id, List<Recipient> recipients) {
        if (schedule.isPresent()) schedule.get().added(due(id, recipients));
    }

    static List<Due> due(MessageId id, List<Recipient> recipients) {
        var due = new ArrayList<Due>();
        for (Recipient recipient : recipients) {
            if (recipient.state() instanceof Waiting waiting)
                due.add(
                        new Due(
                                Due.destination(recipient.path()),
                                waiting.next(),
                                id,
                                recipient.number()));
        }
        return due;
    }
}
