package org.posthouse.whole;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.posthouse.spool.SmallDisk;

/// Promise 1 on a disk that runs full under SMTP and MTP: the whole server on a small disk, with
/// [FullServer] as its clients.
final class FullServerTest {
    @TempDir private Path directory;

    /// With a reserve the store never sees the end of the disk; without one it does, and is opened
    /// again when there is room.
    @ParameterizedTest
    @ValueSource(strings = {"4MiB", "0"})
    void nothingIsLostAndWorkGoesOnWhenThereIsRoom(String reserve) throws Exception {
        var disk = new SmallDisk(directory.resolve("disk"), 48);
        assumeTrue(disk.mounts(), "the kernel lets us mount");
        disk.run(FullServer.class, reserve);
    }
}
