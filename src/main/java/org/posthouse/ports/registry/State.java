package org.posthouse.ports.registry;

import module java.base;

/// What a port number is in the registry: the three states of RFC 6335 section 6, taken apart where
/// a person would act differently.
public enum State {
    /// To a service with a name.
    ASSIGNED("assigned"),
    /// Assigned without a name to a use that each site settles for itself: `any private terminal
    /// access`. A listener there is as registered, whatever it is.
    PRIVATE_USE("private use"),
    /// Free to be asked for.
    UNASSIGNED("unassigned"),
    /// Kept back: by a row that says so, or since another transport has the number (RFC 6335
    /// section 7.2).
    RESERVED("reserved"),
    /// Reserved after a service had it and gave it up, or lost it (RFC 6335 sections 8.2 and 8.4).
    DE_ASSIGNED("de-assigned"),
    /// The row says something that RFC 6335 has no state for, such as `Removed`; it is treated as
    /// taken.
    UNSETTLED("unsettled"),
    /// Never assigned (RFC 6335 section 6).
    DYNAMIC("dynamic");

    private static final Pattern GIVEN_UP =
            Pattern.compile(
                    "removed on|de-?assigned|historic usage|previously assigned|released by",
                    Pattern.CASE_INSENSITIVE);

    private final String words;

    State(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// For programs: `private-use`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As RFC 6335 section 6 has it; empty where it has none for it.
    public Optional<String> rfc6335() {
        return switch (this) {
            case ASSIGNED, PRIVATE_USE -> Optional.of("assigned");
            case UNASSIGNED -> Optional.of("unassigned");
            case RESERVED, DE_ASSIGNED -> Optional.of("reserved");
            case UNSETTLED, DYNAMIC -> Optional.empty();
        };
    }

    /// Whether the number is somebody's to use: the state that RFC 6335 calls Assigned.
    public boolean isAssigned() {
        return this == ASSIGNED || this == PRIVATE_USE;
    }

    static State of(Entry entry) {
        if (entry.isNamed()) return ASSIGNED;
        String text = entry.description().toLowerCase(Locale.ROOT);
        if (text.startsWith("unassigned")) return UNASSIGNED;
        if (text.startsWith("reserved"))
            return GIVEN_UP.matcher(entry.notes()).find() ? DE_ASSIGNED : RESERVED;
        return text.startsWith("any private") ? PRIVATE_USE : UNSETTLED;
    }
}
