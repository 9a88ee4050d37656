package org.posthouse.spool.rocks;

import module java.base;

/// The fields of a record that [FieldWriter] wrote. Fields nobody asks for are passed over: a later
/// version may add some.
final class Fields {
    private static final int LONGEST_NUMBER = 10; // octets of 64 bits, 7 at a time

    private final byte[] record;
    private int[] tags = new int[16];
    private long[] numbers = new long[16]; // of octets: where they begin
    private int[] lengths = new int[16];
    private int count;
    private int position;

    private Fields(byte[] record, int from, int to) throws DamagedRecord {
        this.record = record;
        position = from;
        while (position < to) field(to);
    }

    /// @throws DamagedRecord when it is cut off, or of another version
    static Fields read(byte[] record, int version) throws DamagedRecord {
        if (record.length == 0 || record[0] != version)
            throw new DamagedRecord(
                    record.length == 0
                            ? "an empty record"
                            : "a record of version " + record[0] + ", not " + version);
        return new Fields(record, 1, record.length);
    }

    private void field(int to) throws DamagedRecord {
        if (count == tags.length) {
            tags = Arrays.copyOf(tags, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        long tag = varint(to);
        long value = varint(to);
        tags[count] = (int) tag;
        if ((tag & 1) == FieldWriter.OCTETS) {
            if (value < 0 || value > to - position) throw new DamagedRecord("a record cut off");
            numbers[count] = position;
            lengths[count] = (int) value;
            position += (int) value;
        } else {
            numbers[count] = value;
        }
        count++;
    }

    private long varint(int to) throws DamagedRecord {
        long value = 0;
        for (int i = 0; i < LONGEST_NUMBER && position < to; i++) {
            byte octet = record[position++];
            value |= (octet & 0x7FL) << (7 * i);
            if (octet >= 0) return value;
        }
        throw new DamagedRecord("a record cut off");
    }

    boolean has(int field) {
        return find(field << 1) >= 0 || find(field << 1 | 1) >= 0;
    }

    long number(int field) throws DamagedRecord {
        return numbers[need(field, FieldWriter.NUMBER)];
    }

    int count(int field) throws DamagedRecord {
        long value = number(field);
        if (value < 0 || value > Integer.MAX_VALUE)
            throw new DamagedRecord("field " + field + " is " + value);
        return (int) value;
    }

    byte[] octets(int field) throws DamagedRecord {
        int at = need(field, FieldWriter.OCTETS);
        int from = (int) numbers[at];
        return Arrays.copyOfRange(record, from, from + lengths[at]);
    }

    String text(int field) throws DamagedRecord {
        return text(record, need(field, FieldWriter.OCTETS));
    }

    private String text(byte[] octets, int at) {
        return new String(octets, (int) numbers[at], lengths[at], StandardCharsets.UTF_8);
    }

    /// All fields of this number, in order.
    List<String> texts(int field) {
        var texts = new ArrayList<String>();
        int tag = field << 1 | FieldWriter.OCTETS;
        for (int i = 0; i < count; i++) if (tags[i] == tag) texts.add(text(record, i));
        return texts;
    }

    Instant instant(int field) throws DamagedRecord {
        long seconds = number(field);
        try {
            return Instant.ofEpochSecond((seconds >>> 1) ^ -(seconds & 1), count(field + 1));
        } catch (DateTimeException | ArithmeticException e) {
            throw new DamagedRecord("field " + field + " is no time");
        }
    }

    Fields group(int field) throws DamagedRecord {
        int at = need(field, FieldWriter.OCTETS);
        int from = (int) numbers[at];
        return new Fields(record, from, from + lengths[at]);
    }

    /// All groups of this number, in order.
    List<Fields> groups(int field) throws DamagedRecord {
        var groups = new ArrayList<Fields>();
        int tag = field << 1 | FieldWriter.OCTETS;
        for (int i = 0; i < count; i++) {
            int from = (int) numbers[i];
            if (tags[i] == tag) groups.add(new Fields(record, from, from + lengths[i]));
        }
        return groups;
    }

    private int need(int field, int kind) throws DamagedRecord {
        int at = find(field << 1 | kind);
        if (at < 0) throw new DamagedRecord("field " + field + " is missing");
        return at;
    }

    private int find(int tag) {
        for (int i = 0; i < count; i++) if (tags[i] == tag) return i;
        return -1;
    }
}
