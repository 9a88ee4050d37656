package org.posthouse.spool.rocks;

import module java.base;

import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolContract;
import org.posthouse.spool.SpoolSettings;

/// Our own logic keeps the contract without RocksDB: what fails here is not the engine's fault.
final class MemorySpoolTest extends SpoolContract {
    private final MemoryEngine engine = new MemoryEngine();

    @Override
    protected Spool open(Path directory, InstantSource clock) throws IOException {
        return RocksSpool.open(engine, Reserve.Disk.of(directory), SpoolSettings.defaults(), clock);
    }
}
