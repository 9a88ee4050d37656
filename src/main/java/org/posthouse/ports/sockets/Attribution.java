package org.posthouse.ports.sockets;

import module java.base;

/// Puts sockets and their owners together. A process that holds several sockets is read once.
final class Attribution {
    private final Descriptors descriptors;
    private final Coverages coverages;
    private final Users users;
    private final ProcOwner processes;
    private final Owners unseen;
    private final Path root;
    private Optional<SocketUnits> units = Optional.empty();
    private final Map<Integer, Owner> owners = new HashMap<>();

    /// @param root below which systemd's units lie
    /// @param unseen what is said of a socket that no process was seen to hold
    Attribution(
            ProcTree tree,
            Path root,
            Descriptors descriptors,
            Coverages coverages,
            Instant now,
            Owners unseen) {
        this.descriptors = descriptors;
        this.coverages = coverages;
        this.users = Users.read(tree.passwd());
        this.processes = new ProcOwner(tree, users, now);
        this.unseen = unseen;
        this.root = root;
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
                owners(found));
    }

    private Owners owners(Found found) {
        var known = new ArrayList<Owner>();
        for (int process : descriptors.holders(found.inode())) {
            Owner owner = owners.computeIfAbsent(process, processes::read);
            known.add(isSystemd(owner) ? keeper(owner, found) : owner);
        }
        return known.isEmpty() ? unseen : new Owners.Known(known);
    }

    private static boolean isSystemd(Owner owner) {
        return owner.pid() == 1 && owner.name().equals("systemd");
    }

    /// Process 1 keeps sockets for services: which one is told by a unit. They are read when they
    /// are first needed, and most often never.
    private Owner keeper(Owner systemd, Found found) {
        if (!(found.namespace() instanceof Namespace.Own)) return systemd;
        if (units.isEmpty()) units = Optional.of(SocketUnits.read(root));
        return units.flatMap(all -> all.of(found)).map(systemd::keeping).orElse(systemd);
    }
}
