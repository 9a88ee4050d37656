package org.posthouse.nimail.niftp;

import module java.base;

/// The attributes there are, and what holds when one is not mentioned (docs/niftp.md, the table of
/// attributes).
public enum Meaning {
    PROTOCOL(0x00, 0x0100),
    ACCESS(0x01, 0),
    TEXT_CODE(0x02, 0x0001),
    FORMATTING(0x03, 0x0001),
    BINARY_FORMAT(0x04, 0x8002),
    MAX_RECORD(0x05, 0xffff),
    LIMIT(0x06, 0xffff),
    ESTIMATE(0x07, 0xffff),
    TRANSFER_ID(0x08, 0),
    PRIVATE_CODE(0x09, Kind.UNSUPPORTED),
    WINDOW(0x0a, 0x0020),
    RESTART(0x0b, 0),
    TIMEOUT(0x0d, 0x0258),
    FACILITIES(0x0e, 0),
    STATE(0x0f, 0),
    DATA_TYPE(0x20, 0x0001),
    DELIMITERS(0x21, 0),
    TEXT_STORAGE(0x22, 0),
    TABS(0x23, "x"),
    WORD_SIZE(0x24, 8),
    MAX_STORAGE_RECORD(0x25, Kind.UNSUPPORTED),
    PAGE_WIDTH(0x26, Kind.UNSUPPORTED),
    PAGE_LENGTH(0x27, Kind.UNSUPPORTED),
    PRIVATE_STORAGE(0x29, Kind.UNSUPPORTED),
    FILENAME(0x40, Kind.TEXT),
    USERNAME(0x42, Kind.TEXT),
    PASSWORD(0x44, Kind.SECRET),
    FILE_PASSWORD(0x45, Kind.SECRET),
    ACCOUNT(0x4a, Kind.TEXT),
    ACCOUNT_PASSWORD(0x4b, Kind.SECRET),
    DEVICE(0x50, "lp"),
    DEVICE_QUALIFIER(0x51, Kind.SECRET), // never echoed either
    FILE_SIZE(0x60, 0),
    ACTION_MESSAGE(0x70, Kind.MESSAGE),
    MESSAGE(0x71, Kind.MESSAGE),
    OPTIONS(0x80, Kind.TEXT);

    enum Kind {
        /// A set of bits or a number.
        NUMBER,
        TEXT,
        /// A text that is never sent back.
        SECRET,
        /// A text that may come several times and is no subject of negotiation.
        MESSAGE,
        /// Known, but we have nothing to say about it.
        UNSUPPORTED
    }

    private static final Map<Integer, Meaning> BY_ID =
            Arrays.stream(values()).collect(Collectors.toMap(m -> m.id, Function.identity()));

    final int id;
    final Kind kind;
    final boolean secret;
    private final int number;
    private final String text;

    Meaning(int id, int standard) {
        this(id, Kind.NUMBER, standard, "");
    }

    Meaning(int id, String standard) {
        this(id, Kind.TEXT, 0, standard);
    }

    Meaning(int id, Kind kind) {
        this(id, kind, 0, "");
    }

    Meaning(int id, Kind kind, int number, String text) {
        this.id = id;
        this.kind = kind;
        this.secret = kind == Kind.SECRET;
        this.number = number;
        this.text = text;
    }

    static Optional<Meaning> of(int id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /// What holds when nobody mentions it.
    Value byDefault() {
        if (kind == Kind.NUMBER) return new Value.Number(number);
        return text.isEmpty() ? new Value.None() : new Value.Text(text);
    }
}
