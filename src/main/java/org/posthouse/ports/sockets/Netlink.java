package org.posthouse.ports.sockets;

import module java.base;

/// Asks the kernel by netlink(7), in plain Java (JEP 454). Nothing is sent but to the kernel of
/// this machine.
///
/// The first call costs some 80 ms of a cold JVM for the method handles, more than all the rest of
/// a listing: so it is made only for what `/proc` leaves open and somebody is shown
/// ([Wanted.Detail]).
final class Netlink {
    private static final int NETLINK = 16; // AF_NETLINK
    private static final int RAW = 3 | 02000000 | 04000; // SOCK_RAW, SOCK_CLOEXEC, SOCK_NONBLOCK
    private static final int SOCK_DIAG = 4; // NETLINK_SOCK_DIAG
    private static final int BUFFER = 1 << 15; // octets; the kernel fills at most this much at once
    private static final int LONGEST = 4_096; // reads, some 1,000,000 sockets

    private static final InetDiag CODEC = new InetDiag(ByteOrder.nativeOrder());

    private Netlink() {}

    /// Of the IPv6 sockets of these transports, in the caller's own network namespace, by their
    /// inodes: whether they take IPv6 alone. What cannot be asked is left out: another system, no
    /// leave for native calls, a kernel or a sandbox that refuses.
    static Map<Long, Boolean> ipv6Alone(Set<Transport> transports) {
        var told = new HashMap<Long, Boolean>();
        boolean linux = System.getProperty("os.name", "").equals("Linux");
        if (!linux || !Netlink.class.getModule().isNativeAccessEnabled()) return told;
        try {
            var calls = Calls.find();
            for (Transport transport : transports) ask(calls, CODEC.request(transport), told);
        } catch (Refused _) {
            return told; // what was told so far is true
        }
        return told;
    }

    private static void ask(Calls calls, byte[] request, Map<Long, Boolean> told) throws Refused {
        int socket = calls.open();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER);
            MemorySegment.copy(request, 0, buffer, ValueLayout.JAVA_BYTE, 0, request.length);
            if (calls.write(socket, buffer, request.length) != request.length) return;
            for (int i = 0; i < LONGEST; i++) {
                long length = calls.read(socket, buffer, BUFFER);
                if (length <= 0) return;
                byte[] octets = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
                if (CODEC.read(octets, told) != InetDiag.End.MORE) return;
            }
        } finally {
            calls.close(socket);
        }
    }

    /// A native call that cannot be made.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(Throwable cause) {
            super(cause);
        }
    }

    /// socket(2), write(2), read(2) and close(2).
    private record Calls(
            MethodHandle socket, MethodHandle write, MethodHandle read, MethodHandle close) {
        static Calls find() throws Refused {
            try {
                ValueLayout number = ValueLayout.JAVA_INT;
                FunctionDescriptor transfer =
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                number,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG);
                return new Calls(
                        handle("socket", FunctionDescriptor.of(number, number, number, number)),
                        handle("write", transfer),
                        handle("read", transfer),
                        handle("close", FunctionDescriptor.of(number, number)));
            } catch (RuntimeException | LinkageError e) {
                throw new Refused(e); // no linker for this system, or no leave to use it
            }
        }

        @SuppressWarnings("restricted") // the four calls above, whose shapes POSIX fixes
        private static MethodHandle handle(String name, FunctionDescriptor shape) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
        }

        int open() throws Refused {
            try {
                int opened = (int) socket.invokeExact(NETLINK, RAW, SOCK_DIAG);
                if (opened < 0) throw new IOException("no socket");
                return opened;
            } catch (Throwable e) {
                throw new Refused(e);
            }
        }

        long write(int socket, MemorySegment from, long length) throws Refused {
            try {
                return (long) write.invokeExact(socket, from, length);
            } catch (Throwable e) {
                throw new Refused(e);
            }
        }

        long read(int socket, MemorySegment to, long length) throws Refused {
            try {
                return (long) read.invokeExact(socket, to, length);
            } catch (Throwable e) {
                throw new Refused(e);
            }
        }

        void close(int socket) throws Refused {
            try {
                int _ = (int) close.invokeExact(socket);
            } catch (Throwable e) {
                throw new Refused(e);
            }
        }
    }
}
