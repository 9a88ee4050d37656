package org.posthouse.nimail.niftp;

import module java.base;

/// How we negotiate where the protocol leaves a choice.
public enum Profile {
    /// What interoperates most: one record for each line wherever that is offered, and every word
    /// size of whole octets.
    EVERYDAY,
    /// As unix-niftp 5.6 answers, for partners that were made to fit it.
    UNIX_NIFTP;

    private static final int RECORDS = 0x01;
    private static final int RAW = 0x80;

    /// Of attribute 0E: all that we do.
    int facilities() {
        return 0x005f;
    }

    /// What P offers: compression of binary data costs more than most lines give back.
    int offered(Wanted.Kind kind) {
        return switch (this) {
            case UNIX_NIFTP -> facilities();
            case EVERYDAY ->
                    switch (kind) {
                        case Wanted.Kind.Text _ -> 0x001f;
                        case Wanted.Kind.Binary _ -> 0x001e;
                    };
        };
    }

    /// The one bit of text formatting to settle on, of those offered.
    ///
    /// @param offered at least one bit of 00ff
    int formatting(int offered) {
        return switch (this) {
            case EVERYDAY ->
                    (offered & RECORDS) != 0
                            ? RECORDS
                            : Integer.lowestOneBit(offered); // 80 only where nothing else is
            case UNIX_NIFTP ->
                    offered == 0xff
                            ? RAW
                            : Integer.highestOneBit(
                                    (offered & ~RAW) != 0 ? offered & ~RAW : offered);
        };
    }

    /// Whether a number that P leaves to us, with no value and ANY, is our choice, as in the
    /// program's rules; else it is as if it were not mentioned, which no partner can misread.
    boolean chooses() {
        return this == UNIX_NIFTP;
    }

    boolean wordSize(int bits) {
        boolean octets = bits >= 8 && bits <= 1024 && bits % 8 == 0;
        return octets && (this == EVERYDAY || 2048 % bits == 0);
    }

    /// The most marks that may be outstanding.
    int window() {
        return this == UNIX_NIFTP ? 0x20 : 0xff;
    }

    /// Octets of the file from mark to mark, for a sender: the restart mark has 16 bits, so that
    /// few octets make for small files only.
    public int interval() {
        return this == UNIX_NIFTP ? 2048 : 1 << 20;
    }

    /// What a password that came may mean: unix-niftp may have scrambled it.
    public List<String> readings(String password) {
        return this == UNIX_NIFTP ? List.of(password, scrambled(password)) : List.of(password);
    }

    /// Each octet after the first, exclusive-or the low six bits of the first; its own inverse.
    static String scrambled(String password) {
        var plain = new StringBuilder(password);
        for (int i = 1; i < plain.length(); i++)
            plain.setCharAt(i, (char) (plain.charAt(i) ^ password.charAt(0) & 0x3f));
        return plain.toString();
    }

    /// Whether bit 80 of a text's octets is cleared in all formats but 80.
    boolean sevenBit() {
        return this == UNIX_NIFTP;
    }

    RecordReader.Unagreed unagreed() {
        return this == UNIX_NIFTP ? RecordReader.Unagreed.DROPPED : RecordReader.Unagreed.KEPT;
    }
}
