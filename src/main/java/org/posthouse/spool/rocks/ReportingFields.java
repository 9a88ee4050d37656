package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Xtext;

/// A [Reporting] as fields of a record.
final class ReportingFields {
    private static final int RET = 1;
    private static final int ENVID = 2;
    private static final int ACKNOWLEDGE = 3; // as often as there are paths

    private ReportingFields() {}

    static void write(FieldWriter writer, Reporting reporting) {
        reporting.ret().ifPresent(ret -> writer.number(RET, code(ret)));
        reporting.envid().ifPresent(envid -> writer.text(ENVID, envid.encoded()));
        for (MailPath path : reporting.acknowledgeTo())
            writer.group(ACKNOWLEDGE, fields -> PathFields.write(fields, path));
    }

    static Reporting read(Fields fields) throws DamagedRecord {
        var acknowledge = new ArrayList<MailPath>();
        for (Fields path : fields.groups(ACKNOWLEDGE)) acknowledge.add(PathFields.read(path));
        return new Reporting(
                fields.has(RET) ? Optional.of(ret(fields.count(RET))) : Optional.empty(),
                fields.has(ENVID) ? Optional.of(xtext(fields.text(ENVID))) : Optional.empty(),
                acknowledge);
    }

    static Xtext xtext(String text) throws DamagedRecord {
        return Xtext.read(text).orElseThrow(() -> new DamagedRecord("what is no xtext"));
    }

    private static int code(Reporting.Ret ret) {
        return switch (ret) {
            case FULL -> 1;
            case HDRS -> 2;
        };
    }

    private static Reporting.Ret ret(int code) throws DamagedRecord {
        return switch (code) {
            case 1 -> Reporting.Ret.FULL;
            case 2 -> Reporting.Ret.HDRS;
            default -> throw new DamagedRecord("a RET of " + code);
        };
    }
}
