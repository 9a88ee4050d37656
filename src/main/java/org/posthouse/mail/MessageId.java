package org.posthouse.mail;

import module java.base;

/// The name of a message in the queue. Sorts by age within its shard, and is never used again.
///
/// @param value shard (8 bits, the highest of them 0), milliseconds since 1970 (42 bits), counter
///   (14 bits)
public record MessageId(long value) implements Comparable<MessageId> {
    private static final String DIGITS =
            "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's 32, no I L O U
    private static final int LENGTH = 13;

    public MessageId {
        if (value < 0) throw new IllegalArgumentException("no message id: " + value);
    }

    /// @param shard from 0 to 127
    /// @param millis since 1970, until the year 2109
    /// @param counter from 0 to 16383
    public static MessageId of(int shard, long millis, int counter) {
        if (shard >>> 7 != 0 || millis >>> 42 != 0 || counter >>> 14 != 0)
            throw new IllegalArgumentException(
                    "no message id: " + shard + ", " + millis + ", " + counter);
        return new MessageId(((long) shard << 56) | (millis << 14) | counter);
    }

    public int shard() {
        return (int) (value >>> 56);
    }

    /// Reads what [#toString] wrote, in either case.
    public static Optional<MessageId> parse(String text) {
        if (text.length() != LENGTH) return Optional.empty();
        long value = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0 || (i == 0 && digit > 7)) return Optional.empty();
            value = (value << 5) | digit;
        }
        return Optional.of(new MessageId(value));
    }

    private static int digit(char c) {
        return DIGITS.indexOf(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        byte[] text = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++)
            text[LENGTH - 1 - i] = (byte) DIGITS.charAt((int) (value >>> (5 * i)) & 31);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
