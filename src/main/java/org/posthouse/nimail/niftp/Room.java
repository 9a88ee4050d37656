package org.posthouse.nimail.niftp;

import module java.base;

/// Whether there is room for more on the disk of the files that are served.
@FunctionalInterface
interface Room {
    /// What stands against it for now, in words for the partner and a log.
    Optional<String> hindrance();

    Room ENOUGH = Optional::empty;

    /// What the spool leaves free, too.
    long RESERVE = 256L << 20;

    int SHARE = 20; // of the disk, at most, unless set

    /// On the disk of a directory.
    ///
    /// @param reserve octets that are left free; without it [#RESERVE]
    static Room on(Path directory, OptionalLong reserve) {
        try {
            FileStore disk = Files.getFileStore(directory);
            long least = reserve.orElse(Math.min(RESERVE, disk.getTotalSpace() / SHARE));
            return () -> hindrance(disk, least);
        } catch (IOException _) {
            return ENOUGH; // then the first write tells what is wrong with it
        }
    }

    private static Optional<String> hindrance(FileStore disk, long least) {
        try {
            return disk.getUsableSpace() < least
                    ? Optional.of("Disk nearly full")
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
