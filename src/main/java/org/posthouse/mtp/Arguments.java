package org.posthouse.mtp;

import module java.base;

/// What follows a command code: fields, one or more spaces before each (RFC 780 section 5.1.2). A
/// cursor over them; knows where a path ends, not what is in it.
final class Arguments {
    private final String text;
    private int at;

    Arguments(String text) {
        this.text = text;
    }

    /// Whether nothing but spaces is left; RFC 780's own examples have one before the CRLF.
    boolean end() {
        return text.substring(at).chars().allMatch(c -> c == ' ');
    }

    /// All that is left, without the spaces around it.
    String rest() {
        int end = text.length();
        while (end > at && text.charAt(end - 1) == ' ') end--;
        int start = at;
        while (start < end && text.charAt(start) == ' ') start++;
        return text.substring(start, end);
    }

    /// Takes a path in its angle brackets, if it is what comes next.
    ///
    /// @param keyword before it, such as `FROM:`, in any case; spaces may follow it, as RFC 780
    ///   section 4.4 has them once
    Optional<String> path(String keyword) {
        if (!skipSpaces() || !text.regionMatches(true, at, keyword, 0, keyword.length()))
            return Optional.empty();
        at += keyword.length();
        skipSpaces();
        int end = bracketsEnd();
        if (end < 0) return Optional.empty();
        String path = text.substring(at, end);
        at = end;
        return Optional.of(path);
    }

    private boolean skipSpaces() {
        int before = at;
        while (at < text.length() && text.charAt(at) == ' ') at++;
        return at > before;
    }

    /// @return the place after the bracket that closes the one here, or -1; a backslash takes its
    ///   meaning from a bracket
    private int bracketsEnd() {
        if (at >= text.length() || text.charAt(at) != '<') return -1;
        for (int i = at + 1; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '>' -> {
                    return i + 1;
                }
                case '<' -> {
                    return -1;
                }
                case '\\' -> i++;
                default -> {}
            }
        }
        return -1;
    }
}
