package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Acquaintance;

/// What the host and we have come to about multi-recipient mail, in one conversation (RFC 780
/// sections 4.1 and 4.6). We ask when it is first of use, and then remember; what earlier
/// conversations came to saves the questions.
final class Negotiation {
    enum Agreed {
        RECIPIENTS_FIRST("R"),
        TEXT_FIRST("T"),
        /// One MAIL for each recipient.
        NEITHER("none");

        private final String letter; // NEITHER's is none of MTP's

        Agreed(String letter) {
            this.letter = letter;
        }

        private static Optional<Agreed> of(String letter) {
            return Stream.of(values()).filter(one -> one.letter.equals(letter)).findFirst();
        }
    }

    private static final String SCHEME = "scheme"; // the facts' names
    private static final String RECIPIENTS = "recipients";

    private final Channel channel;
    private final Acquaintance host;
    private Optional<Agreed> known = Optional.empty();

    Negotiation(Channel channel, Acquaintance host) {
        this.channel = channel;
        this.host = host;
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
        host.forget(SCHEME);
    }

    /// A careful sender resets the state between messages (RFC 780 section 4.5, example 3), which
    /// `MRSQ ?` does without altering the scheme in effect.
    private Agreed again(Agreed before) throws IOException {
        if (before == Agreed.NEITHER) return before;
        Answer reset = channel.complete("MRSQ ?");
        if (reset.code() == 215) return before;
        if (reset.kind() == Answer.Kind.PERMANENT_NEGATIVE) host.forget(SCHEME);
        return Agreed.NEITHER;
    }

    private Agreed first() throws IOException {
        Optional<Agreed> before = host.recall(SCHEME).flatMap(Agreed::of);
        return before.isPresent() ? asBefore(before.get()) : ask();
    }

    /// The question that is left when the host is known: whether it still does that.
    private Agreed asBefore(Agreed before) throws IOException {
        if (before == Agreed.NEITHER) return before;
        Answer selected = select(before);
        if (selected.completes()) return learnt(before);
        if (selected.kind() != Answer.Kind.PERMANENT_NEGATIVE) return Agreed.NEITHER;
        host.forget(SCHEME);
        return ask();
    }

    /// "MRSQ" and "MRSQ ?" are the tests whether either scheme is implemented; MRCP is none (RFC
    /// 780 section 4.6).
    private Agreed ask() throws IOException {
        Answer test = channel.complete("MRSQ");
        if (!test.completes()) return neither(test);
        Answer preference = channel.complete("MRSQ ?");
        if (preference.code() != 215) return neither(preference);
        Agreed preferred = preferred(preference);
        Answer selected = select(preferred);
        if (selected.completes()) return learnt(preferred);
        // 504 as RFC 780 section 4.1 has it, 501 as RFC 772's SCHEME SELECTION has it
        if (selected.code() != 504 && selected.code() != 501) return neither(selected);
        Agreed other = preferred == Agreed.TEXT_FIRST ? Agreed.RECIPIENTS_FIRST : Agreed.TEXT_FIRST;
        Answer instead = select(other);
        return instead.completes() ? learnt(other) : neither(instead);
    }

    private static Agreed preferred(Answer preference) {
        return preference.text().regionMatches(true, 0, "T", 0, 1)
                ? Agreed.TEXT_FIRST
                : Agreed.RECIPIENTS_FIRST;
    }

    private Answer select(Agreed scheme) throws IOException {
        return channel.complete("MRSQ " + scheme.letter);
    }

    private Agreed learnt(Agreed agreed) {
        host.learn(SCHEME, agreed.letter);
        return agreed;
    }

    /// A host that cannot just now (4yz) will be asked again.
    private Agreed neither(Answer why) {
        return why.kind() == Answer.Kind.PERMANENT_NEGATIVE
                ? learnt(Agreed.NEITHER)
                : Agreed.NEITHER;
    }

    /// How many recipients the host can store at a time by what it said before (RFC 780 section
    /// 4.4); beyond any number when it never said.
    int table() {
        return host.recall(RECIPIENTS)
                .filter(number -> number.matches("[1-9]\\d{0,8}"))
                .map(Integer::parseInt)
                .orElse(Integer.MAX_VALUE);
    }

    /// It said 452 to the next one.
    void tableHolds(int recipients) {
        host.learn(RECIPIENTS, String.valueOf(recipients));
    }

    /// It said 452 with its table empty: that was about something else, and so perhaps before.
    void tableIsOtherwise() {
        host.forget(RECIPIENTS);
    }
}
