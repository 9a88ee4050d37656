package org.posthouse.ports.sockets;

import module java.base;

/// A `.socket` unit of systemd (systemd.socket(5)): sockets that process 1 opens and keeps for a
/// service, which it starts when somebody calls. Until then no other process has them.
///
/// @param name `ssh.socket`
/// @param service what it starts; `NAME@.service` where each connection gets one of its own
/// @param places where it listens by IP
record SocketUnit(String name, String service, List<Place> places) {
    /// Where a unit listens.
    ///
    /// @param address empty where the unit names a port alone: all addresses, of IPv6 if the
    ///   machine has it
    record Place(Transport transport, Optional<IpAddress> address, int port) {
        boolean isOf(Found socket) {
            return socket.transport() == transport
                    && socket.port() == port
                    && address.map(socket.address()::equals).orElse(socket.address().isAny());
        }
    }

    private static final String END = ".socket";

    boolean isOf(Found socket) {
        return places.stream().anyMatch(place -> place.isOf(socket));
    }

    /// Reads a unit.
    ///
    /// @param texts the unit's file and then its drop-ins, in their order (systemd.unit(5))
    static SocketUnit parse(String name, List<String> texts) {
        var reading = new Reading(name.substring(0, Math.max(0, name.length() - END.length())));
        for (String text : texts) reading.file(text);
        return reading.unit(name);
    }

    /// Settings so far; an empty value takes back all that a list had.
    private static final class Reading {
        private final String stem;
        private final List<String> streams = new ArrayList<>();
        private final List<String> datagrams = new ArrayList<>();
        private String service = "";
        private String protocol = "";
        private boolean accepts;

        Reading(String stem) {
            this.stem = stem;
        }

        void file(String text) {
            boolean ours = false;
            String joined = text.replace("\\\r\n", " ").replace("\\\n", " ");
            for (String line : joined.split("\n", -1)) {
                String words = line.strip();
                int equals = words.indexOf('=');
                if (words.startsWith("#") || words.startsWith(";")) continue;
                if (words.startsWith("[")) ours = words.equals("[Socket]");
                else if (ours && equals > 0)
                    setting(
                            words.substring(0, equals).strip(),
                            words.substring(equals + 1).strip());
            }
        }

        private void setting(String key, String value) {
            switch (key) {
                case "ListenStream" -> listen(streams, value);
                case "ListenDatagram" -> listen(datagrams, value);
                case "Service" -> service = value;
                case "SocketProtocol" -> protocol = value;
                case "Accept" -> accepts = Set.of("yes", "true", "on", "1").contains(lower(value));
                default -> {} // says nothing of where it listens
            }
        }

        /// All lists are one to an empty value.
        private void listen(List<String> to, String value) {
            if (value.isEmpty()) {
                streams.clear();
                datagrams.clear();
            } else {
                to.add(value);
            }
        }

        SocketUnit unit(String name) {
            boolean sctp = lower(protocol).equals("sctp");
            boolean lite = lower(protocol).equals("udplite");
            Transport stream = sctp ? Transport.SCTP : Transport.TCP;
            Transport datagram = lite ? Transport.UDPLITE : Transport.UDP;
            List<Place> places =
                    Stream.concat(
                                    streams.stream().flatMap(one -> place(stream, one)),
                                    datagrams.stream().flatMap(one -> place(datagram, one)))
                            .toList();
            String started = service.isEmpty() ? stem + (accepts ? "@" : "") + ".service" : service;
            return new SocketUnit(name, started, places);
        }

        /// `25`, `127.0.0.1:25`, `[::1]:25`; paths, vsock and what has a specifier are none.
        private static Stream<Place> place(Transport transport, String text) {
            int colon = text.lastIndexOf(':');
            String host = colon < 0 ? "" : text.substring(0, colon);
            String digits = text.substring(colon + 1).replaceFirst("%.*", ""); // its interface
            long port = ProcFile.number(digits);
            if (port < 1 || port > 65_535) return Stream.empty();
            Optional<IpAddress> address =
                    IpAddress.parse(host.replaceFirst("^\\[", "").replaceFirst("]$", ""));
            if (colon >= 0 && address.isEmpty()) return Stream.empty();
            return Stream.of(new Place(transport, address, (int) port));
        }

        private static String lower(String word) {
            return word.toLowerCase(Locale.ROOT);
        }
    }
}
