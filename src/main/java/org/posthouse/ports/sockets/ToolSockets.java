package org.posthouse.ports.sockets;

import module java.base;

/// Systems without `/proc`: a tool that ships with them lists the sockets, and Java knows the
/// processes. It was written after the documented formats of the tools and is tested with samples
/// of them; nobody has tried it on such a machine yet.
final class ToolSockets implements Sockets {
    /// A socket as the tool reports it.
    ///
    /// @param user empty where the tool does not tell
    record Reported(
            Transport transport, IpAddress address, int port, int pid, Optional<String> user) {}

    /// One tool and what it prints.
    interface Format {
        List<String> command();

        /// @param lines what it printed; lines that it does not know are left out
        List<Reported> read(Stream<String> lines);

        /// What it never shows to whoever asks, in a sentence.
        Optional<String> gap();
    }

    /// Runs the tool.
    @FunctionalInterface
    interface Run {
        Stream<String> lines(List<String> command) throws IOException;
    }

    private final Format format;
    private final Run run;

    ToolSockets(Format format, Run run) {
        this.format = format;
        this.run = run;
    }

    @Override
    public Listing read(Wanted wanted) throws Unreadable {
        Instant now = Instant.now();
        List<Reported> reported;
        try (Stream<String> lines = run.lines(format.command())) {
            reported = format.read(lines).stream().filter(one -> isWanted(one, wanted)).toList();
        } catch (IOException | UncheckedIOException _) {
            throw new Unreadable(
                    format.command().getFirst()
                            + " cannot be run, and this system shows its sockets in no other way");
        }
        return new Listing(now, sockets(reported), format.gap().stream().toList());
    }

    private static boolean isWanted(Reported one, Wanted wanted) {
        return wanted.transports().contains(one.transport()) && wanted.ports().test(one.port());
    }

    /// The tools do not number sockets, so that those at one place are one here.
    private static List<LocalSocket> sockets(List<Reported> reported) {
        var holders = new LinkedHashMap<Found, SortedSet<Integer>>();
        var users = new HashMap<Found, Optional<String>>();
        for (Reported one : reported) {
            Found place =
                    new Found(one.transport(), Namespace.OWN, one.address(), one.port(), 0, 0);
            holders.computeIfAbsent(place, _ -> new TreeSet<>()).add(one.pid());
            users.putIfAbsent(place, one.user());
        }
        var coverages = new Coverages(List.copyOf(holders.keySet()));
        var owners = new HashMap<Integer, Owner>();
        var sockets = new ArrayList<LocalSocket>();
        holders.forEach(
                (place, pids) ->
                        sockets.add(
                                new LocalSocket(
                                        place.transport(),
                                        place.address(),
                                        place.port(),
                                        coverages.of(place),
                                        Namespace.OWN,
                                        0,
                                        users.getOrDefault(place, Optional.empty()),
                                        new Owners.Known(
                                                pids.stream()
                                                        .map(
                                                                pid ->
                                                                        owners.computeIfAbsent(
                                                                                pid,
                                                                                HandleOwner::read))
                                                        .toList()))));
        return sockets;
    }
}
