package org.posthouse.gateway;

import module java.base;

/// Writes octets as the uuencode of 4.xBSD did, which every host of that time could undo (POSIX
/// `uuencode`, historical algorithm).
final class Uuencode {
    private static final int OCTETS = 45; // of a line

    private Uuencode() {}

    /// @param name as ASCII, without spaces
    static void write(InputStream octets, String name, Page page) throws IOException {
        page.verbatim("begin 644 " + name);
        for (byte[] some = octets.readNBytes(OCTETS);
                some.length > 0;
                some = octets.readNBytes(OCTETS)) page.verbatim(line(some));
        page.verbatim("`");
        page.verbatim("end");
    }

    private static String line(byte[] octets) {
        var line = new StringBuilder().append(character(octets.length));
        for (int i = 0; i < octets.length; i += 3) {
            int three = at(octets, i) << 16 | at(octets, i + 1) << 8 | at(octets, i + 2);
            for (int shift = 18; shift >= 0; shift -= 6)
                line.append(character(three >> shift & 63));
        }
        return line.toString();
    }

    private static int at(byte[] octets, int i) {
        return i < octets.length ? octets[i] & 0xff : 0;
    }

    /// A grave accent for nothing, since spaces at line ends get lost on the way.
    private static char character(int six) {
        return six == 0 ? '`' : (char) (' ' + six);
    }
}
