package org.posthouse.ports.sockets;

import module java.base;

/// Which processes hold which sockets, by the links in `/proc/PID/fd`.
///
/// All processes are looked at, even when each socket has an owner already: it may have a second
/// one, to which the first handed it.
final class Descriptors {
    private final ProcTree tree;
    private final long[] wanted;
    private final Map<Long, SortedSet<Integer>> holders = new HashMap<>();
    private int hidden;

    /// @param inodes the sockets whose holders are sought
    Descriptors(ProcTree tree, LongStream inodes) {
        this.tree = tree;
        wanted = inodes.sorted().distinct().toArray();
    }

    Descriptors search(int[] processes) {
        if (wanted.length > 0) for (int process : processes) search(process);
        return this;
    }

    private void search(int process) {
        String folder = tree.file(process + "/fd");
        String[] links = new File(folder).list();
        if (links == null) {
            if (tree.hides(process)) hidden++; // else it ended meanwhile
            return;
        }
        for (String link : links) {
            long inode = ProcTree.number(ProcFile.link(folder + "/" + link), "socket");
            if (inode >= 0 && Arrays.binarySearch(wanted, inode) >= 0)
                holders.computeIfAbsent(inode, _ -> new TreeSet<>()).add(process);
        }
    }

    /// By their ids; empty if nobody was seen to hold it.
    SortedSet<Integer> holders(long inode) {
        return holders.getOrDefault(inode, Collections.emptySortedSet());
    }

    /// How many processes do not show what they hold.
    int hidden() {
        return hidden;
    }
}
