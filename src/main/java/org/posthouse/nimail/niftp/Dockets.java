package org.posthouse.nimail.niftp;

import module java.base;

/// The dockets of one side, a file each in a directory of the data directory. The name of one is
/// made of who the partner is and which transfer it was.
public final class Dockets {
    static final Duration KEPT = Duration.ofDays(7);

    private final Path directory;
    private final AtomicLong fresh = new AtomicLong(new SecureRandom().nextLong());

    public Dockets(Path directory) {
        this.directory = directory;
    }

    /// @param words that tell a transfer from all others
    static String key(String... words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] octets = String.join("\n", words).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(octets), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Optional<Docket> find(String key) {
        try {
            return Docket.read(Files.readString(path(key)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// On disk when it returns; the one before is replaced whole.
    void keep(String key, Docket docket) throws IOException {
        Files.createDirectories(directory);
        // one name for each: two calls of a partner may say the same transfer identifier
        Path next =
                directory.resolve(key + "." + Long.toHexString(fresh.incrementAndGet()) + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(docket.written()));
            channel.force(true);
        }
        Files.move(next, path(key), StandardCopyOption.ATOMIC_MOVE);
        forceNames(directory);
    }

    /// A name is in its directory, which has to be on disk as well.
    static void forceNames(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    void forget(String key) {
        try {
            Files.deleteIfExists(path(key));
        } catch (IOException _) {
            // it is swept some day
        }
    }

    /// Removes those that nobody came back for, and the parts of files that they tell of.
    public void sweep(Instant now) {
        if (!Files.isDirectory(directory)) return;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isAfter(now.minus(KEPT))) continue;
                String key = file.getFileName().toString().replaceFirst("\\..*", "");
                Optional<Docket> docket = find(key);
                if (docket.isPresent()) PartFile.remove(Path.of(docket.get().file()), key);
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException | InvalidPathException _) {
            // next time
        }
    }

    private Path path(String key) {
        return directory.resolve(key + ".docket");
    }
}
