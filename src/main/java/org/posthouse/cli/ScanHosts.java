package org.posthouse.cli;

import module java.base;

/// The hosts of a scan: each named by itself, or a short range of addresses written as a prefix
/// (RFC 4632 section 3.1).
final class ScanHosts {
    private static final int WIDEST = 4; // bits: /28 of IPv4, /124 of IPv6
    private static final int MOST = 16; // bits, whoever's they are
    private static final Pattern PREFIX = Pattern.compile("(?<address>[^/]+)/(?<length>\\d{1,3})");

    private ScanHosts() {}

    /// @param owned whether the user says that the hosts are his
    /// @throws Stop when one is unknown, or a range is wider than it should be
    static List<PortsHost> of(List<String> words, boolean owned) {
        var hosts = new ArrayList<PortsHost>();
        for (String word : words) {
            Matcher matcher = PREFIX.matcher(word);
            if (matcher.matches())
                hosts.addAll(
                        range(
                                word,
                                PortsHost.of(matcher.group("address")),
                                Integer.parseInt(matcher.group("length")),
                                owned));
            else hosts.add(PortsHost.of(word));
        }
        return hosts;
    }

    private static List<PortsHost> range(String word, PortsHost base, int length, boolean owned) {
        if (base.name().isPresent())
            throw Stop.usage("\"" + word + "\" is no range: it begins with a name, not an address");
        byte[] octets = base.addresses().getFirst().getAddress();
        int free = octets.length * Byte.SIZE - length;
        if (free < 0) throw Stop.usage("\"" + word + "\": an address has no " + length + " bits");
        if (free > MOST) throw Stop.usage(word + " is too wide: 65,536 addresses are the most");
        if (free > WIDEST && !owned)
            throw Stop.usage(
                    word
                            + " has "
                            + (1L << free)
                            + " addresses; name the hosts, or say --i-own-this for a range wider"
                            + " than "
                            + (octets.length == 4 ? "/28" : "/124"));
        BigInteger first = new BigInteger(1, octets).shiftRight(free).shiftLeft(free);
        return LongStream.range(0, 1L << free)
                .mapToObj(i -> host(first.add(BigInteger.valueOf(i)), octets.length))
                .toList();
    }

    private static PortsHost host(BigInteger number, int length) {
        byte[] digits = number.toByteArray();
        var octets = new byte[length];
        int count = Math.min(digits.length, length);
        System.arraycopy(digits, digits.length - count, octets, length - count, count);
        try {
            InetAddress address = InetAddress.getByAddress(octets);
            return new PortsHost(address.getHostAddress(), Optional.empty(), List.of(address));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // it has the length of one
        }
    }
}
