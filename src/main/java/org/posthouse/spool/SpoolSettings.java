package org.posthouse.spool;

import module java.base;

import org.posthouse.conf.Section;

/// How the queue uses the machine: `[spool]`.
///
/// @param reserve octets of the disk that are left free: below them nothing new is accepted, and
///   what was accepted still goes out. 256 MiB, but no more than a twentieth of the disk, when it
///   is not set
/// @param writeBuffer octets of changes kept in memory before they move from the log into tables;
///   after a crash they are read from the log again
/// @param cache octets of tables kept in memory for reading
public record SpoolSettings(OptionalLong reserve, long writeBuffer, long cache) {
    private static final long MIB = 1 << 20;

    public static SpoolSettings defaults() {
        return new SpoolSettings(OptionalLong.empty(), 32 * MIB, 16 * MIB);
    }

    public static SpoolSettings from(Section section) {
        SpoolSettings byDefault = defaults();
        return new SpoolSettings(
                section.has("reserve")
                        ? OptionalLong.of(section.size("reserve", 0))
                        : OptionalLong.empty(),
                section.size("write-buffer", byDefault.writeBuffer),
                section.size("cache", byDefault.cache));
    }

    public SpoolSettings withReserve(long octets) {
        return new SpoolSettings(OptionalLong.of(octets), writeBuffer, cache);
    }
}
