package org.posthouse.mtp;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Outcome;

/// What another host's receiver replied (RFC 780 section 5.2); of a reply in several lines, the
/// texts of all of them.
record Answer(int code, String text) {
    /// The first digit, which is what there is to go by (RFC 780 appendix E).
    enum Kind {
        PRELIMINARY,
        COMPLETION,
        INTERMEDIATE,
        TRANSIENT_NEGATIVE,
        PERMANENT_NEGATIVE
    }

    Kind kind() {
        return Kind.values()[code / 100 - 1];
    }

    boolean completes() {
        return kind() == Kind.COMPLETION;
    }

    /// Whether it is a refusal, for now or for good.
    boolean refuses() {
        return kind() == Kind.TRANSIENT_NEGATIVE || kind() == Kind.PERMANENT_NEGATIVE;
    }

    /// Whether it says that the mailbox is elsewhere, and asks whether to go on (RFC 780 section
    /// 3.1).
    boolean proposes() {
        return code == 151 || code == 152;
    }

    /// Whether it is about MRCP itself rather than about the recipient: RFC 780 section 4.6 warns
    /// that the two are easily confused. 501 may well be about this one path.
    boolean rejectsCommand() {
        return code == 500 || code == 502 || code == 503 || code == 504;
    }

    /// What it comes to for a recipient, when it is the last word.
    Outcome outcome(String remote) {
        return switch (kind()) {
            case COMPLETION -> new Outcome.Delivered(remote, toString());
            case TRANSIENT_NEGATIVE -> new Outcome.Deferred(diagnosis(remote));
            case PERMANENT_NEGATIVE -> new Outcome.Failed(diagnosis(remote));
            case PRELIMINARY, INTERMEDIATE ->
                    throw new IllegalStateException("not the last word: " + this);
        };
    }

    Diagnosis diagnosis(String remote) {
        return new Diagnosis(status(), remote, toString());
    }

    /// RFC 3463's word for it. MAIL is in the least that each receiver has (RFC 780 section 5.5.1),
    /// so a host that answers 500 or 502 to it will not have it tomorrow either: appendix E's rule
    /// of thumb makes that permanent.
    private String status() {
        return switch (code) {
            case 421 -> "4.3.2";
            case 450 -> "4.2.0";
            case 452 -> "4.3.1";
            case 500 -> "5.5.2";
            case 501, 504 -> "5.5.4";
            case 502, 503 -> "5.5.1";
            case 550 -> "5.1.1";
            case 552 -> "5.2.2";
            case 553 -> "5.1.3";
            default -> (kind() == Kind.PERMANENT_NEGATIVE ? 5 : 4) + ".0.0";
        };
    }

    @Override
    public String toString() {
        return text.isEmpty() ? String.valueOf(code) : code + " " + text;
    }
}
