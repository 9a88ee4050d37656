package org.posthouse.mail;

import module java.base;

/// The one door into the spool.
public interface Intake {
    /// The name this host goes by in greetings and `Received:` fields.
    String host();

    /// Whether we would take a message for `to` from this peer. Promises nothing and keeps nothing.
    Verdict route(Peer peer, ReversePath from, MailPath to);

    /// Whether this user has a mailbox here, for VRFY (RFC 5321 section 3.5.1).
    Optional<Mailbox> verify(String user);

    /// A place for a text that is about to come. Never fails: if there is no room, [#post] says so.
    Text arrive();

    /// Takes a message. [Verdict.Accepted] means it is on disk for all of `to`; any other verdict,
    /// for none of them. The same text may be posted again (RFC 780 section 4.5: text first), each
    /// time as a message of its own.
    Verdict.Final post(Peer peer, Posted posted, Text text);

    /// [#post] for a sender who asked for nothing but delivery.
    ///
    /// @param to at least one path that [#route] welcomed
    default Verdict.Final post(Peer peer, ReversePath from, List<MailPath> to, Text text) {
        return post(peer, Posted.of(from, to), text);
    }

    /// A text while a conversation holds it: state S1, gone with [#close] unless a message refers
    /// to it.
    interface Text extends AutoCloseable {
        /// The id the first message made of it will have, for its `Received:` field.
        MessageId id();

        /// Adds octets: transparency undone, lines ended as they came. Trouble is kept for
        /// [Intake#post].
        void write(byte[] octets, int offset, int length);

        /// Whether writing on is pointless, because [Intake#post] can only refuse. The peer is
        /// still heard out.
        Optional<Verdict.Trouble> trouble();

        @Override
        void close();
    }
}
