package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.identify.Evidence;

/// Evidence octet by octet, as hexadecimal dumps show it.
final class OctetDump {
    private static final int ROW = 16; // octets of a line

    private OctetDump() {}

    static List<String> of(List<Evidence> evidence) {
        var lines = new ArrayList<String>();
        for (Evidence one : evidence) {
            if (one.side() == Evidence.Side.NOTE) {
                lines.add("-- " + CheckReport.printable(one.octets()));
                continue;
            }
            boolean read = one.side() == Evidence.Side.READ;
            lines.add((read ? "<- " : "-> ") + one.octets().length() + " octets");
            for (int at = 0; at < one.octets().length(); at += ROW)
                lines.add(row(one.octets(), at));
        }
        return lines;
    }

    private static String row(String octets, int at) {
        String part = octets.substring(at, Math.min(octets.length(), at + ROW));
        String text = part.replaceAll("[^ -~]", ".");
        return "   %04x  %-47s  |%s|".formatted(at, hexadecimal(part, " "), text);
    }

    /// @param between what stands between two octets
    static String hexadecimal(String octets, String between) {
        return HexFormat.ofDelimiter(between)
                .formatHex(octets.getBytes(StandardCharsets.ISO_8859_1));
    }
}
