package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// Where the data connection of the next MLFL comes about: at the user process's own port, where
/// PORT says, or at one of ours after PASV (RFC 765; RFC 2428 for IPv6).
///
/// It leads to nobody but the peer of the control connection, and to no port below 1024: a server
/// that connects wherever it is told serves to attack third hosts (RFC 2577).
final class DataPort implements Closeable {
    /// How a command writes an address.
    enum Form {
        /// `h1,h2,h3,h4,p1,p2`
        PORT,
        /// `|2|::1|1234|` (RFC 2428)
        EXTENDED,
        /// `1234` (RFC 454, whose host numbers are gone with its network)
        SOCKET
    }

    private static final int LEAST_PORT = 1024; // RFC 2577: below are services
    private static final Pattern EXTENDED = Pattern.compile("([!-~])([12])\\1(.+)\\1(\\d{1,5})\\1");

    private final Connection control;
    private final Duration limit;
    private InetSocketAddress place;
    private Optional<ServerSocket> listening = Optional.empty();
    private Optional<Socket> bound = Optional.empty();

    /// @param limit for a connection to come about
    DataPort(Connection control, Duration limit) {
        this.control = control;
        this.limit = limit;
        this.place = control.peer(); // RFC 765, "connection management": the default is this port
    }

    /// PORT, EPRT, SOCK.
    Saying point(Form form, String argument) throws IOException {
        Optional<InetSocketAddress> wanted =
                switch (form) {
                    case PORT -> port(argument);
                    case EXTENDED -> extended(argument);
                    case SOCKET -> socket(argument);
                };
        if (wanted.isEmpty()) return Saying.MALFORMED;
        if (!wanted.get().getAddress().equals(control.peer().getAddress())
                || wanted.get().getPort() < LEAST_PORT) return Saying.NOT_YOUR_ADDRESS;
        close();
        place = wanted.get();
        return Saying.OKAY;
    }

    private static Optional<InetSocketAddress> port(String argument) {
        if (!argument.matches("\\d{1,3}(,\\d{1,3}){5}")) return Optional.empty();
        int[] octets = Stream.of(argument.split(",", -1)).mapToInt(Integer::parseInt).toArray();
        if (Arrays.stream(octets).anyMatch(octet -> octet > 255)) return Optional.empty();
        String host = octets[0] + "." + octets[1] + "." + octets[2] + "." + octets[3];
        return Optional.of(address(InetAddress.ofLiteral(host), octets[4] << 8 | octets[5]));
    }

    private static Optional<InetSocketAddress> extended(String argument) {
        Matcher found = EXTENDED.matcher(argument);
        if (!found.matches() || Integer.parseInt(found.group(4)) > 65_535) return Optional.empty();
        try {
            InetAddress host = InetAddress.ofLiteral(found.group(3));
            return Optional.of(address(host, Integer.parseInt(found.group(4))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<InetSocketAddress> socket(String argument) {
        if (!argument.matches("\\d{1,5}") || Integer.parseInt(argument) > 65_535)
            return Optional.empty();
        return Optional.of(address(control.peer().getAddress(), Integer.parseInt(argument)));
    }

    private static InetSocketAddress address(InetAddress host, int port) {
        return new InetSocketAddress(host, port);
    }

    /// PASV, EPSV: listens, where the peer has reached us already.
    Reply listen(Form form, Generation generation) throws IOException {
        InetAddress here = control.local().getAddress();
        boolean old = form == Form.PORT;
        if (old && !(here instanceof Inet4Address)) return Saying.NO_PASV.in(generation);
        close();
        listening = Optional.of(new ServerSocket(0, 1, here));
        int port = listening.get().getLocalPort();
        return old
                ? Saying.PASSIVE.with(
                        here.getHostAddress().replace('.', ',')
                                + ","
                                + (port >> 8)
                                + ","
                                + (port & 255),
                        generation)
                : Saying.EXTENDED_PASSIVE.with("(|||" + port + "|)", generation);
    }

    /// The port of ours that the next connection will have, which RFC 454 wants to be said first.
    int ready() throws IOException {
        if (listening.isPresent()) return listening.get().getLocalPort();
        var socket = new Socket();
        bound = Optional.of(socket);
        socket.bind(new InetSocketAddress(control.local().getAddress(), 0));
        return socket.getLocalPort();
    }

    /// Brings the connection about.
    ///
    /// @throws IOException when nothing came of it in time
    Connection open() throws IOException {
        if (listening.isPresent()) {
            try (ServerSocket here = listening.get()) {
                return new Connection(accept(here), Transcript.NONE);
            } finally {
                listening = Optional.empty();
            }
        }
        if (bound.isEmpty()) ready();
        Socket socket = bound.orElseThrow();
        socket.connect(place, (int) limit.toMillis());
        bound = Optional.empty();
        return new Connection(socket, Transcript.NONE);
    }

    /// The peer, and nobody who was quicker: a port that anyone may take the call of is one that
    /// mail can be put in by anyone (RFC 2577).
    private Socket accept(ServerSocket here) throws IOException {
        Instant end = Instant.now().plus(limit);
        while (true) {
            long left = Duration.between(Instant.now(), end).toMillis();
            if (left <= 0) throw new SocketTimeoutException("no data connection came");
            here.setSoTimeout((int) left);
            Socket socket = here.accept();
            if (socket.getInetAddress().equals(control.peer().getAddress())) return socket;
            socket.close();
        }
    }

    /// Lets go of what was prepared.
    @Override
    public void close() throws IOException {
        if (listening.isPresent()) listening.get().close();
        if (bound.isPresent()) bound.get().close();
        listening = Optional.empty();
        bound = Optional.empty();
    }
}
