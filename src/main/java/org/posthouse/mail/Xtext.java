package org.posthouse.mail;

import module java.base;

/// A text as a parameter of MAIL or RCPT carries it (RFC 3461 section 4): each octet that may not
/// stand there is a plus sign and two hexadecimal digits. It is kept as it came, since whoever
/// relays it must not change a letter of it (section 5.2.1).
///
/// @param encoded characters from `!` to `~` without `=`
public record Xtext(String encoded) {
    /// Characters that an ENVID may have (RFC 3461 section 4.4).
    public static final int LONGEST_ENVID = 100;

    private static final Pattern SYNTAX = Pattern.compile("(?:[!-~&&[^+=]]|\\+[0-9A-F]{2})*");
    private static final Pattern CODE = Pattern.compile("\\+([0-9A-F]{2})");
    private static final Pattern PRINTABLE = Pattern.compile("[\t -~]*"); // sections 4.2 and 4.4

    public Xtext {
        if (!isXtext(encoded)) throw new IllegalArgumentException("no xtext: " + encoded);
    }

    private static boolean isXtext(String text) {
        return SYNTAX.matcher(text).matches() && PRINTABLE.matcher(decode(text)).matches();
    }

    /// @return nothing when it is no xtext, or stands for what no notice could show
    public static Optional<Xtext> read(String text) {
        return isXtext(text) ? Optional.of(new Xtext(text)) : Optional.empty();
    }

    /// @param text printable ASCII
    public static Xtext of(String text) {
        var encoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c > ' ' && c <= '~' && c != '+' && c != '=';
            if (plain) encoded.append(c);
            else encoded.append("+%02X".formatted((int) c));
        }
        return new Xtext(encoded.toString());
    }

    /// What it stands for.
    public String decoded() {
        return decode(encoded);
    }

    private static String decode(String text) {
        return CODE.matcher(text)
                .replaceAll(
                        code ->
                                Matcher.quoteReplacement(
                                        "" + (char) Integer.parseInt(code.group(1), 16)));
    }
}
