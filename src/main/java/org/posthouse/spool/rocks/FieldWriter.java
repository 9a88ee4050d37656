package org.posthouse.spool.rocks;

import module java.base;

/// Writes a record: a version octet, then fields, each a number that names it and a value. A number
/// is 7 bits an octet, the lowest first, with the high bit set when another follows; octets have
/// their length before them. The lowest bit of a field's tag says which of the two comes, so that a
/// reader can pass over fields it does not know. Read by [Fields].
final class FieldWriter {
    static final int NUMBER = 0;
    static final int OCTETS = 1;

    private byte[] buffer = new byte[128];
    private int size;

    static FieldWriter record(int version) {
        var writer = new FieldWriter();
        writer.octet(version);
        return writer;
    }

    /// Any value; small positive ones are short.
    FieldWriter number(int field, long value) {
        tag(field, NUMBER);
        varint(value);
        return this;
    }

    FieldWriter octets(int field, byte[] value) {
        return octets(field, value, value.length);
    }

    private FieldWriter octets(int field, byte[] value, int length) {
        tag(field, OCTETS);
        varint(length);
        need(length);
        System.arraycopy(value, 0, buffer, size, length);
        size += length;
        return this;
    }

    /// In UTF-8; half a surrogate pair becomes a question mark.
    FieldWriter text(int field, String value) {
        return octets(field, value.getBytes(StandardCharsets.UTF_8));
    }

    FieldWriter texts(int field, List<String> values) {
        for (String value : values) text(field, value);
        return this;
    }

    /// To the nanosecond, in `field` and the one after it.
    FieldWriter instant(int field, Instant value) {
        long seconds = value.getEpochSecond();
        number(field, (seconds << 1) ^ (seconds >> 63)); // so that those before 1970 are short too
        return number(field + 1, value.getNano());
    }

    /// Fields within a field.
    FieldWriter group(int field, Consumer<FieldWriter> content) {
        var inner = new FieldWriter();
        content.accept(inner);
        return octets(field, inner.buffer, inner.size);
    }

    byte[] octets() {
        return Arrays.copyOf(buffer, size);
    }

    private void tag(int field, int kind) {
        varint((long) field << 1 | kind);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        octet((int) rest);
    }

    private void octet(int value) {
        need(1);
        buffer[size++] = (byte) value;
    }

    private void need(int more) {
        if (buffer.length - size < more)
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
    }
}
