package org.posthouse.ports.registry;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// The tables that travel with the program are what [DataBuilder] makes of the files in
/// `data/ports`, and nothing of those is lost. With `-Dposthouse.ports.write=true` they are
/// written.
final class ShippedDataTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/posthouse/ports/registry");

    @Test
    void tablesAreMadeOfTheRawFiles() throws Exception {
        Map<String, byte[]> made = DataBuilder.tables();
        if (Boolean.getBoolean("posthouse.ports.write"))
            for (Map.Entry<String, byte[]> table : made.entrySet())
                Files.write(FOLDER.resolve(table.getKey()), table.getValue());
        for (Map.Entry<String, byte[]> table : made.entrySet())
            assertThat(
                            Arrays.equals(
                                    Files.readAllBytes(FOLDER.resolve(table.getKey())),
                                    table.getValue()))
                    .as(
                            "%s is what data/ports makes; docs/ports.md says how to write it",
                            table.getKey())
                    .isTrue();
    }

    @Test
    void everyRowOfTheRegistryIsThere() throws Exception {
        List<Entry> raw = DataBuilder.rawEntries();
        assertThat(raw).hasSize(14_499);
        var expected = new TreeMap<String, Integer>();
        raw.forEach(row -> expected.merge(row.toString(), 1, Integer::sum));
        var shipped = new TreeMap<String, Integer>();
        for (Entry entry : Registry.shipped().all()) {
            if (entry.transports().isEmpty()) shipped.merge(entry.toString(), 1, Integer::sum);
            for (Transport one : entry.transports())
                shipped.merge(entry.with(Set.of(one)).toString(), 1, Integer::sum);
        }
        assertThat(shipped).isEqualTo(expected);
    }

    @Test
    void noAddressOfAPersonTravelsWithUs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList())
                assertThat(Files.readString(file))
                        .doesNotContainPattern("[\\w.+-]+@[\\w-]+\\.[A-Za-z]{2,}");
        }
    }
}
