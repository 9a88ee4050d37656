package org.posthouse.spool.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.spool.SpoolSettings;

/// A row that somebody has damaged is found by the check, and never taken for another.
final class DamagedRowTest {
    @TempDir Path directory;

    @Test
    void aDamagedRowIsFound() throws IOException {
        var engine = new MemoryEngine();
        byte[] key = RowRecord.key("alias", "u1");
        byte[] none = "alias".getBytes(StandardCharsets.US_ASCII);
        byte[] half = FieldWriter.record(1).text(1, "path").octets();
        try (var store = engine.open()) {
            var batch = new Batch().put(Table.REGISTER, key, new byte[] {9, 9});
            batch.put(Table.REGISTER, none, FieldWriter.record(1).octets());
            batch.put(Table.REGISTER, RowRecord.key("alias", "u2"), half);
            store.commit(List.of(batch), Durability.SYNCED);
        }
        try (var spool =
                RocksSpool.open(
                        engine,
                        Reserve.Disk.of(directory),
                        SpoolSettings.defaults(),
                        InstantSource.system())) {
            assertThat(spool.forArrival().check())
                    .hasSize(3)
                    .anyMatch(finding -> finding.contains("version 9"))
                    .anyMatch(finding -> finding.contains("without a register"))
                    .anyMatch(finding -> finding.contains("a value missing"));
            assertThatThrownBy(() -> spool.registers().find("alias", "u1"))
                    .isInstanceOf(IOException.class);
        }
    }
}
