package org.posthouse.nimail.niftp;

import module java.base;

/// What is done to octets.
enum Change {
    FLIP,
    SET_HIGH,
    ZERO,
    LOSE,
    ADD,
    TWICE,
    CUT;

    byte[] of(byte[] octets, int at) {
        byte[] changed = octets.clone();
        return switch (this) {
            case FLIP -> with(changed, at, changed[at] ^ 1 << at % 7);
            case SET_HIGH -> with(changed, at, changed[at] ^ 0xc0);
            case ZERO -> with(changed, at, 0);
            case LOSE -> joined(octets, at, octets, at + 1);
            case ADD -> joined(joined(octets, at, new byte[1], 0), at + 1, octets, at);
            case TWICE -> joined(octets, at + 1, octets, at);
            case CUT -> Arrays.copyOf(octets, at);
        };
    }

    private static byte[] with(byte[] octets, int at, int octet) {
        octets[at] = (byte) octet;
        return octets;
    }

    static byte[] joined(byte[] one, int end, byte[] other, int from) {
        byte[] both = Arrays.copyOf(one, end + other.length - from);
        System.arraycopy(other, from, both, end, other.length - from);
        return both;
    }
}
