package org.posthouse.ports.sockets;

import module java.base;

/// What a [Field] is held against.
sealed interface Value {
    /// Ports, both ends in it.
    record Ports(int low, int high) implements Value {}

    /// Addresses, both ends in it.
    record Addresses(IpAddress low, IpAddress high) implements Value {
        boolean has(IpAddress one) {
            return low.version() == one.version()
                    && low.compareTo(one) <= 0
                    && one.compareTo(high) <= 0;
        }

        boolean isAll() {
            long last = low.version() == IpAddress.Version.IPV4 ? 0xffffffffL : -1;
            long top = low.version() == IpAddress.Version.IPV4 ? 0 : -1;
            return low.isAny() && high.low() == last && high.high() == top;
        }
    }

    /// A name, of an interface for one.
    record Word(String text) implements Value {}

    /// What the rule's reader could settle by itself.
    record Settled(Truth truth) implements Value {}

    /// What is not understood.
    Value UNKNOWN = new Settled(Truth.MAYBE);

    /// `10.0.0.0/8`, `10.0.0.1`, or `10.0.0.0/255.0.0.0` as older tools print it.
    static Value network(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) return UNKNOWN;
        IpAddress low = address.get();
        int most = low.version() == IpAddress.Version.IPV4 ? 32 : 128;
        if (slash < 0) return network(low, most);
        String mask = text.substring(slash + 1);
        long length = ProcFile.number(mask);
        if (length < 0)
            length = IpAddress.parse(mask).map(one -> Long.bitCount(one.low())).orElse(-1);
        return length < 0 || length > most ? UNKNOWN : network(low, (int) length);
    }

    /// All whose first bits are those.
    static Value network(IpAddress address, int length) {
        boolean v4 = address.version() == IpAddress.Version.IPV4;
        long high = v4 ? 0 : rest(Math.max(0, 64 - length));
        long low = v4 ? 0xffffffffL & rest(32 - length) : rest(Math.min(64, 128 - length));
        var first = new IpAddress(address.version(), address.high() & ~high, address.low() & ~low);
        var last = new IpAddress(address.version(), address.high() | high, address.low() | low);
        return new Addresses(first, last);
    }

    /// A number whose last bits are ones.
    private static long rest(int bits) {
        return bits >= 64 ? -1 : (1L << bits) - 1;
    }

    /// `25`, `1000:2000` or `1000-2000`.
    static Value ports(String text) {
        String[] ends = text.split("[:-]", -1);
        long low = ends[0].isEmpty() ? 0 : ProcFile.number(ends[0]);
        String end = ends[ends.length - 1];
        long high = end.isEmpty() ? 65_535 : ProcFile.number(end);
        return ends.length > 2 || low < 0 || high < low || high > 65_535
                ? UNKNOWN
                : new Ports((int) low, (int) high);
    }
}
