package org.posthouse.nimail.niftp;

import module java.base;

/// A transfer-control command of level 1: three octets, of which the first, 00, is the escape. It
/// may stand between any two subrecords.
///
/// @param argument one octet
record Control(Code code, int argument) implements Piece {
    /// The sender's commands, and the receiver's from RR on.
    enum Code {
        /// Start of data, from that mark.
        SS(0x40),
        /// A mark.
        MS(0x41),
        /// Code select.
        CS(0x42),
        /// End of data: 0x well, 1x hold, 2x in error, 3x aborted.
        ES(0x43),
        /// Restart request, from that mark.
        RR(0x44),
        /// Mark received.
        MR(0x45),
        /// Quit request: 0x enough, 1x hold, 2x in error, 3x aborted.
        QR(0x46),
        /// End acknowledged.
        ER(0x47);

        final int octet;

        Code(int octet) {
            this.octet = octet;
        }
    }

    /// Error arguments of ES and QR. Bit 01 says that the transfer cannot be resumed.
    static final int SOFT = 0x20;

    static final int HARD = 0x21;
    static final int RECEIVER_SAW_ERROR = 0x22;
    static final int READ_FAILED = 0x28;
    static final int RECORD_TOO_LONG = 0x29;
    static final int SENDER_SAW_ERROR = 0x2a;

    static Optional<Control> of(int octet, int argument) {
        return Arrays.stream(Code.values())
                .filter(code -> code.octet == octet)
                .map(code -> new Control(code, argument))
                .findFirst();
    }

    int octet() {
        return code.octet;
    }

    /// 0 well, 1 hold, 2 error, 3 abort: of ES, QR and ER.
    int kind() {
        return argument >> 4;
    }

    @Override
    public String toString() {
        return code + " %02x".formatted(argument);
    }
}
