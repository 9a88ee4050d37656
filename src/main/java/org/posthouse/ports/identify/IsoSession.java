package org.posthouse.ports.identify;

import module java.base;

/// The ISO session protocol (X.225, ISO 8327-1) as far as one CONNECT needs it, whose answer is
/// read, and an ABORT, with which whatever came of it is left.
final class IsoSession {
    /// What came in answer to a CONNECT.
    sealed interface Answer {
        /// ACCEPT: a session has come about, and has to be left.
        record Accepted(String userData) implements Answer {}

        /// REFUSE.
        ///
        /// @param reason 2: by the user of the session, with data of his; 129: no such selector
        record Refused(int reason, String userData) implements Answer {}

        /// ABORT.
        record Aborted() implements Answer {}

        /// No SPDU.
        record Strange() implements Answer {}
    }

    private static final int REFUSE = 12;
    private static final int CONNECT = 13;
    private static final int ACCEPT = 14;
    private static final int ABORT = 25;
    private static final int CONNECT_ACCEPT_ITEM = 5;
    private static final int TRANSPORT_DISCONNECT = 17;
    private static final int PROTOCOL_OPTIONS = 19;
    private static final int REQUIREMENTS = 20;
    private static final int VERSION = 22;
    private static final int TOKEN_SETTING = 26;
    private static final int REASON = 50;
    private static final int USER_DATA = 193;
    private static final int LONG = 0xff; // a length of two octets follows

    /// Half-duplex, minor synchronize, activity management, exceptions: what reliable transfer
    /// needs (X.218 section 10).
    private static final String RELIABLE_TRANSFER = "\u0002I";

    private IsoSession() {}

    /// No selectors, versions 1 and 2, the tokens ours.
    ///
    /// @param userData short
    static String connect(String userData) {
        return Ber.of(
                CONNECT,
                Ber.of(
                        CONNECT_ACCEPT_ITEM,
                        Ber.of(PROTOCOL_OPTIONS, "\u0000"),
                        Ber.of(VERSION, "\u0003"),
                        Ber.of(TOKEN_SETTING, "\u0000")),
                Ber.of(REQUIREMENTS, RELIABLE_TRANSFER),
                Ber.of(USER_DATA, userData));
    }

    /// By the user, and the transport connection with it.
    static String abort() {
        return Ber.of(ABORT, Ber.of(TRANSPORT_DISCONNECT, "\u0003"));
    }

    static Answer read(String spdu) {
        if (spdu.length() < 2) return new Answer.Strange();
        Optional<SortedMap<Integer, String>> parameters = parameters(spdu);
        if (parameters.isEmpty()) return new Answer.Strange();
        String userData = parameters.get().getOrDefault(USER_DATA, "");
        return switch (spdu.charAt(0)) {
            case ACCEPT -> new Answer.Accepted(userData);
            case ABORT -> new Answer.Aborted();
            case REFUSE -> {
                // the user's data stand behind the reason
                String reason = parameters.get().getOrDefault(REASON, "");
                yield reason.isEmpty()
                        ? new Answer.Refused(0, userData)
                        : new Answer.Refused(reason.charAt(0), reason.substring(1) + userData);
            }
            default -> new Answer.Strange();
        };
    }

    /// Those of the SPDU itself, not those within their groups; empty when its lengths do not fit.
    private static Optional<SortedMap<Integer, String>> parameters(String spdu) {
        var parameters = new TreeMap<Integer, String>();
        Optional<String> whole = value(spdu, 1);
        if (whole.isEmpty() || whole.get().length() + head(spdu, 1) + 1 != spdu.length())
            return Optional.empty();
        String rest = whole.get();
        while (!rest.isEmpty()) {
            Optional<String> value = value(rest, 1);
            if (value.isEmpty()) return Optional.empty();
            parameters.putIfAbsent((int) rest.charAt(0), value.get());
            rest = rest.substring(1 + head(rest, 1) + value.get().length());
        }
        return Optional.of(parameters);
    }

    /// What follows a length at that index.
    private static Optional<String> value(String octets, int at) {
        int head = head(octets, at);
        if (at + head > octets.length()) return Optional.empty();
        int length =
                head == 1 ? octets.charAt(at) : octets.charAt(at + 1) << 8 | octets.charAt(at + 2);
        int start = at + head;
        return start + length <= octets.length()
                ? Optional.of(octets.substring(start, start + length))
                : Optional.empty();
    }

    /// How many octets a length takes.
    private static int head(String octets, int at) {
        return at < octets.length() && octets.charAt(at) == LONG ? 3 : 1;
    }
}
