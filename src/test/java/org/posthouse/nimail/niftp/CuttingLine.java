package org.posthouse.nimail.niftp;

import module java.base;

/// A line to a partner that breaks after so many octets one way.
final class CuttingLine implements Closeable {
    enum Way {
        TO_Q,
        TO_P
    }

    private final ServerSocket door;

    CuttingLine(InetSocketAddress q, Way way, long octets) throws IOException {
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> carry(q, way, octets));
    }

    int port() {
        return door.getLocalPort();
    }

    private void carry(InetSocketAddress q, Way way, long octets) {
        try (Socket p = door.accept();
                var far = new Socket(q.getAddress(), q.getPort())) {
            Thread there =
                    Thread.ofVirtual()
                            .start(() -> pass(p, far, way == Way.TO_Q ? octets : Long.MAX_VALUE));
            pass(far, p, way == Way.TO_P ? octets : Long.MAX_VALUE);
            there.join();
        } catch (IOException | InterruptedException _) {
            // the test sees what came of it
        }
    }

    /// Both sockets are closed when the octets are used up, or one side ends.
    private static void pass(Socket from, Socket to, long octets) {
        byte[] some = new byte[4096];
        try (from;
                to) {
            for (long left = octets; left > 0; ) {
                int read = from.getInputStream().read(some, 0, (int) Math.min(some.length, left));
                if (read < 0) return;
                to.getOutputStream().write(some, 0, read);
                left -= read;
            }
        } catch (IOException _) {
            // broken, as it should
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
