package org.posthouse.spool.rocks;

import org.posthouse.mail.Measure;

/// A content in the store, without its octets.
///
/// @param references messages made of it; with none it is kept for a draft only, and marked
///   arriving
record TextRecord(int references, Measure measure) {
    private static final int VERSION = 1;

    private static final int REFERENCES = 1;
    private static final int MEASURE = 2;

    TextRecord with(int others) {
        return new TextRecord(others, measure);
    }

    byte[] write() {
        return FieldWriter.record(VERSION)
                .number(REFERENCES, references)
                .group(MEASURE, fields -> MeasureFields.write(fields, measure))
                .octets();
    }

    static TextRecord read(byte[] octets) throws DamagedRecord {
        var record = Fields.read(octets, VERSION);
        return new TextRecord(record.count(REFERENCES), MeasureFields.read(record.group(MEASURE)));
    }
}
