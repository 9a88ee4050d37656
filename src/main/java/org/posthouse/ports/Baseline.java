package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.sockets.IpAddress;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Transport;

/// Which listeners a user expects on a machine; [BaselineFile] reads and writes it. It is about the
/// caller's own network namespace: what listens in another is not reached by this machine's
/// addresses, and only root would see it.
public record Baseline(List<Entry> entries) {
    /// One listener that is expected. What is empty may be anything.
    ///
    /// @param programs paths; each process that holds the socket runs one of them
    /// @param units each process that holds the socket is in one of them
    /// @param speaks the word for a protocol ([org.posthouse.ports.identify.Identity#spoken])
    public record Entry(
            int port,
            Transport transport,
            Optional<IpAddress> address,
            Set<String> programs,
            Set<String> units,
            Optional<String> speaks) {
        public Entry {
            programs = Collections.unmodifiableSet(new TreeSet<>(programs));
            units = Collections.unmodifiableSet(new TreeSet<>(units));
        }

        /// Whether it is about that place, whatever listens there.
        public boolean isAt(LocalSocket socket) {
            return socket.port() == port
                    && socket.transport() == transport
                    && isOfOurs(socket)
                    && (address.isEmpty() || address.get().equals(socket.address()));
        }

        /// `tcp 127.0.0.1:25`
        @Override
        public String toString() {
            return transport.word()
                    + " "
                    + address.map(
                                    one ->
                                            one.version() == IpAddress.Version.IPV6
                                                    ? "[" + one + "]"
                                                    : "" + one)
                            .orElse("*")
                    + ":"
                    + port;
        }
    }

    public Baseline {
        entries = List.copyOf(entries);
    }

    /// Whether a baseline has anything to say about it.
    public static boolean isOfOurs(LocalSocket socket) {
        return socket.namespace() instanceof Namespace.Own;
    }

    /// What it says of a listener.
    ///
    /// @param spoken what it was found to speak; empty if it was not asked
    public Allowance allowance(LocalSocket socket, Optional<String> spoken) {
        List<Allowance> said =
                entries.stream()
                        .filter(entry -> entry.isAt(socket))
                        .map(entry -> compared(entry, socket, spoken))
                        .toList();
        if (said.isEmpty()) return new Allowance.Unlisted();
        return said.stream()
                .filter(Allowance.Listed.class::isInstance)
                .findFirst()
                .orElse(said.getFirst());
    }

    /// What is expected and not there.
    public List<Entry> missing(List<LocalSocket> sockets) {
        return entries.stream().filter(entry -> sockets.stream().noneMatch(entry::isAt)).toList();
    }

    private static Allowance compared(Entry entry, LocalSocket socket, Optional<String> spoken) {
        var how = new ArrayList<String>();
        for (String word : spoken.stream().toList())
            if (entry.speaks.isPresent() && !entry.speaks.get().equals(word))
                how.add("it speaks " + word + ", not " + entry.speaks.get());
        List<Owner> owners = socket.owners().known();
        how.addAll(others("its program", owners, Baseline::program, entry.programs));
        how.addAll(others("its unit", owners, Owner::unit, entry.units));
        if (!how.isEmpty()) return new Allowance.Differs(how);
        boolean needed = !entry.programs.isEmpty() || !entry.units.isEmpty();
        return switch (socket.owners()) {
            case Owners.Hidden(var lacking) when needed -> new Allowance.Hidden(lacking);
            case Owners.Nobody _ when needed ->
                    new Allowance.Differs(List.of("no process holds it"));
            case Owners.Known _ when needed && isUnseen(entry, owners) ->
                    new Allowance.Hidden(Owners.Lacking.ROOT);
            case Owners.Known _, Owners.Hidden _, Owners.Nobody _ -> new Allowance.Listed();
        };
    }

    private static Optional<String> program(Owner owner) {
        return owner.executable().map(program -> program.path());
    }

    private static boolean isUnseen(Entry entry, List<Owner> owners) {
        return !entry.programs.isEmpty()
                && owners.stream().anyMatch(owner -> program(owner).isEmpty());
    }

    private static List<String> others(
            String what,
            List<Owner> owners,
            Function<Owner, Optional<String>> part,
            Set<String> expected) {
        if (expected.isEmpty()) return List.of();
        return owners.stream()
                .flatMap(owner -> part.apply(owner).stream())
                .filter(one -> !expected.contains(one))
                .distinct()
                .map(one -> what + " is " + one + ", not " + String.join(" or ", expected))
                .toList();
    }
}
