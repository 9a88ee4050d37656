package org.posthouse.spool;

import module java.base;

import org.posthouse.mail.Envelope;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;

/// One part of the queue. Every method may be called from any thread and blocks until it is done;
/// `IOException` means the store failed or is closed, and that nothing of what was asked is
/// promised.
public interface Shard {
    /// A place for a text that comes in (S1). Its id is the id of the first message made of it.
    Draft draft();

    /// Makes a message of a finished text (S2), durable when this returns. A waiting recipient gets
    /// a due entry under [Due#destination(org.posthouse.mail.MailPath)].
    ///
    /// @param text one that [#draft] gave; it may be accepted again, then as a message with an id
    ///   of its own
    /// @throws NoRoom when the reserve of the disk is touched
    MessageId accept(Draft text, Envelope envelope, Message.Origin origin) throws IOException;

    /// [#accept] for a message that comes back from an export, its recipients in whatever states.
    ///
    /// @param wanted the id it had, which it gets again if that is an id of this shard and of the
    ///   past and no message has it; else it gets a new one
    MessageId restore(Draft text, MessageId wanted, Envelope envelope, Message.Origin origin)
            throws IOException;

    /// Gives these recipients of a message new states, and their due entries with them. When none
    /// of the message's recipients is open any more, the message is gone (S4). With a notice, its
    /// acceptance is in the same synced commit; without one the commit may ride with the next sync,
    /// for all a lost one costs is a delivery made twice.
    ///
    /// @return the id of the notice, if there was one
    Optional<MessageId> settle(MessageId id, List<Recipient> recipients, Optional<Notice> notice)
            throws IOException;

    /// [#settle], but only while each of `seen` is still its recipient's record: what a person asks
    /// of the queue must not undo what an attempt came to in the meantime, nor an attempt that is
    /// put off what a person asked. All of it is done, or nothing.
    ///
    /// @param seen the records that `recipients` were made from
    /// @return whether it was done; not when a record has changed or the message is gone
    boolean revise(
            MessageId id, List<Recipient> seen, List<Recipient> recipients, Optional<Notice> notice)
            throws IOException;

    /// A notice to be accepted in the commit that settles what it is about.
    record Notice(Draft text, Envelope envelope, Message.Origin origin) {}

    Optional<Message> find(MessageId id) throws IOException;

    /// All recipients of a message, in order; none when it is gone.
    List<Recipient> recipients(MessageId id) throws IOException;

    /// One recipient; nothing when the message is gone.
    Optional<Recipient> recipient(MessageId id, int number) throws IOException;

    /// Messages in order of id, which is the order of arrival.
    ///
    /// @param after the last one of the page before
    List<Message> list(Optional<MessageId> after, int limit) throws IOException;

    /// Removes a message with all its recipients, whatever their states.
    ///
    /// @return whether it was there
    boolean delete(MessageId id) throws IOException;

    /// The due entries of one destination, earliest first.
    ///
    /// @param from the low-water mark: nothing before it is looked at
    List<Due> due(String destination, Instant from, int limit) throws IOException;

    /// The earliest due entry of the first destination after `destination` in the order of their
    /// names, so that all destinations are found with one step each.
    Optional<Due> nextDestination(String destination) throws IOException;

    /// How the store fares.
    Health health();

    /// @param free octets the disk has left
    /// @param reserve octets below which nothing new is accepted
    /// @param trouble what is wrong now, in an operator's words, if anything is
    record Health(long free, long reserve, Optional<String> trouble) {
        public boolean accepting() {
            return trouble.isEmpty() && free > reserve;
        }
    }

    /// What recovery found when the shard was opened.
    Recovery recovery();

    /// @param swept texts that were arriving when the process ended (S1)
    /// @param messages in the queue
    record Recovery(long swept, long messages) {}

    /// Reads everything and checks that each record agrees with the others.
    ///
    /// @return what does not, in an operator's words; empty when all is well
    List<String> check() throws IOException;
}
