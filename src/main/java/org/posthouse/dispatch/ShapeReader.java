package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;
import org.posthouse.gateway.ShapeSettings;

/// Makes a route's shape of the table `shape` in it.
final class ShapeReader {
    private static final ShapeSettings DEFAULTS = ShapeSettings.defaults();
    private static final int NARROWEST = 20;
    private static final int WIDEST = 998; // RFC 5322 section 2.1.1, RFC 780 section 5.5.3

    private static final Map<String, ShapeSettings.Style> STYLES =
            Map.of(
                    "auto", ShapeSettings.Style.AUTO,
                    "text", ShapeSettings.Style.TEXT,
                    "none", ShapeSettings.Style.NONE);
    private static final Map<String, ShapeSettings.Addresses> ADDRESSES =
            Map.of(
                    "@", ShapeSettings.Addresses.SIGN,
                    "at", ShapeSettings.Addresses.AT,
                    "percent", ShapeSettings.Addresses.PERCENT);
    private static final Map<String, ShapeSettings.Dates> DATES =
            Map.of(
                    "rfc733", ShapeSettings.Dates.RFC_733,
                    "rfc822", ShapeSettings.Dates.RFC_822);
    private static final Map<String, ShapeSettings.Case> CASES =
            Map.of("as-is", ShapeSettings.Case.AS_IS, "upper", ShapeSettings.Case.UPPER);

    private ShapeReader() {}

    static ShapeSettings read(Section table) {
        return new ShapeSettings(
                word(table, "style", DEFAULTS.style(), STYLES),
                table.number("width", DEFAULTS.width(), NARROWEST, WIDEST),
                table.several("headers", DEFAULTS.headers(), ShapeReader::field),
                word(table, "addresses", DEFAULTS.addresses(), ADDRESSES),
                word(table, "dates", DEFAULTS.dates(), DATES),
                word(table, "case", DEFAULTS.letters(), CASES),
                table.size("uuencode-below", DEFAULTS.uuencodeBelow()),
                table.duration("keep-original", DEFAULTS.keepOriginal()),
                hosts(table.table("hosts")));
    }

    private static Map<String, String> hosts(Section table) {
        var hosts = new HashMap<String, String>();
        for (String old : table.keys()) {
            String modern = table.one(old, "", Names::name);
            if (Names.host(old).isEmpty()) table.mistake(old, "is no host name");
            else if (!modern.isEmpty()) hosts.put(old, modern);
        }
        return hosts;
    }

    private static <T> T word(Section table, String key, T byDefault, Map<String, T> words) {
        String standard =
                words.entrySet().stream()
                        .filter(word -> word.getValue().equals(byDefault))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
        String word =
                table.one(
                        key,
                        standard,
                        text ->
                                words.containsKey(text)
                                        ? new Reading.Good<>(text)
                                        : new Reading.Bad<>(
                                                "\"" + text + "\" is not one of " + quoted(words)));
        return Objects.requireNonNull(words.get(word));
    }

    private static String quoted(Map<String, ?> words) {
        return words.keySet().stream()
                .sorted()
                .map(word -> "\"" + word + "\"")
                .collect(Collectors.joining(", "));
    }

    private static Reading<String> field(String name) {
        return name.matches("[!-9;-~]+")
                ? new Reading.Good<>(name)
                : new Reading.Bad<>(
                        "\"" + name + "\" is no field's name; write it without the colon");
    }
}
