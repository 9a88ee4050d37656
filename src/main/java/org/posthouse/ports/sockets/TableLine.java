package org.posthouse.ports.sockets;

import module java.base;

/// One line of `/proc/net/tcp` or one of its sisters (Documentation/networking/proc_net_tcp.rst):
/// `0: 0100007F:0039 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 12345 …`. Octets
/// are looked at where they lie: there may be a hundred thousand lines of which three are wanted.
final class TableLine {
    private static final int LISTEN = 0x0a;
    private static final int CLOSE = 0x07;
    private static final int OPENREQ = 0x03;

    private final ByteOrder order;
    private byte[] octets = {};
    private int at;
    private int end;
    private int from;

    private IpAddress.Version version = IpAddress.Version.IPV4;
    private long high;
    private long low;
    private int port;
    private int state;
    private int user;
    private long inode;

    TableLine(ByteOrder order) {
        this.order = order;
    }

    /// Takes a line.
    ///
    /// @return whether it is one
    boolean parse(byte[] line, int start, int stop) {
        octets = line;
        at = start;
        end = stop;
        if (!next() || octets[at - 1] != ':') return false; // "sl", the number of the line
        if (!next() || !local()) return false;
        if (!skip(2)) return false; // the remote end, then the state
        long number = hex(from, at);
        if (at - from != 2 || number < 0) return false;
        state = (int) number;
        if (!skip(4)) return false; // queues, timer, retransmits, then the user
        number = decimal();
        if (number < 0 || number > 0xffffffffL) return false;
        user = (int) number;
        if (!skip(2)) return false; // time-out, then the inode
        inode = decimal();
        return inode >= 0;
    }

    private boolean next() {
        while (at < end && octets[at] == ' ') at++;
        from = at;
        while (at < end && octets[at] != ' ') at++;
        return at > from;
    }

    /// @return whether there are so many columns more
    private boolean skip(int columns) {
        for (int i = 0; i < columns; i++) if (!next()) return false;
        return true;
    }

    private boolean local() {
        int colon = at - 5;
        if (colon <= from || octets[colon] != ':') return false;
        long number = hex(colon + 1, at);
        if (number < 0) return false;
        port = (int) number;
        return switch (colon - from) {
            case 8 -> address4();
            case 32 -> address6();
            default -> false;
        };
    }

    private boolean address4() {
        version = IpAddress.Version.IPV4;
        high = 0;
        low = word(from);
        return low >= 0;
    }

    private boolean address6() {
        version = IpAddress.Version.IPV6;
        long a = word(from);
        long b = word(from + 8);
        long c = word(from + 16);
        long d = word(from + 24);
        high = a << 32 | b;
        low = c << 32 | d;
        return a >= 0 && b >= 0 && c >= 0 && d >= 0;
    }

    /// Four octets in network order, which are printed as one number of this machine.
    private long word(int start) {
        long printed = hex(start, start + 8);
        if (printed < 0 || order == ByteOrder.BIG_ENDIAN) return printed;
        return Integer.toUnsignedLong(Integer.reverseBytes((int) printed));
    }

    private long hex(int start, int stop) {
        long number = 0;
        for (int i = start; i < stop; i++) {
            int digit = Character.digit(octets[i], 16);
            if (digit < 0) return -1;
            number = number << 4 | digit;
        }
        return number;
    }

    private long decimal() {
        long number = 0;
        for (int i = from; i < at; i++) {
            int digit = octets[i] - '0';
            if (digit < 0 || digit > 9 || number > Long.MAX_VALUE / 10 - 1) return -1;
            number = number * 10 + digit;
        }
        return number;
    }

    /// Whether others can call this socket. A datagram socket that is bound and talks to nobody in
    /// particular is in state 07, closed; connected it is in state 01.
    boolean isCallable(Transport transport) {
        return switch (transport) {
            case TCP, SCTP -> state == LISTEN;
            case UDP, UDPLITE -> state == CLOSE && port != 0;
        };
    }

    /// A half-made connection, which kernels before 4.4 list among the listeners.
    boolean isHalfMade() {
        return state == OPENREQ;
    }

    IpAddress address() {
        return version == IpAddress.Version.IPV6
                ? IpAddress.v6(high, low)
                : IpAddress.v4((int) low);
    }

    int port() {
        return port;
    }

    /// Who made the socket.
    int user() {
        return user;
    }

    long inode() {
        return inode;
    }
}
