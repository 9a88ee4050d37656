package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.mail.Request;

/// A [Recipient] in the store; its number is in the key.
final class RecipientRecord {
    private static final int VERSION = 1;

    private static final int STATE = 1;
    private static final int PATH = 2;
    private static final int ATTEMPTS = 3;
    private static final int NEXT = 4; // and 5
    private static final int WARNED = 6; // and 7
    private static final int LAST = 8;
    private static final int REASON = 9;
    private static final int AT = 10; // and 11
    private static final int REMOTE = 12;
    private static final int REPLY = 13;
    private static final int WHY = 14;
    private static final int REQUEST = 15;

    private static final int WAITING = 0;
    private static final int HELD = 1;
    private static final int DELIVERED = 2;
    private static final int FAILED = 3;

    private RecipientRecord() {}

    static byte[] write(Recipient recipient) {
        var record = FieldWriter.record(VERSION);
        switch (recipient.state()) {
            case Waiting waiting -> waiting(record.number(STATE, WAITING), waiting);
            case Held(var reason, var before) ->
                    waiting(record.number(STATE, HELD).text(REASON, reason), before);
            case Delivered(var at, var remote, var reply) ->
                    record.number(STATE, DELIVERED)
                            .instant(AT, at)
                            .text(REMOTE, remote)
                            .text(REPLY, reply);
            case Failed(var at, var why) ->
                    record.number(STATE, FAILED).instant(AT, at).group(WHY, diagnosis(why));
        }
        if (!recipient.request().equals(Request.NONE)) // told by the absence of the field
        record.group(REQUEST, fields -> RequestFields.write(fields, recipient.request()));
        return record.group(PATH, path -> PathFields.write(path, recipient.path())).octets();
    }

    private static void waiting(FieldWriter record, Waiting waiting) {
        record.number(ATTEMPTS, waiting.attempts()).instant(NEXT, waiting.next());
        waiting.warned().ifPresent(when -> record.instant(WARNED, when));
        waiting.last().ifPresent(why -> record.group(LAST, diagnosis(why)));
    }

    private static Consumer<FieldWriter> diagnosis(Diagnosis why) {
        return fields -> DiagnosisFields.write(fields, why);
    }

    static Recipient read(int number, byte[] octets) throws DamagedRecord {
        var record = Fields.read(octets, VERSION);
        Recipient.State state =
                switch (record.count(STATE)) {
                    case WAITING -> waiting(record);
                    case HELD -> new Held(record.text(REASON), waiting(record));
                    case DELIVERED ->
                            new Delivered(
                                    record.instant(AT), record.text(REMOTE), record.text(REPLY));
                    case FAILED ->
                            new Failed(record.instant(AT), DiagnosisFields.read(record.group(WHY)));
                    default -> throw new DamagedRecord("a state that is " + record.count(STATE));
                };
        Request request =
                record.has(REQUEST) ? RequestFields.read(record.group(REQUEST)) : Request.NONE;
        return new Recipient(number, PathFields.read(record.group(PATH)), request, state);
    }

    private static Waiting waiting(Fields record) throws DamagedRecord {
        return new Waiting(
                record.count(ATTEMPTS),
                record.instant(NEXT),
                record.has(WARNED) ? Optional.of(record.instant(WARNED)) : Optional.empty(),
                record.has(LAST)
                        ? Optional.of(DiagnosisFields.read(record.group(LAST)))
                        : Optional.empty());
    }
}
