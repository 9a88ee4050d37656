package org.posthouse.ports.identify;

import module java.base;

/// The options a Telnet service begins with (RFC 854), and what it says beside them. FTP and the
/// MTP of RFC 772 have Telnet on their lines too, so that what is said may still be theirs.
///
/// @param commands how many well-formed ones there are
/// @param text what is left without them
/// @param sound whether all that began as a command was one
record TelnetOpening(int commands, String text, boolean sound) {
    private static final char IAC = 255;
    private static final char SE = 240;
    private static final char SB = 250;
    private static final char WILL = 251;
    private static final int KNOWN = 50; // options 0 to 49 are assigned, and 255 is EXOPL
    private static final int EXOPL = 255;

    static TelnetOpening of(String octets) {
        var text = new StringBuilder();
        int commands = 0;
        boolean sound = true;
        int i = 0;
        while (i < octets.length()) {
            char c = octets.charAt(i);
            if (c != IAC) {
                text.append(c);
                i++;
                continue;
            }
            int end = end(octets, i);
            if (end < 0) sound = false;
            else commands++;
            i = end < 0 ? octets.length() : end;
        }
        return new TelnetOpening(commands, text.toString(), sound);
    }

    /// @return where the command that begins at the index ends; -1 when it is none
    private static int end(String octets, int at) {
        if (at + 2 >= octets.length()) return -1;
        char verb = octets.charAt(at + 1);
        int option = octets.charAt(at + 2);
        if (option >= KNOWN && option != EXOPL) return -1;
        if (verb >= WILL && verb < IAC) return at + 3;
        if (verb != SB) return -1;
        int end = octets.indexOf("" + IAC + SE, at);
        return end < 0 ? -1 : end + 2;
    }
}
