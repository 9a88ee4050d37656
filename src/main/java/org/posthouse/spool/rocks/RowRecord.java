package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.spool.Registers.Row;

/// A row of a register in the store: its key there is the register's name, an octet 0 and the row's
/// key; no name has such an octet.
final class RowRecord {
    private static final int VERSION = 1;

    private static final int NAME = 1;
    private static final int VALUE = 2;

    private RowRecord() {}

    static byte[] key(String register, String key) {
        return octets(register + '\0' + key);
    }

    /// The first key that belongs to a later register.
    static byte[] end(String register) {
        return octets(register + '\1');
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] write(Row row) {
        var record = FieldWriter.record(VERSION);
        row.values().forEach((name, value) -> record.text(NAME, name).text(VALUE, value));
        return record.octets();
    }

    static String register(byte[] key) throws DamagedRecord {
        return new String(key, 0, zero(key), StandardCharsets.US_ASCII);
    }

    static Row read(byte[] key, byte[] value) throws DamagedRecord {
        int from = zero(key) + 1;
        Fields record = Fields.read(value, VERSION);
        List<String> names = record.texts(NAME);
        List<String> values = record.texts(VALUE);
        if (names.size() != values.size()) throw new DamagedRecord("a row with a value missing");
        var row = new TreeMap<String, String>();
        for (int i = 0; i < names.size(); i++) row.put(names.get(i), values.get(i));
        try {
            return new Row(new String(key, from, key.length - from, StandardCharsets.UTF_8), row);
        } catch (IllegalArgumentException e) {
            throw new DamagedRecord(
                    Objects.requireNonNullElse(e.getMessage(), "an impossible row"));
        }
    }

    private static int zero(byte[] key) throws DamagedRecord {
        for (int i = 0; i < key.length; i++) if (key[i] == 0) return i;
        throw new DamagedRecord("a row without a register");
    }
}
