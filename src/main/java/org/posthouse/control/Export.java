package org.posthouse.control;

import module java.base;

import org.posthouse.mail.MessageId;

/// Writes a queue into a directory, as RFC 785's pair of files for each message: `ID.control` and
/// `ID.text`. The queue stays as it is. A pair is complete when its control file is there. What
/// lies beside the queue is a file of its own ([RegisterFile]).
public final class Export {
    private static final int BATCH = 500;
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final QueueWork queue;
    private final Path directory;
    private long messages;

    public Export(QueueWork queue, Path directory) {
        this.queue = queue;
        this.directory = directory;
    }

    /// What speaks against exporting into a directory: it must not exist yet, or be empty, so that
    /// no two exports mix.
    public static Optional<String> objection(Path directory) throws IOException {
        if (!Files.exists(directory)) return Optional.empty();
        if (!Files.isDirectory(directory)) return Optional.of(directory + " is not a directory");
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isPresent()
                    ? Optional.of(directory + " is not empty; name a new directory")
                    : Optional.empty();
        }
    }

    /// Durable when this returns. A message that is delivered meanwhile is left out.
    ///
    /// @return how many messages
    public long run() throws IOException {
        prepare(directory);
        Optional<MessageId> after = Optional.empty();
        do {
            var ids = new ArrayList<MessageId>();
            after = queue.list(Filter.ANY, after, BATCH, entry -> ids.add(entry.id()));
            var written = new ArrayList<Path>();
            for (MessageId id : ids) write(id, written);
            // Together, since the file system then writes most of them with the first.
            for (Path file : written) sync(file);
        } while (after.isPresent());
        Optional<Path> registers = RegisterFile.write(queue, directory);
        if (registers.isPresent()) sync(registers.get());
        sync(directory);
        return messages;
    }

    /// Other people's letters: for their keeper only.
    static void prepare(Path directory) throws IOException {
        if (!Files.exists(directory)) Files.createDirectories(directory, PRIVATE);
    }

    private void write(MessageId id, List<Path> written) throws IOException {
        Optional<Letter> letter = queue.show(id);
        if (letter.isEmpty()) return;
        Path text = directory.resolve(id + ControlFile.TEXT);
        try (OutputStream to = Files.newOutputStream(text, StandardOpenOption.CREATE_NEW)) {
            if (!queue.cat(id, to)) {
                Files.delete(text);
                return;
            }
        }
        Path control = directory.resolve(id + ControlFile.SUFFIX);
        Files.writeString(
                control, ControlFile.of(letter.get()).text(), StandardOpenOption.CREATE_NEW);
        written.add(text);
        written.add(control);
        messages++;
    }

    static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
