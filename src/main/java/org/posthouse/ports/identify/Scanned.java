package org.posthouse.ports.identify;

import module java.base;

/// What came of a scan of one host.
///
/// @param open the ports that took a connection, in order
/// @param counts how many ports were found in each way; all that were asked for together
/// @param why what was said of the last that could not be reached, else empty
public record Scanned(
        InetAddress address, List<Integer> open, Map<Reach, Integer> counts, String why) {
    public Scanned {
        open = open.stream().sorted().toList();
        counts = Map.copyOf(counts);
    }

    public int count(Reach reach) {
        return counts.getOrDefault(reach, 0);
    }

    /// Whether the host could not be reached at all.
    public boolean isUnreachable() {
        return count(Reach.UNREACHABLE) > 0
                && count(Reach.OPEN) + count(Reach.CLOSED) + count(Reach.FILTERED) == 0;
    }
}
