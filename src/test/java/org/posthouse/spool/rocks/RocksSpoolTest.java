package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolContract;
import org.posthouse.spool.SpoolSettings;

final class RocksSpoolTest extends SpoolContract {
    @Override
    protected Spool open(Path directory, InstantSource clock) throws IOException {
        var settings = SpoolSettings.defaults();
        return RocksSpool.open(
                new RocksEngine(directory, settings), Reserve.Disk.of(directory), settings, clock);
    }
}
