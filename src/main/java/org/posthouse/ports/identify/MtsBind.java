package org.posthouse.ports.identify;

import module java.base;

/// The question whether an OSI stack carries X.400: a presentation CONNECT (CP, X.226) with an
/// association request (AARQ, X.227) for message transfer (X.419), in which nothing else stands: no
/// name, no credentials, and not the RTORQ (X.228) without which no MTA may take it. What comes of
/// it shows how far up the stack it was understood.
final class MtsBind {
    /// What the answer shows.
    enum Shown {
        /// Message transfer of 1988 and after: both its abstract syntax and its application
        /// context.
        X400_1988,
        /// One of the two.
        PERHAPS_1988,
        /// Reliable transfer of X.410 (1984), in whose words it answers.
        X400_1984,
        /// An application of another kind.
        OTHER,
        /// Nothing above the session.
        NOTHING
    }

    private static final String ACSE = "R\u0001\u0000\u0001"; // 2.2.1.0.1
    private static final String MTA_RTSE = "V\u0000\u0002\u000c"; // id-as-mta-rtse
    private static final String MTS_TRANSFER = "V\u0000\u0001\u0006"; // id-ac-mts-transfer
    private static final String CONTEXTS = "V\u0000\u0001"; // id-ac of MHS: 2.6.0.1
    private static final String RULES = "Q\u0001"; // Basic Encoding Rules: 2.1.1

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 2;
    private static final int OID = 6;
    private static final int USER_DATA = 0x61; // [APPLICATION 1]: also the AARE within
    private static final int AARQ = 0x60;
    private static final int CONTEXT_NOT_SUPPORTED = 2; // X.227, result-source-diagnostic
    private static final int MOST_REFUSE_REASON = 3; // X.410 section 4

    private MtsBind() {}

    static String question() {
        String association = Ber.of(AARQ, Ber.of(0xa1, Ber.of(OID, MTS_TRANSFER)));
        String data =
                Ber.of(
                        USER_DATA,
                        Ber.of(SEQUENCE, Ber.of(INTEGER, "\u0001"), Ber.of(0xa0, association)));
        String contexts = Ber.of(0xa4, context("\u0001", ACSE), context("\u0003", MTA_RTSE));
        return Ber.of(SET, Ber.of(0xa0, Ber.of(0x80, "\u0001")), Ber.of(0xa2, contexts, data));
    }

    private static String context(String id, String syntax) {
        return Ber.of(
                SEQUENCE,
                Ber.of(INTEGER, id),
                Ber.of(OID, syntax),
                Ber.of(SEQUENCE, Ber.of(OID, RULES)));
    }

    /// @param userData of an ACCEPT: CPA; of a REFUSE: CPR
    static Shown shown(String userData) {
        List<Ber> all = Ber.all(userData);
        if (all.size() != 1) return Shown.NOTHING;
        Ber answer = all.getFirst();
        return switch (answer.tag()) {
            case SET -> accepted(answer);
            case SEQUENCE -> normal(answer);
            default -> Shown.NOTHING;
        };
    }

    /// A SET is CPA in either mode, and in that of 1984 also CPR (X.226 section 8.2).
    private static Shown accepted(Ber answer) {
        Optional<Ber> parameters = answer.part(0xa2);
        if (parameters.isPresent()) return normal(parameters.get());
        boolean syntax1984 =
                answer.part(0xa0)
                        .flatMap(mode -> mode.part(0x80))
                        .map(Ber::number)
                        .equals(Optional.of(OptionalInt.of(0)));
        OptionalInt refusal =
                answer.parts().size() == 1
                        ? answer.part(0x80).map(Ber::number).orElse(OptionalInt.empty())
                        : OptionalInt.empty();
        boolean refused = refusal.isPresent() && refusal.getAsInt() <= MOST_REFUSE_REASON;
        return syntax1984 || refused ? Shown.X400_1984 : Shown.NOTHING;
    }

    private static Shown normal(Ber parameters) {
        List<Ber> results =
                parameters.part(0xa5).map(Ber::parts).orElse(List.of()); // of contexts, in order
        boolean syntax = results.size() == 2 && isTaken(results.getLast());
        Optional<Ber> association = association(parameters);
        boolean context = association.filter(MtsBind::isOfMhs).isPresent();
        if (syntax && context) return Shown.X400_1988;
        if (syntax && association.isEmpty() || context) return Shown.PERHAPS_1988;
        return results.isEmpty() && association.isEmpty() ? Shown.NOTHING : Shown.OTHER;
    }

    private static boolean isTaken(Ber result) {
        return result.part(0x80).map(Ber::number).equals(Optional.of(OptionalInt.of(0)));
    }

    private static Optional<Ber> association(Ber parameters) {
        return parameters
                .part(USER_DATA)
                .flatMap(data -> data.part(SEQUENCE))
                .flatMap(data -> data.part(0xa0))
                .flatMap(data -> data.part(USER_DATA));
    }

    /// Whether its application context is one of MHS, and was not refused as unknown.
    private static boolean isOfMhs(Ber association) {
        boolean named =
                association
                        .part(0xa1)
                        .flatMap(name -> name.part(OID))
                        .filter(name -> name.content().startsWith(CONTEXTS))
                        .isPresent();
        boolean unknown =
                association
                        .part(0xa3)
                        .flatMap(source -> source.part(0xa1))
                        .flatMap(user -> user.part(INTEGER))
                        .map(Ber::number)
                        .equals(Optional.of(OptionalInt.of(CONTEXT_NOT_SUPPORTED)));
        return named && !unknown;
    }
}
