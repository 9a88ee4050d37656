package org.posthouse.ports.sockets;

import module java.base;

/// The messages of sock_diag(7) in which the kernel tells what `/proc` does not: whether an IPv6
/// socket takes IPv6 alone. This is the codec; [Netlink] carries the octets.
///
/// @param order of the machine, for netlink(7) has numbers as they lie in memory
record InetDiag(ByteOrder order) {
    private static final int HEADER = 16; // struct nlmsghdr
    private static final int REQUEST = HEADER + 56; // and struct inet_diag_req_v2
    private static final int MESSAGE = 72; // struct inet_diag_msg
    private static final int INODE = 68; // within it
    private static final int ATTRIBUTE = 4; // struct rtattr

    private static final short BY_FAMILY = 20; // SOCK_DIAG_BY_FAMILY
    private static final short ERROR = 2; // NLMSG_ERROR
    private static final short DONE = 3; // NLMSG_DONE
    private static final short REQUEST_DUMP = 0x301; // NLM_F_REQUEST | NLM_F_DUMP
    private static final byte INET6 = 10; // AF_INET6 of Linux
    private static final int V6ONLY = 11; // INET_DIAG_SKV6ONLY
    private static final int LISTEN = 1 << 10;
    private static final int CLOSE = 1 << 7; // of a bound datagram socket

    /// What an answer came to.
    enum End {
        /// All has been told.
        DONE,
        /// There is more to read.
        MORE,
        /// The kernel refuses, or it is no answer.
        REFUSED
    }

    /// Asks for the IPv6 sockets of a transport that others can call.
    byte[] request(Transport transport) {
        boolean listens = transport == Transport.TCP || transport == Transport.SCTP;
        int protocol =
                switch (transport) {
                    case TCP -> 6;
                    case UDP -> 17;
                    case SCTP -> 132;
                    case UDPLITE -> 136;
                };
        ByteBuffer to = ByteBuffer.allocate(REQUEST).order(order);
        to.putInt(REQUEST).putShort(BY_FAMILY).putShort(REQUEST_DUMP).putInt(1).putInt(0);
        to.put(INET6).put((byte) protocol).putShort((short) 0).putInt(listens ? LISTEN : CLOSE);
        return to.array();
    }

    /// Reads what one call of recv(2) gave.
    ///
    /// @param told takes the sockets, by their inodes: whether IPv6 alone
    End read(byte[] octets, Map<Long, Boolean> told) {
        ByteBuffer in = ByteBuffer.wrap(octets).order(order);
        int at = 0;
        while (octets.length - at >= HEADER) {
            int length = in.getInt(at);
            if (length < HEADER || length > octets.length - at) return End.REFUSED;
            short type = in.getShort(at + 4);
            if (type == DONE) return End.DONE;
            if (type == ERROR) return End.REFUSED;
            if (type == BY_FAMILY && length >= HEADER + MESSAGE) socket(in, at, length, told);
            at += aligned(length);
        }
        return at > 0 ? End.MORE : End.REFUSED;
    }

    private static void socket(ByteBuffer in, int message, int length, Map<Long, Boolean> told) {
        long inode = Integer.toUnsignedLong(in.getInt(message + HEADER + INODE));
        int at = message + HEADER + MESSAGE;
        int end = message + length;
        while (end - at >= ATTRIBUTE) {
            int size = Short.toUnsignedInt(in.getShort(at));
            if (size < ATTRIBUTE || size > end - at) return;
            if (in.getShort(at + 2) == V6ONLY && size > ATTRIBUTE)
                told.put(inode, in.get(at + ATTRIBUTE) != 0);
            at += aligned(size);
        }
    }

    /// The next multiple of four.
    private static int aligned(int length) {
        return (length + 3) & ~3;
    }
}
