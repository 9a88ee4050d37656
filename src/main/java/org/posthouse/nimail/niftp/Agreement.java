package org.posthouse.nimail.niftp;

import module java.base;

/// What both sides settled on for one transfer: a value for every attribute. Immutable.
public final class Agreement {
    static final int COMPRESS_TEXT = 0x0001;
    static final int RESUME = 0x0002;
    static final int RESTART = 0x0004;
    static final int ACKNOWLEDGE = 0x0008;
    static final int HOLD = 0x0010;
    static final int COMPRESS_BINARY = 0x0040;
    static final int BINARY = 0x0002;

    /// Initial restart mark: the end of the file; only STOP and STOPACK are missing.
    public static final int END = 0xffff;

    private final Map<Meaning, Value> values;

    Agreement(Map<Meaning, Value> values) {
        this.values = Map.copyOf(values);
    }

    Value value(Meaning meaning) {
        return values.getOrDefault(meaning, meaning.byDefault());
    }

    public int number(Meaning meaning) {
        return value(meaning) instanceof Value.Number(int number) ? number : 0;
    }

    /// A text that was given; one of no length counts as not given.
    public Optional<String> text(Meaning meaning) {
        return value(meaning) instanceof Value.Text(var text) && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }

    public Agreement with(Meaning meaning, int number) {
        return with(meaning, new Value.Number(number));
    }

    public Agreement with(Meaning meaning, String text) {
        return with(meaning, new Value.Text(text));
    }

    private Agreement with(Meaning meaning, Value value) {
        var changed = new EnumMap<Meaning, Value>(Meaning.class);
        changed.putAll(values);
        changed.put(meaning, value);
        return new Agreement(changed);
    }

    public Access access() {
        return new Access(number(Meaning.ACCESS));
    }

    boolean has(int facility) {
        return (number(Meaning.FACILITIES) & facility) != 0;
    }

    /// Whether marks are of any use: where none of the three facilities was agreed, none are sent.
    boolean marks() {
        return has(RESUME | RESTART | ACKNOWLEDGE);
    }

    public boolean resumable() {
        return has(RESUME);
    }

    public boolean binary() {
        return number(Meaning.DATA_TYPE) == BINARY;
    }

    /// Compression of its kind of data; there is none of words that are no octets.
    boolean compressed() {
        return binary() ? has(COMPRESS_BINARY) && wordOctets() == 1 : has(COMPRESS_TEXT);
    }

    int wordOctets() {
        return binary() ? Math.max(1, number(Meaning.WORD_SIZE) / 8) : 1;
    }

    int formatting() {
        return number(Meaning.FORMATTING);
    }

    int window() {
        return Math.max(1, number(Meaning.WINDOW));
    }

    Duration timeout() {
        return Duration.ofSeconds(Math.max(1, number(Meaning.TIMEOUT)));
    }
}
