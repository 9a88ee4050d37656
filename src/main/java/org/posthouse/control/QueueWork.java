package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Envelope;
import org.posthouse.mail.Handover;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Transfer;
import org.posthouse.spool.Registers;

/// What a person may ask of the queue. It may be used by several threads.
///
/// Whoever asks has no lease: an attempt under way may finish first, and then the message is gone
/// when its turn comes. That is an answer ([Done.Why#GONE]), never a fault. `IOException` means
/// that the store failed or, from afar, that the server did not answer.
public interface QueueWork extends AutoCloseable {
    /// Messages in order of arrival, as they are found.
    ///
    /// @param after the last one seen before
    /// @param limit how many
    /// @return the last one found, when there may be more after it
    Optional<MessageId> list(Filter filter, Optional<MessageId> after, int limit, Sink<Entry> to)
            throws IOException;

    Optional<Letter> show(MessageId id) throws IOException;

    /// Writes a message's octets.
    ///
    /// @return whether it is there; nothing is written if not
    boolean cat(MessageId id, OutputStream to) throws IOException;

    /// Does something to a selection of recipients. What arrives after it began is not meant.
    ///
    /// @param progress is told now and then how far it has come; when it throws, the work ends
    ///   there
    Done work(Work what, Selection which, Sink<Done> progress) throws IOException;

    /// Has all that waits attempted now, for one destination or for every one.
    ///
    /// @return how many destinations that are
    long flush(Optional<String> destination) throws IOException;

    /// Reads a bounded part of the queue, from its oldest end.
    Summary summary() throws IOException;

    /// Reads the whole store and checks that its records agree.
    Checked check() throws IOException;

    /// Takes back a message from an export.
    ///
    /// @param wanted its id of before, if it had one; it gets it again when that is free
    /// @param envelope with at least one open recipient
    MessageId restore(
            Optional<MessageId> wanted,
            Envelope envelope,
            Message.Origin origin,
            InputStream content)
            throws IOException;

    /// What lies beside the queue: the rows of all registers, in order.
    void registers(Rows to) throws IOException;

    /// Takes rows one by one.
    interface Rows {
        void take(String register, Registers.Row row) throws IOException;
    }

    /// Takes back a row from an export. One that is there already stays as it is.
    ///
    /// @return whether it is there now as it was asked for
    boolean keep(Registers.Add row) throws IOException;

    /// Takes a new message, as a receiver does: durable when this says so.
    ///
    /// @param content lines ended with CRLF
    Handover.Result post(Handover message, InputStream content) throws IOException;

    /// What is being transferred at this moment, the oldest first; nothing, where no server runs.
    void transfers(Sink<Transfer> to) throws IOException;

    /// What the routes have gathered.
    Neighbours neighbours();

    @Override
    void close();
}
