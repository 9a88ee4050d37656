package org.posthouse.ports.identify;

import module java.base;

/// A TCP connection.
final class PlainPipe implements Pipe {
    private static final int DRAINED = 8192; // octets, so that closing sends no reset
    private final Socket socket;

    PlainPipe(Socket socket) {
        this.socket = socket;
    }

    @Override
    public int read(byte[] into, Duration limit) {
        try {
            socket.setSoTimeout(Math.toIntExact(Math.max(1, limit.toMillis())));
            return socket.getInputStream().read(into);
        } catch (SocketTimeoutException _) {
            return SILENCE;
        } catch (IOException _) {
            return END;
        }
    }

    @Override
    public boolean write(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public String ourAddress() {
        InetAddress address = socket.getLocalAddress();
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "[IPv6:" + text + "]" : "[" + text + "]";
    }

    @Override
    public int ourPort() {
        return socket.getLocalPort();
    }

    /// What lies unread would turn the FIN into a reset; so it is read, as far as it is there.
    @Override
    public void close() {
        try (socket) {
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            in.skip(Math.min(in.available(), DRAINED));
        } catch (IOException _) {
            // it is closed by the peer already
        }
    }
}
