package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Outcome;

/// What another host's receiver replied (RFC 5321 section 4.2).
///
/// @param code 200 to 599
/// @param texts of its lines, at least one, as received
record Answer(int code, List<String> texts) {
    /// What it answers, where the same code means different things.
    enum To {
        MAIL,
        RCPT,
        DATA,
        TEXT
    }

    private static final int KEPT = 512; // characters; a notice quotes it
    private static final Pattern STATUS =
            Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: |$)"); // RFC 2034 section 4

    Answer {
        texts = List.copyOf(texts);
        if (texts.isEmpty()) throw new IllegalArgumentException("a reply has a line");
    }

    boolean positive() {
        return code / 100 == 2;
    }

    boolean negative() {
        return code >= 400;
    }

    /// The host goes, and takes no more commands (RFC 5321 section 3.8).
    boolean parting() {
        return code == 421;
    }

    /// Whether it says that this transaction has enough recipients (RFC 5321 section 4.5.3.1.10,
    /// which asks us to understand 552 so too). Without an enhanced code the two mean a full disk
    /// and a full mailbox just as well, so this can only be told by where it stands.
    boolean tooMany() {
        if (code != 452 && code != 552) return false;
        return enhanced().map(status -> status.endsWith(".5.3")).orElse(true);
    }

    /// What it comes to for a recipient, when it is the last word: 2yz, 4yz or 5yz.
    Outcome outcome(To what, String remote) {
        return switch (code / 100) {
            case 2 -> new Outcome.Delivered(remote, toString());
            case 4 -> new Outcome.Deferred(diagnosis(what, remote));
            case 5 -> new Outcome.Failed(diagnosis(what, remote));
            default -> throw new IllegalStateException("not the last word: " + this);
        };
    }

    Diagnosis diagnosis(To what, String remote) {
        return new Diagnosis(status(what), remote, toString());
    }

    /// [#tooMany] as a reason to wait, whatever the code says (RFC 5321 section 4.5.3.1.10).
    Diagnosis crowded(String remote) {
        return new Diagnosis("4.5.3", remote, toString());
    }

    private Optional<String> enhanced() {
        Matcher found = STATUS.matcher(texts.getFirst());
        boolean consistent =
                found.lookingAt() && found.group(1).charAt(0) == Character.forDigit(code / 100, 10);
        return consistent ? Optional.of(found.group(1)) : Optional.empty();
    }

    /// RFC 3463's word for it: the host's own, if it says one that agrees with its code.
    private String status(To what) {
        return enhanced()
                .orElseGet(
                        () ->
                                switch (code) {
                                    case 421 -> "4.3.2";
                                    case 450 -> "4.2.0";
                                    case 451 -> "4.3.0";
                                    case 452 -> "4.3.1";
                                    case 500 -> "5.5.2";
                                    case 501, 504, 555 -> "5.5.4";
                                    case 502, 503 -> "5.5.1";
                                    case 550 -> what == To.RCPT ? "5.1.1" : "5.0.0";
                                    case 551 -> "5.1.6";
                                    case 552 -> what == To.RCPT ? "5.2.2" : "5.3.4";
                                    case 553 -> what == To.MAIL ? "5.1.7" : "5.1.3";
                                    default -> code / 100 + ".0.0";
                                });
    }

    /// Code and texts in one printable line; an enhanced code that each line repeats only once.
    @Override
    public String toString() {
        String again = enhanced().map(status -> status + " ").orElse("");
        var line = new StringBuilder().append(code);
        for (String text : texts) {
            boolean first = line.length() == 3;
            line.append(' ')
                    .append(
                            !first && text.startsWith(again)
                                    ? text.substring(again.length())
                                    : text);
            if (line.length() > KEPT) break;
        }
        line.setLength(Math.min(line.length(), KEPT));
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) > '~') line.setCharAt(i, '?');
        }
        return line.toString().strip();
    }
}
