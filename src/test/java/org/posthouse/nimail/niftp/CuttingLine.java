package org.posthouse.nimail.niftp;

import module java.base;

/// A line to a partner that breaks after so many octets one way.
final class CuttingLine implements Closeable {
    enum Way {
        TO_Q,
        TO_P
    }

    /// How both ends see it.
    enum Break {
        /// All that had passed is heard, and then the end.
        END,
        /// What was not read yet may be lost.
        RESET
    }

    private final ServerSocket door;
    private final Way counted;
    private final long most;
    private final Break manner;
    private final AtomicLong passed = new AtomicLong();

    CuttingLine(InetSocketAddress q, Way way, long octets, Break manner) throws IOException {
        this.counted = way;
        this.most = octets;
        this.manner = manner;
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> carry(q));
    }

    int port() {
        return door.getLocalPort();
    }

    /// Octets that have passed the way on which it breaks.
    long passed() {
        return passed.get();
    }

    private void carry(InetSocketAddress q) {
        try (Socket p = door.accept();
                var far = new Socket(q.getAddress(), q.getPort())) {
            p.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread there = Thread.ofVirtual().start(() -> pass(p, far, Way.TO_Q));
            pass(far, p, Way.TO_P);
            there.join();
        } catch (IOException | InterruptedException _) {
            // the test sees what came of it
        }
    }

    /// Passes what comes until the octets are used up, or one side ends.
    private void pass(Socket from, Socket to, Way way) {
        byte[] some = new byte[4096];
        try {
            for (long left = way == counted ? most : Long.MAX_VALUE; left > 0; ) {
                int read = from.getInputStream().read(some, 0, (int) Math.min(some.length, left));
                if (read < 0) break;
                to.getOutputStream().write(some, 0, read);
                left -= read;
                if (way == counted) passed.addAndGet(read);
            }
            end(from, to);
        } catch (IOException _) {
            // broken, as it should
        }
    }

    private void end(Socket from, Socket to) throws IOException {
        switch (manner) {
            case RESET -> {
                from.close();
                to.close();
            }
            case END -> {
                to.shutdownOutput();
                from.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
