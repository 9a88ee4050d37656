package org.posthouse.mtp;

import module java.base;

/// What the host and we have come to about multi-recipient mail, in one conversation (RFC 780
/// sections 4.1 and 4.6). We ask when it is first of use, and then remember.
final class Negotiation {
    enum Agreed {
        RECIPIENTS_FIRST("R"),
        TEXT_FIRST("T"),
        /// One MAIL for each recipient.
        NEITHER("");

        private final String letter;

        Agreed(String letter) {
            this.letter = letter;
        }
    }

    private final Channel channel;
    private Optional<Agreed> known = Optional.empty();

    Negotiation(Channel channel) {
        this.channel = channel;
    }

    /// The scheme to use for the next message, selected and in its initial state.
    Agreed agree() throws IOException {
        Agreed agreed = known.isPresent() ? again(known.get()) : first();
        known = Optional.of(agreed);
        return agreed;
    }

    /// The scheme did not work as it should have.
    void disappointed() {
        known = Optional.of(Agreed.NEITHER);
    }

    /// A careful sender resets the state between messages (RFC 780 section 4.5, example 3), which
    /// `MRSQ ?` does without altering the scheme in effect.
    private Agreed again(Agreed before) throws IOException {
        if (before == Agreed.NEITHER) return before;
        return channel.complete("MRSQ ?").code() == 215 ? before : Agreed.NEITHER;
    }

    /// "MRSQ" and "MRSQ ?" are the tests whether either scheme is implemented; MRCP is none (RFC
    /// 780 section 4.6).
    private Agreed first() throws IOException {
        if (!channel.complete("MRSQ").completes()) return Agreed.NEITHER;
        Answer preference = channel.complete("MRSQ ?");
        if (preference.code() != 215) return Agreed.NEITHER;
        Agreed preferred = preferred(preference);
        Answer selected = select(preferred);
        if (selected.completes()) return preferred;
        if (selected.code() != 504 && selected.code() != 501) return Agreed.NEITHER;
        Agreed other = preferred == Agreed.TEXT_FIRST ? Agreed.RECIPIENTS_FIRST : Agreed.TEXT_FIRST;
        return select(other).completes() ? other : Agreed.NEITHER;
    }

    private static Agreed preferred(Answer preference) {
        return preference.text().regionMatches(true, 0, "T", 0, 1)
                ? Agreed.TEXT_FIRST
                : Agreed.RECIPIENTS_FIRST;
    }

    private Answer select(Agreed scheme) throws IOException {
        return channel.complete("MRSQ " + scheme.letter);
    }
}
