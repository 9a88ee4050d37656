package org.posthouse.conf;

import org.tomlj.TomlParseError;

/// The parser's words for what is not TOML, and what would be.
final class Syntax {
    private Syntax() {}

    static String words(TomlParseError error) {
        String words = String.valueOf(error.getMessage());
        return "not TOML: " + words + remedy(words);
    }

    private static String remedy(String words) {
        if (words.contains("previously defined")) return "; keep one of the two";
        if (words.contains("expected . or =")) return "; a setting is written key = value";
        if (words.endsWith("expected a value") || words.contains("expected a newline"))
            return "; text stands in quotes: key = \"text\"";
        if (words.contains("is unclosed") || words.contains("expected ]"))
            return "; close the bracket";
        return words.contains("expected \"") ? "; close the quotes" : "";
    }
}
