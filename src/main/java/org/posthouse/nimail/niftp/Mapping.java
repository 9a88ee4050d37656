package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.wire.Octets;

/// How NIFTP is laid on TCP, told by the first octet (docs/niftp.md, on TCP): letters are the name
/// of the called service, which no header of an SFT can be.
sealed interface Mapping {
    /// B: nothing comes before the SFT; the port names the service.
    record Straight() implements Mapping {}

    /// A: the service's name and a NUL came first. Small letters; of a longer one the first 99.
    record Named(String name) implements Mapping {}

    /// None of those we speak.
    record Strange(String why) implements Mapping {}

    int KEPT = 99; // octets of a name, as unix-niftp does
    int LONGEST = 1024;

    /// Reads what comes before the SFT.
    static Mapping of(Octets line) throws IOException {
        if (!line.has(1)) return new Strange("nothing came");
        int first = line.buffer()[line.from()] & 0xff;
        if (first == 0x00 || first >= 0x40 && first <= 0x7f) return named(line);
        if (first == 0x01 && line.has(2) && line.buffer()[line.from() + 1] == 0x10)
            return new Strange(
                    "it speaks the Yellow Book transport service over TCP (IEN 154), which"
                            + " Posthouse does not");
        return new Straight();
    }

    private static Mapping named(Octets line) throws IOException {
        var name = new StringBuilder();
        for (int i = 0; i < LONGEST && line.has(1); i++) {
            int octet = line.buffer()[line.from()] & 0xff;
            line.taken(1);
            if (octet == 0) return new Named(name.toString().toLowerCase(Locale.ROOT));
            if (name.length() < KEPT) name.append((char) octet);
        }
        return new Strange("a service name without an end");
    }
}
