package org.posthouse.mail;

import module java.base;

import org.posthouse.mail.PathScanner.Wrong;

/// Cuts an address into its words and marks, leaving out comments (RFC 822 section 3.3), with the
/// percent sign as a mark of its own.
final class JntTokens {
    sealed interface Token {}

    /// @param gap whether white space or a comment stood before it
    record Atom(String text, boolean gap) implements Token {
        /// The word that RFC 733 has for `@`.
        boolean isAt() {
            return gap && text.equalsIgnoreCase("at");
        }
    }

    record Quoted(String text, boolean gap) implements Token {}

    /// @param text with its brackets
    record Literal(String text) implements Token {}

    record Special(char c) implements Token {}

    private static final String SPECIALS = "<>@,;:%";

    private final String text;
    private int at;
    private boolean gap;

    private JntTokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) throws Wrong {
        var reader = new JntTokens(text);
        var tokens = new ArrayList<Token>();
        while (reader.skipGap()) tokens.add(reader.next());
        return tokens;
    }

    /// @return whether there is something after it
    private boolean skipGap() throws Wrong {
        gap = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '(') comment();
            else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') at++;
            else return true;
            gap = true;
        }
        return false;
    }

    private void comment() throws Wrong {
        int depth = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') at++;
            if (c == '(') depth++;
            if (c == ')' && --depth == 0) {
                at++;
                return;
            }
        }
        throw new Wrong("a comment without an end");
    }

    private Token next() throws Wrong {
        char c = text.charAt(at);
        if (c == '"') return new Quoted(quoted(), gap);
        if (c == '[') return literal();
        if (SPECIALS.indexOf(c) >= 0) {
            at++;
            return new Special(c);
        }
        int start = at;
        while (at < text.length() && isAtom(text.charAt(at))) at++;
        if (at == start) throw new Wrong("a character no address may have");
        return new Atom(text.substring(start, at), gap);
    }

    private static boolean isAtom(char c) {
        return c > ' ' && c != 127 && SPECIALS.indexOf(c) < 0 && "()\"[]\\".indexOf(c) < 0;
    }

    private String quoted() throws Wrong {
        var inside = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return inside.toString();
            }
            if (c == '\\' && ++at < text.length()) c = text.charAt(at);
            inside.append(c);
        }
        throw new Wrong("a quoted word without an end");
    }

    private Token literal() throws Wrong {
        int end = text.indexOf(']', at);
        if (end < 0) throw new Wrong("']' is missing");
        int start = at;
        at = end + 1;
        return new Literal(text.substring(start, at));
    }

    /// The words as they are said: a period holds its neighbours together, all others that stood
    /// apart do so still (RFC 733's `Joe Smith at HOST`).
    static String text(List<Token> tokens) throws Wrong {
        var said = new StringBuilder();
        for (Token token : tokens) {
            switch (token) {
                case Atom(var word, var apart) -> {
                    if (!word.startsWith(".")) space(said, apart);
                    said.append(word);
                }
                case Quoted(var word, var apart) -> {
                    space(said, apart);
                    said.append(word);
                }
                case Literal(var literal) -> said.append(literal);
                case Special(char c) -> throw new Wrong("'" + c + "' within a name");
            }
        }
        if (!said.chars().allMatch(c -> c >= ' ' && c < 127))
            throw new Wrong("a character no address may have");
        return said.toString();
    }

    private static void space(StringBuilder said, boolean apart) {
        if (apart && !said.isEmpty() && said.charAt(said.length() - 1) != '.') said.append(' ');
    }
}
