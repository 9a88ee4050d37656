package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.mail.MessageId;
import org.posthouse.spool.Due;

/// The keys of the tables. Numbers are written the highest octet first, so that the order of the
/// octets is that of the numbers.
///
/// A destination in a due key ends with an octet 0; for that, 0 within it is written 1 1, and 1 is
/// written 1 2, which keeps the order.
final class Keys {
    static final byte[] FORMAT = "format".getBytes(StandardCharsets.US_ASCII);
    static final byte[] MARKS = "marks".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FIRST = {};
    static final byte[] END = {
        (byte) 255,
        (byte) 255,
        (byte) 255,
        (byte) 255,
        (byte) 255,
        (byte) 255,
        (byte) 255,
        (byte) 255,
        (byte) 255
    }; // no id is as high, and no octet of UTF-8

    private static final int TIME = Long.BYTES + Integer.BYTES;
    private static final int TAIL = TIME + Long.BYTES + Integer.BYTES;

    private Keys() {}

    static byte[] id(MessageId id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id.value()).array();
    }

    /// The first key that belongs to a later id.
    static byte[] after(MessageId id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id.value() + 1).array();
    }

    /// A chunk of a content, or a recipient of a message.
    static byte[] part(MessageId id, int number) {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(id.value())
                .putInt(number)
                .array();
    }

    static MessageId id(byte[] key) throws DamagedRecord {
        if (key.length < Long.BYTES) throw new DamagedRecord("a key of " + key.length + " octets");
        long value = ByteBuffer.wrap(key).getLong();
        if (value < 0) throw new DamagedRecord("a key that is no id");
        return new MessageId(value);
    }

    static int number(byte[] key) throws DamagedRecord {
        if (key.length != Long.BYTES + Integer.BYTES)
            throw new DamagedRecord("a key of " + key.length + " octets");
        return ByteBuffer.wrap(key).getInt(Long.BYTES);
    }

    static byte[] due(Due due) {
        return due(due.destination(), due.time(), TAIL)
                .putLong(due.id().value())
                .putInt(due.number())
                .array();
    }

    /// Where the entries of a destination that are due at `from` or later begin.
    static byte[] due(String destination, Instant from) {
        return due(destination, from, TIME).array();
    }

    private static ByteBuffer due(String destination, Instant time, int room) {
        byte[] name = escaped(destination);
        return ByteBuffer.allocate(name.length + 1 + room)
                .put(name)
                .put((byte) 0)
                .putLong(time.getEpochSecond() ^ Long.MIN_VALUE) // the sign's order turned round
                .putInt(time.getNano());
    }

    /// The first key that belongs to a later destination.
    static byte[] after(String destination) {
        byte[] name = escaped(destination);
        byte[] key = Arrays.copyOf(name, name.length + 1);
        key[name.length] = 1;
        return key;
    }

    static Due due(byte[] key) throws DamagedRecord {
        int end = 0;
        while (end < key.length && key[end] != 0) end++;
        if (key.length != end + 1 + TAIL) throw new DamagedRecord("a due key cut off");
        var rest = ByteBuffer.wrap(key, end + 1, TAIL);
        try {
            return new Due(
                    unescaped(key, end),
                    Instant.ofEpochSecond(rest.getLong() ^ Long.MIN_VALUE, rest.getInt()),
                    new MessageId(rest.getLong()),
                    rest.getInt());
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new DamagedRecord("a due key with an impossible time or id");
        }
    }

    private static byte[] escaped(String destination) {
        byte[] plain = destination.getBytes(StandardCharsets.UTF_8);
        int extra = 0;
        for (byte octet : plain) if (octet == 0 || octet == 1) extra++;
        if (extra == 0) return plain;
        var escaped = ByteBuffer.allocate(plain.length + extra);
        for (byte octet : plain) {
            if (octet == 0 || octet == 1) escaped.put((byte) 1).put((byte) (octet + 1));
            else escaped.put(octet);
        }
        return escaped.array();
    }

    private static String unescaped(byte[] key, int end) {
        byte[] plain = new byte[end];
        int size = 0;
        for (int i = 0; i < end; i++) {
            plain[size++] = key[i] == 1 && i + 1 < end ? (byte) (key[++i] - 1) : key[i];
        }
        return new String(plain, 0, size, StandardCharsets.UTF_8);
    }
}
