package org.posthouse.ports.identify;

import module java.base;

/// One way of speaking to a service that said nothing, on a connection of its own. Each answers
/// with what it found: [Observed.Silent] when nothing came of it.
enum Probe {
    HTTP,
    TLS,
    DNS,
    FINGER,
    WHOIS,
    IDENT,
    ECHO,
    ISO,
    X400,
    NIFTP_STOP,
    NIFTP,
    NIFTP_NAMED;

    /// Which are worth trying at a port with such habits, the most likely first; none where those
    /// who speak first are punished, and no more than one where devices are known to be frail.
    static List<Probe> at(int like) {
        return switch (like) {
            // mail servers that pause before they greet (and Posthouse's own ports)
            case 24, 25, 57, 587, 2525, 8025, 8057 -> List.of();
            case 465, 563, 636, 990, 992, 993, 995, 5061, 6697 -> List.of(TLS);
            case 443, 8443 -> List.of(TLS, HTTP);
            case 853 -> List.of(TLS);
            case 7, 9 -> List.of(ECHO);
            case 43 -> List.of(WHOIS);
            case 53 -> List.of(DNS);
            case 79 -> List.of(FINGER);
            case 102 -> List.of(ISO);
            case Target.X400 -> List.of(X400);
            case 113 -> List.of(IDENT);
            // 4521: NIFTP before it had 47 (IEN 154); 80xx: Posthouse's own
            case 47, 61, 4521, 8047, 8061 -> List.of(NIFTP, NIFTP_NAMED, NIFTP_STOP);
            default -> List.of(HTTP, TLS, DNS);
        };
    }
}
