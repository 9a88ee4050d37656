package org.posthouse.pickup;

import module java.base;

/// `failed/`: where files lie that could not be taken, each with a file beside it that says why.
/// Moved back as they are, they are looked at again.
final class Aside {
    static final String FAILED = "failed";
    static final String REASON = ".reason";

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path failed;

    Aside(Path directory) {
        this.failed = directory.resolve(FAILED);
    }

    /// Moves files that belong together, under their own names, since one may name the other: into
    /// `failed/` or, where such names are taken there already, a directory of their own below it.
    ///
    /// @param files the one that the reason is about first
    /// @return where that one is now
    synchronized Path move(List<Path> files, String why) throws IOException {
        make(failed);
        Path to = taken(files) ? newDirectory() : failed;
        Path first = to.resolve(name(files.getFirst()));
        // The reason first: whatever happens, nothing lies here without one.
        Files.writeString(to.resolve(name(files.getFirst()) + REASON), why + "\n");
        for (Path file : files) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                Files.move(file, to.resolve(name(file)), StandardCopyOption.ATOMIC_MOVE);
        }
        return first;
    }

    private boolean taken(List<Path> files) {
        return files.stream()
                .flatMap(file -> Stream.of(name(file), name(file) + REASON))
                .anyMatch(name -> Files.exists(failed.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    private Path newDirectory() throws IOException {
        String stamp = STAMP.format(Instant.now());
        for (int i = 1; ; i++) {
            try {
                return Files.createDirectory(failed.resolve(stamp + "-" + i), PRIVATE);
            } catch (FileAlreadyExistsException _) {
                // another file went aside in the same millisecond
            }
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void make(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) return;
        Files.createDirectory(directory, PRIVATE);
    }
}
