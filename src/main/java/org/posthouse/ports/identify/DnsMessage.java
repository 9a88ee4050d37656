package org.posthouse.ports.identify;

import module java.base;

/// The two questions we put to a name server, and what its answers show (RFC 1035 section 4).
/// Neither asks it to look anything up for us.
final class DnsMessage {
    private static final int ID = 0x5048;
    private static final int HEADER = 12;
    private static final int QR = 0x80; // in the third octet
    private static final int OPCODE = 0x78;
    private static final int TXT = 16;

    /// Who serves the root? Nothing is looked up: recursion is not desired.
    static final byte[] ROOT =
            HexFormat.of().parseHex("504800000001000000000000" + "00" + "0002" + "0001");

    /// `version.bind`, class CHAOS: name servers name their program by it (RFC 4892).
    static final byte[] VERSION =
            HexFormat.of()
                    .parseHex(
                            "504800000001000000000000"
                                    + "0776657273696f6e0462696e6400"
                                    + "0010"
                                    + "0003");

    private DnsMessage() {}

    /// As it goes over TCP: the length first (RFC 1035 section 4.2.2).
    static String overTcp(byte[] message) {
        return "" + (char) (message.length >> 8) + (char) (message.length & 0xff) + octets(message);
    }

    static String octets(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }

    /// Whether this is an answer to a question of ours.
    static boolean isAnswer(String message) {
        return message.length() >= HEADER
                && (message.charAt(0) << 8 | message.charAt(1)) == ID
                && (message.charAt(2) & QR) != 0
                && (message.charAt(2) & OPCODE) == 0
                && message.charAt(4) == 0
                && message.charAt(5) <= 1;
    }

    /// The first text of an answer; empty where there is none or it cannot be read.
    static String text(String message) {
        if (!isAnswer(message) || message.charAt(6) == 0 && message.charAt(7) == 0) return "";
        try {
            int at = message.charAt(5) == 0 ? HEADER : afterName(message, HEADER) + 4;
            at = afterName(message, at);
            int type = message.charAt(at) << 8 | message.charAt(at + 1);
            int start = at + 10;
            if (type != TXT) return "";
            int length = message.charAt(start);
            return message.substring(start + 1, start + 1 + length);
        } catch (StringIndexOutOfBoundsException _) {
            return ""; // shorter than it says
        }
    }

    private static int afterName(String message, int from) {
        int at = from;
        while (message.charAt(at) != 0) {
            if (message.charAt(at) >= 0xc0) return at + 2; // a pointer ends a name
            at += 1 + message.charAt(at);
        }
        return at + 1;
    }
}
