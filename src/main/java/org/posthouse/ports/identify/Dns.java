package org.posthouse.ports.identify;

import module java.base;

/// Asks a silent service whether it is a name server (RFC 1035), over TCP.
final class Dns {
    private Dns() {}

    static Finding ask(Talk talk) {
        talk.send(DnsMessage.overTcp(DnsMessage.VERSION)); // one question tells both
        if (!talk.hears(talk.patience().probe())) return Finding.of(new Observed.Silent());
        String answer = message(talk);
        return DnsMessage.isAnswer(answer)
                ? found(DnsMessage.text(answer))
                : Finding.unknown("it does not answer as a name server does");
    }

    /// @param version what the server says it is
    static Finding found(String version) {
        Finding finding = Finding.speaks(Protocol.DNS, Confidence.CERTAIN, version);
        return version.isEmpty() ? finding : finding.noting("version.bind: " + version);
    }

    private static String message(Talk talk) {
        if (!talk.holds(2)) return "";
        int length = talk.held().charAt(0) << 8 | talk.held().charAt(1);
        return talk.holds(2 + length) ? talk.take(2 + length).substring(2) : "";
    }
}
