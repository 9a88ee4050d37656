package org.posthouse.mail;

import module java.base;

/// The door out: a channel's sender, for the hops of its scheme.
public interface Outbound {
    /// Begins a conversation.
    ///
    /// @param knownAs our name in the environment of that hop (RFC 780 section 3.2)
    /// @throws java.net.ConnectException when the hop's host refuses connections to it
    /// @throws java.net.ProtocolException when what answers does not speak this protocol
    /// @throws java.io.EOFException when it hangs up instead
    /// @throws IOException when the hop cannot be reached or does not want to talk now: nothing was
    ///   sent
    Conversation converse(Hop hop, String knownAs) throws IOException;

    /// A conversation that may carry several messages, one after the other. For one thread.
    interface Conversation extends Closeable {
        /// Sends one message and settles its recipients.
        ///
        /// @throws IOException when the line breaks; recipients not settled by then are deferred
        void deliver(Delivery delivery) throws IOException;

        /// Whether another message may follow.
        boolean usable();

        /// Whether the other side was given what senders ask to be told, and answers for it: then
        /// what was delivered there is not reported by us (RFC 3461 section 5.2.1).
        default boolean notifies() {
            return false;
        }

        /// Says farewell where the protocol has one, and lets go. Never waits long.
        @Override
        void close() throws IOException;
    }
}
