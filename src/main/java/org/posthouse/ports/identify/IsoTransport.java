package org.posthouse.ports.identify;

import module java.base;

/// A transport connection of class 0 over TCP is asked for: TPKT (RFC 1006 section 6) with CR, CC
/// and DR of ISO 8073 (RFC 905 section 13). It is left at once when it comes about, for the service
/// may be a controller of a machine, which takes connections so too; only who says that it is X.400
/// has it asked further, by [MtsBind].
final class IsoTransport {
    private static final char CC = 0xd0;
    private static final char DR = 0x80;
    private static final char ER = 0x70;
    private static final int VERSION = 3;
    private static final String OURS = "PH"; // our reference, two octets
    private static final int SHORTEST = 11;
    private static final char DT = 0xf0;
    private static final int LAST = 0x80; // of the parts of a message
    private static final int HEADER = 7; // of TPKT and DT
    private static final int LONGEST = 4096;
    private static final int MOST_PARTS = 16;

    private IsoTransport() {}

    static Finding ask(Talk talk, Probe probe) {
        // length indicator 6, CR, no reference of theirs, ours, class 0
        talk.send("\u0003\u0000\u0000\u000b\u0006\u00e0\u0000\u0000" + OURS + "\u0000");
        if (!talk.hears(talk.patience().probe())) return Finding.of(new Observed.Silent());
        talk.settle(SHORTEST);
        String answer = talk.taken();
        if (!isSound(answer)) return Finding.unknown("it does not answer as ISO transport does");
        return switch ((char) (answer.charAt(5) & 0xf0)) {
            case CC -> connected(talk, probe, answer.substring(8, 10));
            case DR -> transport().noting("it refused a transport connection");
            default -> transport().noting("it answered with a transport error");
        };
    }

    private static Finding transport() {
        return Finding.speaks(Protocol.ISO_TRANSPORT, Confidence.CERTAIN, "");
    }

    private static Finding connected(Talk talk, Probe probe, String theirs) {
        Finding finding =
                probe == Probe.X400
                        ? asked(talk)
                        : transport().noting("it took a transport connection, which we left");
        // their reference as ours, reason 128: normal disconnect by the session entity
        talk.leave("\u0003\u0000\u0000\u000b\u0006\u0080" + theirs + OURS + "\u0080");
        return finding;
    }

    private static Finding asked(Talk talk) {
        if (!talk.send(data(IsoSession.connect(MtsBind.question()))))
            return transport().noting("it took a transport connection and closed");
        if (!talk.holds(HEADER))
            return transport().noting("it did not answer an ISO session CONNECT");
        return switch (IsoSession.read(unwrapped(talk))) {
            case IsoSession.Answer.Accepted(var userData) -> {
                talk.leave(data(IsoSession.abort()));
                yield shown(userData, "it accepted an ISO session, which we aborted");
            }
            case IsoSession.Answer.Refused(int reason, var userData) ->
                    shown(userData, "it refused an ISO session, reason " + reason);
            case IsoSession.Answer.Aborted _ ->
                    transport().noting("it aborted an ISO session; who it serves does not show");
            case IsoSession.Answer.Strange _ ->
                    transport().noting("its answer to an ISO session CONNECT is none");
        };
    }

    private static Finding shown(String userData, String how) {
        Finding finding =
                switch (MtsBind.shown(userData)) {
                    case X400_1988 ->
                            Finding.speaks(Protocol.X400, "1988", Confidence.CERTAIN, "")
                                    .noting("it knows the MTA bind and message transfer");
                    case PERHAPS_1988 ->
                            Finding.speaks(Protocol.X400, "1988", Confidence.LIKELY, "")
                                    .noting("it answers for message transfer, by half");
                    case X400_1984 ->
                            Finding.speaks(Protocol.X400, "1984", Confidence.LIKELY, "")
                                    .noting("it answers in the words of X.410 (1984)");
                    case OTHER ->
                            transport().noting("it has an OSI application that is not X.400's");
                    case NOTHING -> transport().noting("what is above the session does not show");
                };
        return finding.noting(how);
    }

    /// In a data TPDU, the last of its kind (RFC 905 section 13).
    private static String data(String octets) {
        int length = HEADER + octets.length();
        return "\u0003\u0000"
                + (char) (length >> 8)
                + (char) (length & 0xff)
                + "\u0002\u00f0\u0080"
                + octets;
    }

    /// What stands in data TPDUs up to the last; nothing when they are not whole.
    private static String unwrapped(Talk talk) {
        var octets = new StringBuilder();
        for (int i = 0; i < MOST_PARTS; i++) {
            if (!talk.holds(HEADER)) return "";
            String held = talk.held();
            int length = held.charAt(2) << 8 | held.charAt(3);
            boolean sound =
                    held.charAt(0) == VERSION
                            && length >= HEADER
                            && length <= LONGEST
                            && held.charAt(4) == 2
                            && held.charAt(5) == DT;
            if (!sound || !talk.holds(length)) return "";
            octets.append(talk.take(length), HEADER, length);
            if (held.charAt(6) >= LAST) return octets.toString();
        }
        return "";
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
