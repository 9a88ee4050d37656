package org.posthouse.ports.sockets;

import module java.base;

/// Reads `/proc/net/sctp/eps`, the end points of SCTP: `ENDPT SOCK STY SST HBKT LPORT UID INODE
/// LADDRS`. An end point may be bound to several addresses (RFC 9260): each makes a socket of its
/// own.
final class SctpTable {
    private static final String LISTENING = "10"; // TCP_LISTEN, which the column SST has in decimal
    private static final int COLUMNS = 9; // at least, with one address

    private SctpTable() {}

    /// @return how many lines could not be understood
    /// @throws FileNotFoundException when the kernel has no SCTP, or its table is not shown
    static int read(String file, Namespace namespace, Consumer<Found> sink) throws IOException {
        int unreadable = 0;
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                new FileInputStream(file), StandardCharsets.US_ASCII))) {
            String heading = lines.readLine();
            if (heading == null) return 0;
            if (!heading.contains("LPORT"))
                throw new Unreadable(file + " is no table of SCTP: its heading is missing");
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                if (!read(line.strip().split("\\s+", -1), namespace, sink)) unreadable++;
        }
        return unreadable;
    }

    private static boolean read(String[] columns, Namespace namespace, Consumer<Found> sink) {
        if (columns.length < COLUMNS - 1) return false;
        if (!columns[3].equals(LISTENING)) return true;
        try {
            int port = Integer.parseInt(columns[5]);
            int user = Integer.parseUnsignedInt(columns[6]);
            long inode = Long.parseLong(columns[7]);
            List<IpAddress> bound =
                    Arrays.stream(columns)
                            .skip(COLUMNS - 1)
                            .flatMap(word -> IpAddress.parse(word).stream())
                            .toList();
            for (IpAddress address : bound)
                sink.accept(new Found(Transport.SCTP, namespace, address, port, user, inode));
            return bound.size() == columns.length - (COLUMNS - 1) && !bound.isEmpty();
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
