package org.posthouse.ports.registry;

import module java.base;

/// The numbers that IANA could assign next, as far as RFC 6335 decides it: a set and no order. It
/// encourages an applicant to ask for a number, and else leaves the choice to IANA (section 8.1.2).
///
/// @param unassigned the set
/// @param clean those of it of which nobody has reported a use without leave
/// @param last numbers that were given up: only when no other is left (section 8.2)
public record Candidates(
        Span span,
        Transport transport,
        List<Integer> unassigned,
        List<Integer> clean,
        List<Integer> last) {
    public Candidates {
        unassigned = List.copyOf(unassigned);
        clean = List.copyOf(clean);
        last = List.copyOf(last);
    }

    /// @param span not [Span#DYNAMIC], where nothing is assigned
    public static Candidates of(Registry registry, Span span, Transport transport) {
        var unassigned = new ArrayList<Integer>();
        var clean = new ArrayList<Integer>();
        var last = new ArrayList<Integer>();
        for (int port = span.low(); port <= span.high(); port++) {
            Standing standing = registry.standing(port, transport);
            switch (standing.state()) {
                case UNASSIGNED -> {
                    unassigned.add(port);
                    if (!standing.isUsedWithoutLeave()) clean.add(port);
                }
                case DE_ASSIGNED -> last.add(port);
                case ASSIGNED, PRIVATE_USE, RESERVED, UNSETTLED, DYNAMIC -> {}
            }
        }
        return new Candidates(span, transport, unassigned, clean, last);
    }

    /// How one asks for a number of this range (RFC 6335 section 8.1.2).
    public List<String> rules() {
        return switch (span) {
            case SYSTEM ->
                    List.of(
                            "System ports are given by IETF Review or IESG Approval only; the"
                                    + " request says why neither a user nor a dynamic port will do"
                                    + " (RFC 6335 section 8.1.2).",
                            "RFC 7605 section 7.3 advises not to ask for one.");
            case USER ->
                    List.of(
                            "User ports are given by IETF Review, IESG Approval or Expert Review;"
                                    + " the request says why a dynamic port will not do (RFC 6335"
                                    + " section 8.1.2).");
            case DYNAMIC -> List.of("Dynamic ports are never assigned (RFC 6335 section 6).");
        };
    }

    /// Numbers as runs: `4`, `6`, `14-16`.
    public static List<String> runs(List<Integer> numbers) {
        var runs = new ArrayList<String>();
        for (int i = 0; i < numbers.size(); i++) {
            int from = i;
            while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) i++;
            runs.add(new Numbers(numbers.get(from), numbers.get(i)).toString());
        }
        return runs;
    }
}
