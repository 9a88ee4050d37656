package org.posthouse.ports.identify;

import module java.base;

/// A transport connection of class 0 over TCP is asked for, and left at once when it comes about:
/// TPKT (RFC 1006 section 6) with CR, CC and DR of ISO 8073 (RFC 905 section 13). Whatever is on
/// top of it, X.400 or another, is not called: we bind to nothing.
final class IsoTransport {
    private static final char CC = 0xd0;
    private static final char DR = 0x80;
    private static final char ER = 0x70;
    private static final int VERSION = 3;
    private static final String OURS = "PH"; // our reference, two octets
    private static final int SHORTEST = 11;

    private IsoTransport() {}

    static Finding ask(Talk talk) {
        // length indicator 6, CR, no reference of theirs, ours, class 0
        talk.send("\u0003\u0000\u0000\u000b\u0006\u00e0\u0000\u0000" + OURS + "\u0000");
        if (!talk.hears(talk.patience().probe())) return Finding.of(new Observed.Silent());
        talk.settle(SHORTEST);
        String answer = talk.taken();
        if (!isSound(answer)) return Finding.unknown("it does not answer as ISO transport does");
        char code = (char) (answer.charAt(5) & 0xf0);
        if (code == CC) {
            // their reference as ours, reason 128: normal disconnect by the session entity
            talk.leave(
                    "\u0003\u0000\u0000\u000b\u0006\u0080"
                            + answer.substring(8, 10)
                            + OURS
                            + "\u0080");
        }
        String how =
                switch (code) {
                    case CC -> "it took a transport connection, which we left at once";
                    case DR -> "it refused a transport connection";
                    default -> "it answered with a transport error";
                };
        return Finding.speaks(Protocol.ISO_TRANSPORT, Confidence.CERTAIN, "").noting(how);
    }

    /// A whole TPKT with CC, DR or ER for our reference in it.
    private static boolean isSound(String answer) {
        if (answer.length() < SHORTEST || answer.charAt(0) != VERSION) return false;
        int length = answer.charAt(2) << 8 | answer.charAt(3);
        int code = answer.charAt(5) & 0xf0;
        return length == answer.length()
                && answer.charAt(4) + 5 <= length
                && (code == CC || code == DR || code == ER)
                && answer.startsWith(OURS, 6);
    }
}
