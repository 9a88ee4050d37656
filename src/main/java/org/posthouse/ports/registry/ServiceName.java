package org.posthouse.ports.registry;

import module java.base;

/// The rules for names of services (RFC 6335 section 5.1).
public final class ServiceName {
    private static final int MAX = 15;

    private ServiceName() {}

    /// What is wrong with a name, a sentence each; none when IANA could take it.
    public static List<String> faults(String name) {
        var faults = new ArrayList<String>();
        if (name.isEmpty()) return List.of("it is empty");
        if (name.length() > MAX)
            faults.add("it has " + name.length() + " characters; " + MAX + " is the most");
        name.chars()
                .filter(c -> !isLetter(c) && !isDigit(c) && c != '-')
                .distinct()
                .mapToObj(c -> "'" + Character.toString(c) + "' is no letter, digit or hyphen")
                .forEach(faults::add);
        if (name.chars().noneMatch(ServiceName::isLetter)) faults.add("it has no letter");
        if (name.startsWith("-")) faults.add("it begins with a hyphen");
        if (name.endsWith("-")) faults.add("it ends with a hyphen");
        if (name.contains("--")) faults.add("it has two hyphens in a row");
        return faults;
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
