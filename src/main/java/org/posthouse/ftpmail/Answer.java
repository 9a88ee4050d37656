package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Outcome;

/// What another host's server process replied; of a reply in several lines, the texts of all of
/// them.
record Answer(int code, String text, Meaning meaning) {
    /// By which RFC the code is to be understood, where its first digit is not enough.
    enum Meaning {
        /// A host that greets with 300: "old FTP", in which a 4 says nothing about later.
        RFC454,
        /// XRSQ and XRCP at a host of any age: 450 is permanent, with an exclamation mark.
        RFC743,
        RFC765;

        /// Whether trying again is of no use, of a reply 4xx.
        boolean permanent(int code) {
            return switch (this) {
                case RFC454 ->
                        switch (code) {
                            case 400, 431, 432, 433, 450, 451 -> true;
                            default -> false;
                        };
                case RFC743 -> code == 450;
                case RFC765 -> false;
            };
        }

        /// Whether the host closes the connection.
        boolean goodbye(int code) {
            return switch (code) {
                case 421 -> true;
                case 401, 430, 434, 435, 436 -> this == RFC454;
                default -> false;
            };
        }
    }

    enum Kind {
        /// More follows of itself.
        PRELIMINARY,
        COMPLETION,
        /// The host waits for the text, or for a password.
        INTERMEDIATE,
        TRANSIENT_NEGATIVE,
        PERMANENT_NEGATIVE
    }

    private static final Set<Integer> LOGIN = Set.of(330, 331, 332, 433, 530, 532);
    private static final Pattern LOGIN_WORDS =
            Pattern.compile("(?i).*\\blog(ged)?[ -]?(in|on)\\b.*");

    Kind kind() {
        return switch (code / 100) {
            case 1 -> Kind.PRELIMINARY;
            case 2 -> Kind.COMPLETION;
            case 3 -> Kind.INTERMEDIATE;
            case 4 -> meaning.permanent(code) ? Kind.PERMANENT_NEGATIVE : Kind.TRANSIENT_NEGATIVE;
            case 5 -> Kind.PERMANENT_NEGATIVE;
            default -> throw new IllegalStateException("no kind of reply: " + this);
        };
    }

    boolean completes() {
        return kind() == Kind.COMPLETION;
    }

    boolean isGoodbye() {
        return meaning.goodbye(code);
    }

    /// Whether the host wants the text now: 350 (RFC 385 section 14), 354 (RFC 765).
    boolean wantsText() {
        return kind() == Kind.INTERMEDIATE && !LOGIN.contains(code);
    }

    /// Whether the host wants to know who we are first. RFC 751 found hosts that say so with 504,
    /// 530 and 454.
    boolean wantsLogin() {
        boolean refuses = kind() == Kind.TRANSIENT_NEGATIVE || kind() == Kind.PERMANENT_NEGATIVE;
        return LOGIN.contains(code) || refuses && LOGIN_WORDS.matcher(text).matches();
    }

    /// Whether it is about the command itself rather than about the recipient. RFC 743 warns that
    /// the two are easily confused; 501 and 507 may well be either, so that asking in another way
    /// is worth its while.
    boolean rejectsCommand() {
        return code >= 500 && code <= 507 && code != 501;
    }

    boolean isTableFull() {
        return code == 440 || code == 452;
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

    /// RFC 3463's word for it.
    private String status() {
        if (kind() != Kind.PERMANENT_NEGATIVE)
            return switch (code) {
                case 421 -> "4.3.2";
                case 425, 426, 454 -> "4.4.2";
                case 440, 452, 453 -> "4.3.1";
                case 450 -> "4.2.0";
                default -> "4.0.0";
            };
        return switch (code) {
            case 431, 432, 450, 451, 520, 550 -> "5.1.1";
            case 500, 506 -> "5.5.1";
            case 501, 503, 504 -> "5.5.4";
            case 502 -> "5.5.1";
            case 530, 532, 433 -> "5.7.1";
            case 552 -> "5.2.2";
            case 553 -> "5.1.3";
            default -> "5.0.0";
        };
    }

    @Override
    public String toString() {
        String number = "%03d".formatted(code);
        return text.isEmpty() ? number : number + " " + text;
    }
}
