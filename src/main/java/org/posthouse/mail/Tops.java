package org.posthouse.mail;

import module java.base;

/// Which part of a domain looks like its top: what there is to tell the two orders apart by.
final class Tops {
    private static final int POSSIBLE = 1; // many a host has a name of two letters
    private static final int LIKELY = 2;

    /// Countries of today, and those that were there when mail went by JNT (`uk` is none of ISO's).
    private static final Set<String> COUNTRIES =
            Stream.concat(
                            Stream.of(Locale.getISOCountries()).map(Tops::folded),
                            Stream.of("uk", "eu", "su", "cs", "dd", "yu"))
                    .collect(Collectors.toUnmodifiableSet());

    /// Domains that are no country's. RFC 2606 and RFC 6762 have those for examples and for a local
    /// network.
    private static final Set<String> GENERIC =
            Set.of(
                    "com", "edu", "gov", "mil", "net", "org", "int", "arpa", "nato", "bitnet",
                    "uucp", "csnet", "info", "biz", "name", "test", "example", "invalid", "local");

    /// What stands next to a country where it divides its names by kind: `uk.ac`, `ac.uk`.
    private static final Set<String> KINDS =
            Set.of(
                    "ac", "co", "com", "edu", "gov", "govt", "mil", "mod", "net", "nhs", "org",
                    "oz", "or", "ne", "go", "sch", "ltd", "plc");

    private Tops() {}

    /// One spelling for each name.
    static String key(String name) {
        return folded(withoutTrailingDot(name));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String withoutTrailingDot(String name) {
        return name.length() > 1 && name.endsWith(".")
                ? name.substring(0, name.length() - 1)
                : name;
    }

    /// The parts from the last to the first.
    static String turned(String name) {
        return name.contains(".")
                ? String.join(".", parts(withoutTrailingDot(name)).reversed())
                : name;
    }

    /// Whether the last part looks more like a top than the first.
    static boolean standsLast(String name) {
        List<String> parts = parts(key(name));
        return likeness(parts.reversed()) > likeness(parts);
    }

    private static List<String> parts(String name) {
        return List.of(name.split("\\.", -1));
    }

    /// @param parts as they would be with the top first
    private static int likeness(List<String> parts) {
        String top = parts.getFirst();
        if (GENERIC.contains(top)) return LIKELY;
        if (!COUNTRIES.contains(top)) return 0;
        return parts.size() > 1 && KINDS.contains(parts.get(1)) ? LIKELY : POSSIBLE;
    }
}
