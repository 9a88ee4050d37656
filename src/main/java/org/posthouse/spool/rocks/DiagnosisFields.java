package org.posthouse.spool.rocks;

import org.posthouse.mail.Diagnosis;

/// A [Diagnosis] as fields of a record.
final class DiagnosisFields {
    private static final int STATUS = 1;
    private static final int REMOTE = 2;
    private static final int REPLY = 3;

    private DiagnosisFields() {}

    static void write(FieldWriter writer, Diagnosis diagnosis) {
        writer.text(STATUS, diagnosis.status())
                .text(REMOTE, diagnosis.remote())
                .text(REPLY, diagnosis.reply());
    }

    static Diagnosis read(Fields fields) throws DamagedRecord {
        try {
            return new Diagnosis(fields.text(STATUS), fields.text(REMOTE), fields.text(REPLY));
        } catch (IllegalArgumentException e) {
            throw new DamagedRecord("a diagnosis without a status");
        }
    }
}
