package org.posthouse.conf;

import module java.base;

/// Numbers of octets as the file writes them: `64KiB`, `100MiB`, `1GiB`, or plain octets.
public final class Sizes {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}) ?(KiB|MiB|GiB|TiB|B)?");
    private static final List<String> UNITS = List.of("", "KiB", "MiB", "GiB", "TiB");

    private Sizes() {}

    public static Reading<Long> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) return new Reading.Bad<>("\"" + text + "\" is not " + form());
        long number = Long.parseLong(form.group(1));
        int power = Math.max(0, UNITS.indexOf(Objects.requireNonNullElse(form.group(2), "")));
        int shift = 10 * power;
        return number > Long.MAX_VALUE >> shift
                ? new Reading.Bad<>("\"" + text + "\" is more than any machine has")
                : new Reading.Good<>(number << shift);
    }

    /// In the largest unit that leaves nothing over.
    public static String write(long octets) {
        int power = 0;
        long rest = octets;
        while (rest != 0 && rest % 1024 == 0 && power < UNITS.size() - 1) {
            rest /= 1024;
            power++;
        }
        return rest + UNITS.get(power);
    }

    static String form() {
        return "a size such as \"64KiB\", \"100MiB\" or \"1GiB\"";
    }
}
