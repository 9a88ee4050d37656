package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Acquaintance;

/// What the host and we have come to about several recipients: MRSQ (RFC 765) or XRSQ (RFC 743),
/// and which scheme. "Be safe, be sure, use XRSQ!" (RFC 743); what was found is remembered.
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

    private static final String FACT = "scheme"; // `MRSQ R`, `XRSQ T`, `none`
    private static final String NONE = "none";

    private static final List<Character> OLD = List.of('X', 'M');
    private static final List<Character> NEW = List.of('M', 'X');

    private final Channel channel;
    private final Acquaintance host;
    private Optional<Agreed> known = Optional.empty();
    private char family = 'M'; // of commands: MRSQ and MRCP, XRSQ and XRCP

    Negotiation(Channel channel, Acquaintance host) {
        this.channel = channel;
        this.host = host;
    }

    /// The scheme to use for the next message, selected and in its initial state.
    Agreed agree() throws IOException {
        Agreed agreed = known.isPresent() ? again(known.get()) : first();
        known = Optional.of(agreed);
        host.learn(FACT, agreed == Agreed.NEITHER ? NONE : select(agreed));
        return agreed;
    }

    /// The command that names a recipient in the scheme agreed upon.
    String recipient(String name) {
        return family + "RCP " + name;
    }

    /// The scheme did not work as it should have.
    void disappointed() {
        known = Optional.of(Agreed.NEITHER);
        host.forget(FACT);
    }

    /// `MRSQ ?` resets without altering the scheme in effect, as "the fastidious or paranoid could
    /// choose to do" (RFC 743 appendix C).
    private Agreed again(Agreed before) throws IOException {
        if (before == Agreed.NEITHER) return before;
        return channel.complete(family + "RSQ ?").code() == 215 ? before : Agreed.NEITHER;
    }

    private Agreed first() throws IOException {
        Optional<String> remembered = host.recall(FACT);
        if (remembered.equals(Optional.of(NONE))) return Agreed.NEITHER;
        if (remembered.isPresent()) {
            Optional<Agreed> scheme = remembered(remembered.get());
            if (scheme.isPresent()) return scheme.get();
            host.forget(FACT);
        }
        for (char one : channel.isOld() ? OLD : NEW) {
            family = one;
            if (channel.complete(one + "RSQ").completes()) return preferred();
        }
        return Agreed.NEITHER;
    }

    private Optional<Agreed> remembered(String fact) throws IOException {
        if (!fact.matches("[MX]RSQ [RT]")) return Optional.empty();
        family = fact.charAt(0);
        Agreed scheme = fact.endsWith("R") ? Agreed.RECIPIENTS_FIRST : Agreed.TEXT_FIRST;
        return channel.complete(fact).completes() ? Optional.of(scheme) : Optional.empty();
    }

    private Agreed preferred() throws IOException {
        Answer preference = channel.complete(family + "RSQ ?");
        if (preference.code() != 215) return Agreed.NEITHER;
        boolean text = preference.text().regionMatches(true, 0, "T", 0, 1);
        Agreed preferred = text ? Agreed.TEXT_FIRST : Agreed.RECIPIENTS_FIRST;
        Answer selected = channel.complete(select(preferred));
        if (selected.completes()) return preferred;
        if (selected.code() != 501 && selected.code() != 504) return Agreed.NEITHER;
        Agreed other = text ? Agreed.RECIPIENTS_FIRST : Agreed.TEXT_FIRST;
        return channel.complete(select(other)).completes() ? other : Agreed.NEITHER;
    }

    private String select(Agreed scheme) {
        return family + "RSQ " + scheme.letter;
    }
}
