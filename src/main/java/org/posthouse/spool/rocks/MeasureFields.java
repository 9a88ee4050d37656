package org.posthouse.spool.rocks;

import org.posthouse.mail.Measure;
import org.posthouse.mail.Measure.Width;

/// A [Measure] as fields of a record.
final class MeasureFields {
    private static final int SIZE = 1;
    private static final int LONGEST_LINE = 2;
    private static final int WIDTH = 3;
    private static final int HOPS = 4;

    private MeasureFields() {}

    static void write(FieldWriter writer, Measure measure) {
        writer.number(SIZE, measure.size())
                .number(LONGEST_LINE, measure.longestLine())
                .number(WIDTH, code(measure.width()))
                .number(HOPS, measure.hops());
    }

    static Measure read(Fields fields) throws DamagedRecord {
        long size = fields.number(SIZE);
        if (size < 0) throw new DamagedRecord("a size of " + size);
        return new Measure(
                size, fields.count(LONGEST_LINE), width(fields.count(WIDTH)), fields.count(HOPS));
    }

    private static int code(Width width) {
        return switch (width) {
            case SEVEN_BIT -> 7;
            case EIGHT_BIT -> 8;
            case BINARY -> 9;
        };
    }

    private static Width width(int code) throws DamagedRecord {
        return switch (code) {
            case 7 -> Width.SEVEN_BIT;
            case 8 -> Width.EIGHT_BIT;
            case 9 -> Width.BINARY;
            default -> throw new DamagedRecord("a width of " + code);
        };
    }
}
