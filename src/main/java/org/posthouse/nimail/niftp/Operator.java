package org.posthouse.nimail.niftp;

/// How an attribute's value is meant: the low three bits of its qualifier, of which 1 is "less", 2
/// "equal" and 4 "greater".
public enum Operator {
    NONE(0),
    LT(1),
    EQ(2),
    LE(3),
    GT(4),
    NE(5),
    GE(6),
    ANY(7);

    final int bits;

    Operator(int bits) {
        this.bits = bits;
    }

    static Operator of(int bits) {
        return switch (bits & 7) {
            case 0 -> NONE;
            case 1 -> LT;
            case 2 -> EQ;
            case 3 -> LE;
            case 4 -> GT;
            case 5 -> NE;
            case 6 -> GE;
            default -> ANY;
        };
    }
}
