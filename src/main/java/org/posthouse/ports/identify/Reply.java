package org.posthouse.ports.identify;

import module java.base;

/// A reply of three digits and text, in one line or several (RFC 765, "FTP replies"; RFC 5321
/// section 4.2.1).
///
/// @param code 0 when what came is no such reply, or nothing came
/// @param text all that came, line by line
record Reply(int code, String text) {
    static final Reply NONE = new Reply(0, "");

    private static final Pattern FIRST = Pattern.compile("([1-5]\\d\\d)(?:[ \t-].*)?");

    /// The code of a reply's first line, 0 when it is none.
    static int code(String line) {
        Matcher matcher = FIRST.matcher(line.stripTrailing());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /// Whether more lines belong to the reply that begins with this one.
    static boolean goesOn(String first) {
        return code(first) > 0 && first.length() > 3 && first.charAt(3) == '-';
    }

    /// Whether this line ends a reply of several.
    static boolean ends(String line, int code) {
        return code(line) == code && !goesOn(line);
    }

    boolean is(int... codes) {
        return IntStream.of(codes).anyMatch(c -> c == code);
    }

    /// Whether it is a refusal for good.
    boolean isRefusal() {
        return code >= 500;
    }

    boolean says(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(text).find();
    }
}
