package org.posthouse.spool.rocks;

import module java.base;

/// The seam to the engine: sorted tables of octets, written in atomic commits. Reads come from any
/// thread, [#commit] from one. Not to be used after [#close]; [Gate] sees to that.
interface Store extends AutoCloseable {
    Optional<byte[]> get(Table table, byte[] key) throws IOException;

    /// Shows the entries from `from` on, below `below`, in order, as they are at one instant, until
    /// the visitor has had enough.
    void scan(Table table, byte[] from, byte[] below, Visitor visitor) throws IOException;

    /// All batches or none, in this order.
    ///
    /// @throws IOException when it is not known whether they will be found again
    void commit(List<Batch> batches, Durability durability) throws IOException;

    /// A view of all tables as they are now, for long reads. To be closed before the store.
    View view() throws IOException;

    /// Octets that are in memory and in the log, and will need room in the tables yet.
    long unflushed() throws IOException;

    /// Lets what is committed reach the disk, and lets go.
    @Override
    void close() throws IOException;

    /// Sees one entry after another.
    interface Visitor {
        /// @return whether there is to be a next one
        boolean more(byte[] key, byte[] value) throws IOException;
    }

    /// The tables as they were at one instant.
    interface View extends AutoCloseable {
        Optional<byte[]> get(Table table, byte[] key) throws IOException;

        void scan(Table table, byte[] from, byte[] below, Visitor visitor) throws IOException;

        @Override
        void close();
    }

    /// Opens a store, again and again.
    interface Engine {
        Store open() throws IOException;
    }
}
