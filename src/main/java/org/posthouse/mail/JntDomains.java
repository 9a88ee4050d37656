package org.posthouse.mail;

import module java.base;

/// Finds the domains within the addresses of a field and changes them where they stand. Comments,
/// quoted words and address literals are passed over; nothing else is changed.
final class JntDomains {
    private static final String BEHIND = ",;:>()\n\r";
    private static final int MOST_RELAYS = 20; // looked for behind an `at`

    private final String text;
    private final UnaryOperator<String> turn;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private JntDomains(String text, UnaryOperator<String> turn) {
        this.text = text;
        this.turn = turn;
    }

    /// Every domain behind `@` or `%`, and behind RFC 733's `at` where an address ends with it.
    static String all(String text, UnaryOperator<String> turn) {
        var domains = new JntDomains(text, turn);
        domains.all();
        return domains.out.toString();
    }

    /// The word with which the text begins, as in `Via: UK.AC.Edinburgh ; 17 Jun 85`.
    static String first(String text, UnaryOperator<String> turn) {
        var domains = new JntDomains(text, turn);
        domains.blanks();
        domains.domain();
        return domains.out + text.substring(domains.at);
    }

    private void all() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '"' -> quoted();
                case '(' -> comment();
                case '[' -> literal();
                case '@', '%' -> {
                    copy(1);
                    blanks();
                    domain();
                }
                case 'a', 'A' -> word();
                default -> copy(1);
            }
        }
    }

    private void copy(int count) {
        int end = Math.min(text.length(), at + count);
        out.append(text, at, end);
        at = end;
    }

    private void quoted() {
        copy(1);
        while (at < text.length() && text.charAt(at) != '"') copy(escape());
        copy(1);
    }

    private int escape() {
        return text.charAt(at) == '\\' ? 2 : 1;
    }

    private void comment() {
        int depth = 0;
        do {
            if (text.charAt(at) == '(') depth++;
            if (text.charAt(at) == ')') depth--;
            copy(escape());
        } while (at < text.length() && depth > 0);
    }

    private void literal() {
        int end = text.indexOf(']', at);
        copy(end < 0 ? 1 : end + 1 - at);
    }

    private void blanks() {
        while (at < text.length() && isBlank(text.charAt(at))) copy(1);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private void domain() {
        int end = domainEnd(at);
        String name = text.substring(at, end);
        out.append(PathScanner.isHostName(name) ? turn.apply(name) : name);
        at = end;
    }

    private int domainEnd(int from) {
        int end = from;
        while (end < text.length() && PathScanner.isHostCharacter(text.charAt(end))) end++;
        return end;
    }

    /// `at` between blanks, with a domain behind it after which the address ends.
    private void word() {
        int end = domainEnd(at);
        boolean isAt =
                end - at == 2
                        && text.regionMatches(true, at, "at", 0, 2)
                        && at > 0
                        && isBlank(text.charAt(at - 1))
                        && endsAddress(end);
        copy(Math.max(1, end - at));
        if (!isAt) return;
        blanks();
        domain();
    }

    /// Whether a domain stands there, or several with `at` between, and nothing more of an address.
    private boolean endsAddress(int from) {
        int at = from;
        for (int i = 0; i < MOST_RELAYS; i++) {
            int start = pastBlanks(at);
            int end = domainEnd(start);
            if (start == at || end == start) return false;
            int behind = pastBlanks(end);
            if (behind == text.length() || BEHIND.indexOf(text.charAt(behind)) >= 0) return true;
            if (behind == end || !text.regionMatches(true, behind, "at", 0, 2)) return false;
            at = behind + 2;
        }
        return false;
    }

    private int pastBlanks(int from) {
        int next = from;
        while (next < text.length() && isBlank(text.charAt(next))) next++;
        return next;
    }
}
