package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.ReversePath;

/// A message in the store, without its recipients. It is written once.
///
/// @param recipients how many it came with
/// @param content the id of its content: that of the first message made of the text
record EnvelopeRecord(
        ReversePath from,
        Reporting reporting,
        Message.Origin origin,
        int recipients,
        MessageId content,
        Measure measure) {
    private static final int VERSION = 1;

    private static final int FROM = 1;
    private static final int ADDRESS = 2;
    private static final int PROTOCOL = 3;
    private static final int NAME = 4;
    private static final int ARRIVAL = 5; // and 6
    private static final int RECIPIENTS = 7;
    private static final int CONTENT = 8;
    private static final int MEASURE = 9;
    private static final int REPORTING = 10;

    byte[] write() {
        var record = FieldWriter.record(VERSION);
        switch (from) {
            case ReversePath.Null() -> {} // told by the absence of the field
            case ReversePath.Sender(var path) ->
                    record.group(FROM, fields -> PathFields.write(fields, path));
        }
        if (!reporting.equals(Reporting.NONE)) // told by the absence of the field
        record.group(REPORTING, fields -> ReportingFields.write(fields, reporting));
        return record.octets(ADDRESS, origin.peer().address().getAddress())
                .text(PROTOCOL, origin.peer().protocol())
                .text(NAME, origin.peer().name())
                .instant(ARRIVAL, origin.arrival())
                .number(RECIPIENTS, recipients)
                .number(CONTENT, content.value())
                .group(MEASURE, fields -> MeasureFields.write(fields, measure))
                .octets();
    }

    static EnvelopeRecord read(byte[] octets) throws DamagedRecord {
        var record = Fields.read(octets, VERSION);
        long content = record.number(CONTENT);
        if (content < 0) throw new DamagedRecord("a content without an id");
        return new EnvelopeRecord(
                record.has(FROM)
                        ? new ReversePath.Sender(PathFields.read(record.group(FROM)))
                        : new ReversePath.Null(),
                record.has(REPORTING)
                        ? ReportingFields.read(record.group(REPORTING))
                        : Reporting.NONE,
                new Message.Origin(peer(record), record.instant(ARRIVAL)),
                record.count(RECIPIENTS),
                new MessageId(content),
                MeasureFields.read(record.group(MEASURE)));
    }

    private static Peer peer(Fields record) throws DamagedRecord {
        try {
            var address = InetAddress.getByAddress(record.octets(ADDRESS));
            return new Peer(address, record.text(PROTOCOL), record.text(NAME));
        } catch (UnknownHostException e) {
            throw new DamagedRecord("a peer without an address");
        }
    }
}
