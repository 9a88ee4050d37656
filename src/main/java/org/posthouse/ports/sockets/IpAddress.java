package org.posthouse.ports.sockets;

import module java.base;

/// An IPv4 or IPv6 address as a value. Unlike `InetAddress` it knows no names and asks no resolver,
/// which a listing that sends nothing must not do.
///
/// @param high the first eight octets; zero for IPv4
/// @param low the last eight octets; the last four for IPv4
public record IpAddress(Version version, long high, long low) implements Comparable<IpAddress> {
    /// Which Internet Protocol.
    public enum Version {
        IPV4,
        IPV6
    }

    private static final int GROUPS = 8;
    private static final long MAPPED = 0xffffL; // ::ffff:0:0/96, RFC 4291 section 2.5.5.2

    /// @param octets in network order, 32 bits of them
    public static IpAddress v4(int octets) {
        return new IpAddress(Version.IPV4, 0, Integer.toUnsignedLong(octets));
    }

    /// An IPv4-mapped address is the IPv4 address that it stands for: it takes callers by IPv4
    /// alone (RFC 4291 section 2.5.5.2), and JVMs bind so.
    public static IpAddress v6(long high, long low) {
        return high == 0 && low >>> 32 == MAPPED
                ? v4((int) low)
                : new IpAddress(Version.IPV6, high, low);
    }

    /// Reads an address as it is written, `127.0.0.1`, `::1` or `fe80::1%eth0` (the zone is left
    /// out); a name is none.
    public static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') >= 0 ? parse6(text.replaceFirst("%.*", "")) : parse4(text);
    }

    private static Optional<IpAddress> parse4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) return Optional.empty();
        int octets = 0;
        for (String part : parts) {
            OptionalInt octet = number(part, 10, 3);
            if (octet.isEmpty() || octet.getAsInt() > 255) return Optional.empty();
            octets = octets << 8 | octet.getAsInt();
        }
        return Optional.of(v4(octets));
    }

    private static Optional<IpAddress> parse6(String text) {
        int gap = text.indexOf("::");
        List<Integer> front = new ArrayList<>();
        List<Integer> back = new ArrayList<>();
        boolean read =
                gap < 0
                        ? groups(text, front)
                        : groups(text.substring(0, gap), front)
                                && groups(text.substring(gap + 2), back);
        int missing = GROUPS - front.size() - back.size();
        if (!read || (gap < 0 ? missing != 0 : missing < 1)) return Optional.empty();
        for (int i = 0; i < missing; i++) front.add(0);
        front.addAll(back);
        long[] halves = new long[2];
        for (int i = 0; i < GROUPS; i++) halves[i / 4] = halves[i / 4] << 16 | front.get(i);
        return Optional.of(v6(halves[0], halves[1]));
    }

    /// RFC 4291 section 2.2, the last two groups perhaps as an IPv4 address.
    private static boolean groups(String text, List<Integer> to) {
        if (text.isEmpty()) return true;
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            Optional<IpAddress> v4 = i == parts.length - 1 ? parse4(parts[i]) : Optional.empty();
            OptionalInt group = number(parts[i], 16, 4);
            if (v4.isPresent()) {
                to.add((int) (v4.get().low >>> 16));
                to.add((int) (v4.get().low & 0xffff));
            } else if (group.isPresent()) {
                to.add(group.getAsInt());
            } else {
                return false;
            }
        }
        return true;
    }

    private static OptionalInt number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) return OptionalInt.empty();
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            if (digit < 0) return OptionalInt.empty();
            number = number * radix + digit;
        }
        return OptionalInt.of(number);
    }

    /// The address that means all addresses of its version.
    public boolean isAny() {
        return high == 0 && low == 0;
    }

    public Reach reach() {
        if (isAny()) return Reach.ALL;
        if (version == Version.IPV6) return high == 0 && low == 1 ? Reach.LOOPBACK : Reach.LINK;
        long v4 = low & 0xffffffffL;
        if (v4 == 0) return Reach.ALL;
        return v4 >>> 24 == 127 ? Reach.LOOPBACK : Reach.LINK;
    }

    /// IPv4 first, then by number.
    @Override
    public int compareTo(IpAddress other) {
        int order = version.compareTo(other.version);
        if (order == 0) order = Long.compareUnsigned(high, other.high);
        return order == 0 ? Long.compareUnsigned(low, other.low) : order;
    }

    /// As RFC 5952 writes it, without brackets.
    @Override
    public String toString() {
        return version == Version.IPV4 ? dotted(low) : groups();
    }

    private static String dotted(long octets) {
        return (octets >>> 24 & 0xff)
                + "."
                + (octets >>> 16 & 0xff)
                + "."
                + (octets >>> 8 & 0xff)
                + "."
                + (octets & 0xff);
    }

    private int group(int i) {
        return (int) ((i < 4 ? high : low) >>> 48 - i % 4 * 16 & 0xffff);
    }

    /// The longest run of zero groups, the first of them if there are several, becomes `::`; a
    /// single one stays (RFC 5952 section 4.2).
    private String groups() {
        int from = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && group(end) == 0) end++;
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        if (length < 2) return joined(0, GROUPS);
        return joined(0, from) + "::" + joined(from + length, GROUPS);
    }

    private String joined(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toHexString(group(i)))
                .collect(Collectors.joining(":"));
    }
}
