package org.posthouse.conf;

import module java.base;

/// Finds what somebody may have meant: the known word that is fewest slips of the finger away.
public final class Nearest {
    private Nearest() {}

    /// The nearest of the known words, if one is near enough to be more than a guess.
    public static Optional<String> to(String word, Collection<String> known) {
        int most = word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
        return known.stream()
                .min(
                        Comparator.<String>comparingInt(candidate -> slips(word, candidate))
                                .thenComparing(
                                        candidate -> !letters(candidate).equals(letters(word)))
                                .thenComparing(candidate -> !begins(candidate, word)))
                .filter(candidate -> slips(word, candidate) <= most);
    }

    /// Among equals the one of the same letters was meant, else the one that begins alike.
    private static String letters(String word) {
        return word.chars()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean begins(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && one.charAt(0) == other.charAt(0);
    }

    /// Letters added, left out, mistaken or swapped with their neighbour (optimal string
    /// alignment).
    static int slips(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int[] next = new int[to.length() + 1];
            next[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                next[j] = Math.min(Math.min(next[j - 1], row[j]) + 1, row[j - 1] + change);
                if (swapped(from, i, to, j)) next[j] = Math.min(next[j], before[j - 2] + 1);
            }
            before = row;
            row = next;
        }
        return row[to.length()];
    }

    private static boolean swapped(String from, int i, String to, int j) {
        return i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
