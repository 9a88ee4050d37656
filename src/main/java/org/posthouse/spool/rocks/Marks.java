package org.posthouse.spool.rocks;

/// What each commit carries along, so that it need not be searched for at the next start.
///
/// @param lastId the highest id given so far: none below it is given again, even if the clock steps
///   back
/// @param messages in the queue
record Marks(long lastId, long messages) {
    private static final int VERSION = 1;

    private static final int LAST_ID = 1;
    private static final int MESSAGES = 2;

    byte[] write() {
        return FieldWriter.record(VERSION)
                .number(LAST_ID, lastId)
                .number(MESSAGES, messages)
                .octets();
    }

    static Marks read(byte[] octets) throws DamagedRecord {
        var record = Fields.read(octets, VERSION);
        return new Marks(record.number(LAST_ID), record.number(MESSAGES));
    }
}
