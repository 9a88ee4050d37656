package org.posthouse.gateway;

import module java.base;

/// What a part's octets mean.
final class Charsets {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private Charsets() {}

    /// What is said to be Latin-1 or ASCII, but is not, is Windows-1252 in practice. What nobody
    /// says or knows the name of is UTF-8 if it can be.
    static Charset of(String name, boolean utf8) {
        try {
            Charset named = Charset.forName(name.strip());
            if (named.equals(StandardCharsets.ISO_8859_1)) return WINDOWS_1252;
            if (!named.equals(StandardCharsets.US_ASCII)) return named;
        } catch (IllegalArgumentException _) {
            // as if nothing were said
        }
        return utf8 ? StandardCharsets.UTF_8 : WINDOWS_1252;
    }

    /// What is no character is shown as U+FFFD's name, never left out.
    static Reader reader(InputStream octets, Part.Leaf leaf) {
        return new BufferedReader(
                new InputStreamReader(octets, of(leaf.description().charset(), leaf.utf8())));
    }
}
