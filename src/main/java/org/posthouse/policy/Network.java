package org.posthouse.policy;

import module java.base;

import org.posthouse.conf.Reading;

/// A range of addresses, such as `127.0.0.0/8` or `::1` (RFC 4632 section 3.1).
///
/// @param bits how many of the address's bits count
public record Network(InetAddress address, int bits) {
    /// Reads `ADDRESS` or `ADDRESS/BITS`.
    public static Reading<Network> parse(String text) {
        String[] parts = text.split("/", -1);
        try {
            InetAddress address = InetAddress.ofLiteral(parts[0]);
            int all = address.getAddress().length * 8;
            if (parts.length == 1) return new Reading.Good<>(new Network(address, all));
            if (parts.length == 2
                    && parts[1].matches("\\d{1,3}")
                    && Integer.parseInt(parts[1]) <= all)
                return new Reading.Good<>(new Network(address, Integer.parseInt(parts[1])));
        } catch (IllegalArgumentException _) {
            // said below, in our own words
        }
        return new Reading.Bad<>(
                "\"" + text + "\" is no network; write 192.0.2.0/24, 2001:db8::/32 or one address");
    }

    public boolean holds(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) return false;
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
            if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) return false;
        }
        return true;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }
}
