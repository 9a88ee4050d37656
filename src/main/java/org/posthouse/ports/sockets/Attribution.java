package org.posthouse.ports.sockets;

import module java.base;

/// Puts sockets and their owners together. A process that holds several sockets is read once.
final class Attribution {
    private final Descriptors descriptors;
    private final Coverages coverages;
    private final Users users;
    private final ProcOwner processes;
    private final Owners unseen;
    private final Map<Integer, Owner> owners = new HashMap<>();

    /// @param unseen what is said of a socket that no process was seen to hold
    Attribution(
            ProcTree tree,
            Descriptors descriptors,
            Coverages coverages,
            Instant now,
            Owners unseen) {
        this.descriptors = descriptors;
        this.coverages = coverages;
        this.users = Users.read(tree.passwd());
        this.processes = new ProcOwner(tree, users, now);
        this.unseen = unseen;
    }

    LocalSocket socket(Found found) {
        return new LocalSocket(
                found.transport(),
                found.address(),
                found.port(),
                coverages.of(found),
                found.namespace(),
                found.inode(),
                Optional.of(users.name(found.user())),
                owners(found.inode()));
    }

    private Owners owners(long inode) {
        var known = new ArrayList<Owner>();
        for (int process : descriptors.holders(inode))
            known.add(owners.computeIfAbsent(process, processes::read));
        return known.isEmpty() ? unseen : new Owners.Known(known);
    }
}
