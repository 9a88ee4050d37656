package org.posthouse.spool.rocks;

import module java.base;

/// What an attempt to open the store leaves behind when it fails: half tables, which RocksDB would
/// remove only when an attempt succeeds. On a full disk each attempt would take room that the next
/// one needs.
///
/// @param files those there were before the attempt
/// @param manifest what the store said of itself then; files that came later are nobody's as long
///   as it says the same
record Leftovers(Path directory, Set<Path> files, Optional<String> manifest) {
    static Leftovers before(Path directory) throws IOException {
        return new Leftovers(directory, files(directory), manifest(directory));
    }

    private static Set<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Leftovers::isTable).collect(Collectors.toUnmodifiableSet());
        }
    }

    private static boolean isTable(Path file) {
        return file.toString().endsWith(".sst") || file.toString().endsWith(".blob");
    }

    /// The manifest in force, and its size, for it is only added to.
    private static Optional<String> manifest(Path directory) throws IOException {
        Path current = directory.resolve("CURRENT");
        if (!Files.exists(current)) return Optional.empty();
        String name = Files.readString(current).strip();
        return Optional.of(name + " " + Files.size(directory.resolve(name)));
    }

    /// Nothing of it is removed when the store has said anything new of itself, or cannot be read.
    void remove() throws IOException {
        if (!manifest(directory).equals(manifest)) return;
        for (Path file : files(directory)) {
            if (!files.contains(file)) Files.deleteIfExists(file);
        }
    }
}
