package org.posthouse.mail;

import module java.base;

/// The door by which a host comes to fetch its mail: NI MAIL's read modes, and whatever else lets
/// the one who calls be the one who receives. A host is somebody only by what this door is told of
/// its callers.
public interface Collection {
    /// Nobody's mail is given to anybody.
    Collection NONE = (_, _) -> Optional.empty();

    /// Finds whose mail a caller may have.
    ///
    /// @param password that he gave
    Optional<Box> open(InetAddress caller, Optional<String> password);

    /// What waits for one host.
    interface Box {
        /// Of whom, for people.
        String name();

        /// A message that waits, the oldest for its destination. While it is lent nobody else gets
        /// it. May wait a moment for one that is looked at by others.
        ///
        /// @return nothing when none waits now
        /// @throws IOException when the queue cannot be read or written now
        Optional<Lent> next() throws IOException;

        /// That message, if it waits still.
        Optional<Lent> find(MessageId id) throws IOException;
    }

    /// A message in the hands of one conversation, with those of its recipients that the host
    /// serves.
    interface Lent extends AutoCloseable {
        /// Where what becomes of them is told. Who is not settled by [#close] waits on as before.
        Delivery delivery();

        /// Our name in the environment of the host (RFC 780 section 3.2).
        String knownAs();

        /// Writes down what was settled so far: on record when this returns, as with any sender.
        ///
        /// @throws IOException when it cannot be written now; it will be tried again, and nobody
        ///   gets the message before
        void write() throws IOException;

        /// Gives back what was not settled.
        @Override
        void close();
    }
}
