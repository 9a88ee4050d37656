package org.posthouse.ports.sockets;

import module java.base;

/// A program of its own that lists what it sees, so that a test can start it as another user or in
/// another network namespace. It needs this package alone.
final class Looker {
    private Looker() {}

    /// @param args `listen` to listen itself as well
    public static void main(String... args) throws IOException {
        if (args.length == 0) {
            look();
        } else {
            try (var own = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                System.out.println("own " + own.getLocalPort());
                look();
            }
        }
    }

    private static void look() throws IOException {
        Listing listing =
                new ProcSockets(ProcTree.LIVE, Surroundings.LIVE.waiting(Duration.ofSeconds(30)))
                        .read(Wanted.ALL);
        for (LocalSocket socket : listing.sockets())
            System.out.println(
                    socket.port()
                            + " "
                            + switch (socket.owners()) {
                                case Owners.Known(var all) -> all.stream().map(Owner::pid).toList();
                                case Owners.Hidden(var lacking) -> lacking;
                                case Owners.Nobody _ -> "nobody";
                            });
        for (Redirection one : listing.firewall().redirections())
            System.out.println("passed " + one.words());
        for (String gap : listing.gaps()) System.out.println("gap " + gap);
        System.out.println("packets " + packets());
    }

    /// All that the interfaces of this network namespace have received and sent (proc(5)).
    private static long packets() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/net/dev")).stream()
                .filter(line -> line.contains(":"))
                .map(line -> line.replaceFirst(".*:", "").strip().split("\\s+", -1))
                .mapToLong(columns -> Long.parseLong(columns[1]) + Long.parseLong(columns[9]))
                .sum();
    }
}
