package org.posthouse.ports.sockets;

import module java.base;

import org.posthouse.ports.sockets.Owners.Lacking;

/// Linux: `/proc` read in plain Java. What a caller without privileges does not see is counted and
/// said.
final class ProcSockets implements Sockets {
    private static final Map<Lacking, String> HIDE =
            Map.of(
                    Lacking.ROOT,
                    " processes hide from you what they hold; run as root to see it",
                    Lacking.CAPABILITY,
                    " processes hide from root what they hold; it takes CAP_SYS_PTRACE");

    private final ProcTree tree;
    private final Surroundings surroundings;

    ProcSockets(ProcTree tree, Surroundings surroundings) {
        this.tree = tree;
        this.surroundings = surroundings;
    }

    @Override
    public Listing read(Wanted wanted) throws Unreadable {
        Instant now = Instant.now();
        int[] processes = tree.processes();
        Filters.Reading filters = new Filters(tree, surroundings).start();
        var gaps = new ArrayList<String>();
        var tables = new Tables(tree, wanted, gaps);
        tables.own();
        var namespaces = new Namespaces(tree, processes);
        namespaces.others().forEach(tables::other);
        var descriptors =
                new Descriptors(tree, tables.found().stream().mapToLong(Found::inode))
                        .search(namespaces.seen());
        int hidden = namespaces.hidden() + descriptors.hidden();
        Lacking lacking = lacking();
        if (hidden > 0) gaps.add(hidden + " of " + processes.length + HIDE.get(lacking));
        boolean whole = hidden == 0 && Arrays.binarySearch(processes, 1) >= 0;
        Owners unseen = whole ? new Owners.Nobody() : new Owners.Hidden(lacking);
        var attribution =
                new Attribution(
                        tree,
                        surroundings.root(),
                        descriptors,
                        coverages(tables.found(), wanted),
                        now,
                        unseen);
        List<LocalSocket> sockets = tables.found().stream().map(attribution::socket).toList();
        Firewall firewall = filters.firewall(sockets, gaps);
        return new Listing(now, sockets, gaps, temporary(), firewall);
    }

    private Coverages coverages(List<Found> found, Wanted wanted) {
        var coverages = new Coverages(found);
        Set<Transport> open =
                switch (wanted.detail()) {
                    case QUICK -> Set.of();
                    case WHOLE -> coverages.open(found);
                };
        return open.isEmpty()
                ? coverages
                : new Coverages(found, surroundings.ipv6Alone().apply(open));
    }

    /// `/proc/sys/net/ipv4/ip_local_port_range` (ip(7)): two numbers.
    private Listing.Temporary temporary() {
        var file = new ProcFile();
        if (!file.read(tree.file("sys/net/ipv4/ip_local_port_range")))
            return Listing.Temporary.DYNAMIC;
        String[] ends = file.text().strip().split("\\s+", -1);
        long low = ProcFile.number(ends[0]);
        long high = ProcFile.number(ends[ends.length - 1]);
        return low < 1 || high < low || high > 65_535
                ? Listing.Temporary.DYNAMIC
                : new Listing.Temporary((int) low, (int) high);
    }

    private Lacking lacking() {
        var file = new ProcFile();
        boolean root = file.read(tree.file("self/status")) && file.second("Uid:") == 0;
        return root ? Lacking.CAPABILITY : Lacking.ROOT;
    }
}
