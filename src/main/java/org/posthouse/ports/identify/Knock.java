package org.posthouse.ports.identify;

import module java.base;

/// One attempt at a TCP connection.
///
/// @param socket connected, where the port is open and stays so
record Knock(Reach reach, String why, Optional<Socket> socket) {
    static Knock at(InetSocketAddress address, Duration limit) {
        var socket = new Socket();
        try {
            socket.connect(address, Math.toIntExact(Math.max(1, limit.toMillis())));
            undelayed(socket);
            if (!isOurOwn(socket)) return new Knock(Reach.OPEN, "", Optional.of(socket));
            socket.close();
            return new Knock(Reach.CLOSED, "only we ourselves were there", Optional.empty());
        } catch (IOException e) {
            close(socket);
            return new Knock(reach(e), reason(e), Optional.empty());
        }
    }

    private static void undelayed(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
        } catch (SocketException _) {
            // reset already, which its first reading tells
        }
    }

    /// On loopback the port we call from may be the one we call: TCP opens such a connection to
    /// itself (RFC 9293 section 3.5, simultaneous open), and nobody listens there.
    static boolean isOurOwn(Socket socket) {
        return socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress());
    }

    static Reach reach(IOException e) {
        String why = reason(e).toLowerCase(Locale.ROOT);
        return switch (e) {
            case SocketTimeoutException _ -> Reach.FILTERED;
            case NoRouteToHostException _ -> Reach.UNREACHABLE;
            case ConnectException _ when why.contains("refused") -> Reach.CLOSED;
            case ConnectException _ when why.contains("timed out") -> Reach.FILTERED;
            // a port that refuses is refused; to reset a connection one must have taken it
            case SocketException _ when why.contains("reset") -> Reach.OPEN;
            default -> Reach.UNREACHABLE;
        };
    }

    static String reason(IOException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // there is nothing to be saved
        }
    }
}
