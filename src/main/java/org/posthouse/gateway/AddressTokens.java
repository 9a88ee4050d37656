package org.posthouse.gateway;

import module java.base;

/// Cuts an address field into words, quoted words, comments and specials (RFC 733, RFC 5322 section
/// 3.2). Takes everything: what is not closed ends with the text.
final class AddressTokens {
    sealed interface Token {
        default boolean is(char c) {
            return this instanceof Special(char mine) && mine == c;
        }

        /// The word that RFC 733 has for `@`.
        default boolean isAt() {
            return this instanceof Word(String text) && text.equalsIgnoreCase("at");
        }
    }

    record Word(String text) implements Token {}

    record Quoted(String text) implements Token {}

    record Comment(String text) implements Token {}

    record Special(char c) implements Token {}

    private static final String SPECIALS = "<>@,;:";

    private final String text;
    private int at;

    private AddressTokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        var reader = new AddressTokens(text);
        var tokens = new ArrayList<Token>();
        while (reader.at < text.length()) reader.next().ifPresent(tokens::add);
        return tokens;
    }

    private Optional<Token> next() {
        char c = text.charAt(at);
        if (c <= ' ') {
            at++;
            return Optional.empty();
        }
        if (c == '"') return Optional.of(new Quoted(quoted()));
        if (c == '(') return Optional.of(new Comment(comment()));
        if (SPECIALS.indexOf(c) >= 0) {
            at++;
            return Optional.of(new Special(c));
        }
        return Optional.of(new Word(word()));
    }

    private String quoted() {
        var out = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) at++;
            out.append(text.charAt(at));
        }
        at++;
        return out.toString();
    }

    private String comment() {
        var out = new StringBuilder();
        int depth = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                out.append(text.charAt(++at));
                continue;
            }
            if (c == '(' && ++depth == 1) continue;
            if (c == ')' && --depth == 0) break;
            out.append(c);
        }
        at++;
        return out.toString().strip();
    }

    private String word() {
        int start = at;
        boolean literal = text.charAt(at) == '[';
        while (at < text.length()) {
            char c = text.charAt(at);
            if (literal ? c == ']' : c <= ' ' || c == '"' || c == '(' || SPECIALS.indexOf(c) >= 0)
                break;
            at++;
        }
        if (literal) at = Math.min(at + 1, text.length());
        return text.substring(start, at);
    }

    /// The tokens as one would write them.
    static String text(List<Token> tokens) {
        return text(tokens, false);
    }

    /// @param bare quoted words without their quotes
    static String text(List<Token> tokens, boolean bare) {
        var out = new StringBuilder();
        boolean wasWord = false;
        for (Token token : tokens) {
            boolean isWord = !(token instanceof Special);
            boolean glued =
                    token instanceof Word(var word) && word.startsWith(".")
                            || out.toString().endsWith(".") && token instanceof Word;
            if (wasWord && isWord && !glued) out.append(' ');
            out.append(
                    switch (token) {
                        case Word(var word) -> word;
                        case Quoted(var quoted) -> bare ? quoted : '"' + quoted + '"';
                        case Comment(var comment) -> "(" + comment + ")";
                        case Special(char c) -> String.valueOf(c);
                    });
            wasWord = isWord;
        }
        return out.toString();
    }
}
