package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.Notify;
import org.posthouse.mail.Notify.Event;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Request;

/// A [Request] as fields of a record.
final class RequestFields {
    private static final int NOTIFY = 1; // a bit for each event; none of them is NEVER
    private static final int TYPE = 2;
    private static final int ADDRESS = 3;

    private RequestFields() {}

    static void write(FieldWriter writer, Request request) {
        switch (request.wanted()) {
            case Notify.Unsaid() -> {} // told by the absence of the field
            case Notify.Never() -> writer.number(NOTIFY, 0);
            case Notify.On(var events) ->
                    writer.number(NOTIFY, events.stream().mapToInt(RequestFields::bit).sum());
        }
        request.original()
                .ifPresent(
                        one ->
                                writer.text(TYPE, one.type())
                                        .text(ADDRESS, one.address().encoded()));
    }

    static Request read(Fields fields) throws DamagedRecord {
        return new Request(
                fields.has(NOTIFY) ? wanted(fields.count(NOTIFY)) : new Notify.Unsaid(),
                fields.has(TYPE) ? Optional.of(original(fields)) : Optional.empty());
    }

    private static Notify wanted(int bits) {
        var events = EnumSet.noneOf(Event.class);
        for (Event event : Event.values()) if ((bits & bit(event)) != 0) events.add(event);
        return events.isEmpty() ? new Notify.Never() : new Notify.On(events);
    }

    private static int bit(Event event) {
        return switch (event) {
            case SUCCESS -> 1;
            case FAILURE -> 2;
            case DELAY -> 4;
        };
    }

    private static OriginalRecipient original(Fields fields) throws DamagedRecord {
        try {
            return new OriginalRecipient(
                    fields.text(TYPE), ReportingFields.xtext(fields.text(ADDRESS)));
        } catch (IllegalArgumentException e) {
            throw new DamagedRecord("an original recipient of no type");
        }
    }
}
