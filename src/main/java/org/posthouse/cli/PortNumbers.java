package org.posthouse.cli;

import module java.base;

/// A list of ports as a command line has it: `22,25,80-90`, `-1024`, `60000-`, `-` for all.
final class PortNumbers {
    private static final int LAST = 65_535;
    private static final Pattern RANGE = Pattern.compile("(?<low>\\d*)(?<dash>-?)(?<high>\\d*)");

    private PortNumbers() {}

    /// A port that can be called.
    ///
    /// @throws Stop when there is none of that number
    static int port(String digits) {
        if (digits.length() > 5 || Integer.parseInt(digits) > LAST || Integer.parseInt(digits) < 1)
            throw Stop.usage(digits + " is no port that can be called: those are 1 to " + LAST);
        return Integer.parseInt(digits);
    }

    /// @return in order, each once
    /// @throws Stop when it is no list, or one of no ports
    static SortedSet<Integer> of(String list) {
        var ports = new TreeSet<Integer>();
        for (String part : list.split(",", -1)) {
            Matcher matcher = RANGE.matcher(part.strip());
            if (part.isBlank() || !matcher.matches())
                throw Stop.usage("\"" + list + "\" is no list of ports: write 22,25,80-90");
            boolean range = !matcher.group("dash").isEmpty();
            String low = matcher.group("low");
            String high = range ? matcher.group("high") : low;
            int from = low.isEmpty() ? 1 : port(low);
            int to = high.isEmpty() ? LAST : port(high);
            if (from > to) throw Stop.usage("the range " + part.strip() + " is empty");
            for (int port = from; port <= to; port++) ports.add(port);
        }
        return ports;
    }

    /// As [#of] reads it, in the fewest words.
    static String words(SortedSet<Integer> ports) {
        var words = new StringJoiner(",");
        int from = -1;
        int to = -1;
        for (int port : ports) {
            if (port == to + 1 && from > 0) {
                to = port;
                continue;
            }
            if (from > 0) words.add(range(from, to));
            from = port;
            to = port;
        }
        return from < 0 ? "" : words.add(range(from, to)).toString();
    }

    private static String range(int from, int to) {
        return from == to ? "" + from : from + "-" + to;
    }
}
