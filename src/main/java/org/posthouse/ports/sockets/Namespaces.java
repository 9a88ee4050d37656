package org.posthouse.ports.sockets;

import module java.base;

/// The network namespaces that processes are in, as far as the caller may know. One that no process
/// is in (`ip netns add` without more) has its sockets shown nowhere in `/proc`.
final class Namespaces {
    private final ProcTree tree;

    /// Processes of each namespace but the caller's own.
    private final Map<Long, List<Integer>> others = new TreeMap<>();

    private final IntStream.Builder seen = IntStream.builder();
    private int hidden;

    Namespaces(ProcTree tree, int[] processes) {
        this.tree = tree;
        long own = of("self");
        for (int process : processes) {
            long id = of(Integer.toString(process));
            if (id >= 0) seen.add(process);
            else if (tree.hides(process)) hidden++;
            if (id >= 0 && id != own)
                others.computeIfAbsent(id, _ -> new ArrayList<>()).add(process);
        }
    }

    private long of(String process) {
        return ProcTree.number(ProcFile.link(tree.file(process + "/ns/net")), "net");
    }

    /// Each other namespace with the processes through which it can be looked at.
    Map<Long, List<Integer>> others() {
        return others;
    }

    /// Processes that show theirs, and so show what they hold: it takes the same right (proc(5)).
    int[] seen() {
        return seen.build().toArray();
    }

    /// How many processes do not show theirs.
    int hidden() {
        return hidden;
    }
}
