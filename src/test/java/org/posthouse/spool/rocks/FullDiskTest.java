package org.posthouse.spool.rocks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.spool.SmallDisk;

/// A disk that really is full, for [Squeeze] to fill.
final class FullDiskTest {
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"reserve", "full"})
    void whatWasAcknowledgedIsSafeAndWorkGoesOnWhenThereIsRoom(String how) throws Exception {
        var disk = new SmallDisk(directory, 64);
        assumeTrue(disk.mounts(), "the kernel lets us mount");
        disk.run(Squeeze.class, how);
    }
}
