package org.posthouse.ports.identify;

import module java.base;

/// Shakes hands by TLS with a silent service and finds out what is inside, beginning there as
/// outside: listening first.
final class Sealed {
    /// @param wantsNoAlpn whether it refused what we offered by ALPN, and may not refuse nothing
    record Opened(Finding finding, boolean wantsNoAlpn) {
        static Opened of(Finding finding) {
            return new Opened(finding, false);
        }
    }

    private static final char ALERT = 21; // RFC 8446 section 5.1
    private static final char HANDSHAKE = 22;
    private static final char SERVER_HELLO = 2;
    private static final char MAJOR = 3;
    private static final int NO_APPLICATION_PROTOCOL = 120; // RFC 7301 section 3.2
    private static final int DESCRIPTION_AT = 6;
    private static final int TYPE_AT = 5; // of a handshake message

    private final Target target;
    private final Identifier.Manner manner;

    Sealed(Target target) {
        this.target = target;
        this.manner = Identifier.Manner.ASK;
    }

    Opened ask(Talk talk, TlsContext.Alpn alpn) {
        if (!talk.questions().take()) return Opened.of(Finding.of(new Observed.Silent()));
        talk.note(Evidence.Side.NOTE, "sent: TLS ClientHello");
        SealedPipe.Shake shake =
                SealedPipe.over(
                        talk.pipe(),
                        TlsContext.engine(target.name(), alpn),
                        talk.patience(),
                        talk.until());
        return switch (shake) {
            case SealedPipe.Shake.Failed(var octets, var why) -> failed(talk, octets, why);
            case SealedPipe.Shake.Done(var pipe, var security) ->
                    Opened.of(inside(talk, pipe, security));
        };
    }

    private static Opened failed(Talk talk, String octets, String why) {
        if (octets.isEmpty()) return Opened.of(Finding.of(new Observed.Silent()));
        talk.note(Evidence.Side.READ, octets);
        Finding tls =
                Finding.speaks(Protocol.TLS, Confidence.CERTAIN, "")
                        .within(new Security("", "", "", Optional.empty()))
                        .noting("no agreement was reached: " + why);
        if (isRecord(octets, ALERT) && octets.length() > DESCRIPTION_AT) {
            int description = octets.charAt(DESCRIPTION_AT);
            return new Opened(tls, description == NO_APPLICATION_PROTOCOL);
        }
        if (isRecord(octets, HANDSHAKE)
                && octets.length() > TYPE_AT
                && octets.charAt(TYPE_AT) == SERVER_HELLO) return Opened.of(tls);
        return Opened.of(Finding.unknown("its answer to TLS is not TLS"));
    }

    private static boolean isRecord(String octets, char type) {
        return octets.charAt(0) == type && octets.length() > 1 && octets.charAt(1) == MAJOR;
    }

    private Finding inside(Talk talk, SealedPipe pipe, Security security) {
        talk.note(Evidence.Side.NOTE, told(security));
        var evidence = talk.evidence();
        Patience patience = talk.patience().withGreeting(talk.patience().inside());
        try (var inner = new Talk(pipe, patience, new Questions(manner), talk.until(), evidence)) {
            return found(inner, security).within(security);
        }
    }

    private static String told(Security security) {
        return security.version()
                + " "
                + security.cipher()
                + (security.application().isEmpty() ? "" : " for " + security.application());
    }

    private Finding found(Talk inner, Security security) {
        boolean web =
                security.application().startsWith("http/")
                        || target.like() == 443
                        || target.like() == 8443;
        if (web) return http(inner);
        if (target.like() == 853) return orNothing(Dns.ask(inner));
        Optional<Finding> greeted = new Listening(inner, target.like()).told(() -> {});
        if (greeted.isPresent()) return closedAtOnce(inner, greeted.get());
        boolean mail = Probe.at(target.like()).equals(List.of(Probe.TLS));
        return mail ? nothing() : http(inner);
    }

    private Finding http(Talk inner) {
        return orNothing(new Line(inner, target.like()).ask(Probe.HTTP));
    }

    private static Finding orNothing(Finding finding) {
        return finding.observed().named().isPresent() ? finding : nothing();
    }

    /// A service may want a certificate of ours and close (RFC 8446 section 4.4.2.4).
    private static Finding closedAtOnce(Talk inner, Finding finding) {
        return inner.hasEnded() && finding.observed().named().isEmpty()
                ? nothing().noting("it closed after the handshake")
                : finding.observed().named().isEmpty() ? nothing() : finding;
    }

    private static Finding nothing() {
        return Finding.speaks(Protocol.TLS, Confidence.CERTAIN, "");
    }
}
