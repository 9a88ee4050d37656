package org.posthouse.wire;

import module java.base;

/// Reaching a host by its name: its addresses in turn.
final class Dialling {
    private Dialling() {}

    /// @throws IOException as [Connection#open] has it
    static Socket connect(String host, int port, Duration limit, Transcript transcript)
            throws IOException {
        IOException last = new UnknownHostException("no address for " + host);
        for (InetAddress address : addresses(host)) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), (int) limit.toMillis());
                transcript.said(
                        Transcript.Side.NOTE,
                        "connected to " + address.getHostAddress() + " port " + port);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = failed(host + "[" + address.getHostAddress() + "]:" + port, e);
            }
        }
        throw last;
    }

    private static IOException failed(String where, IOException e) {
        String words = where + ": " + reason(e);
        return switch (e) {
            case ConnectException _ -> new ConnectException(words);
            case SocketTimeoutException _ -> new SocketTimeoutException(words);
            default -> new SocketException(words);
        };
    }

    private static InetAddress[] addresses(String host) throws IOException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new UnknownHostException("no address for " + host);
        }
    }

    static String reason(IOException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
