package org.posthouse.control;

import module java.base;

import org.posthouse.spool.Registers;
import org.posthouse.spool.Registers.Row;

/// The file of an export that has what lies beside the queue: a line for each row of each register,
/// `; register key=… name=value`, as the lines of a [ControlFile] that have a meaning; a line that
/// begins with `;;` is for people.
final class RegisterFile {
    static final String NAME = "registers.txt";

    private static final String HEAD =
            """
            ;; What Posthouse keeps beside its queue: one line a row. alias: who a short name stands
            ;; for; host: what was learnt of another host. "posthouse spool import" reads it back.
            """;

    private RegisterFile() {}

    /// Writes what there is; nothing when there is nothing.
    ///
    /// @return the file, if it was written
    static Optional<Path> write(QueueWork queue, Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        try (var lines = new Lines(file)) {
            queue.registers((register, row) -> lines.add(line(register, row)));
            return lines.writer.isPresent() ? Optional.of(file) : Optional.empty();
        }
    }

    private static final class Lines implements Closeable {
        private final Path file;
        private Optional<Writer> writer = Optional.empty();

        Lines(Path file) {
            this.file = file;
        }

        void add(String line) throws IOException {
            if (writer.isEmpty()) {
                writer = Optional.of(Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW));
                writer.get().write(HEAD.replace("\n", "\r\n"));
            }
            writer.get().write(line + "\r\n");
        }

        @Override
        public void close() throws IOException {
            if (writer.isPresent()) writer.get().close();
        }
    }

    static String line(String register, Row row) {
        Comment line = Comment.of(register).with("key", row.key());
        row.values().forEach(line::with);
        return line.toString();
    }

    static Registers.Add read(String text) throws Unreadable {
        Comment line = Comment.read(text);
        String key = line.take("key");
        try {
            return new Registers.Add(line.word(), new Row(key, new TreeMap<>(line.values())));
        } catch (IllegalArgumentException e) {
            throw new Unreadable(Objects.requireNonNullElse(e.getMessage(), "no row"));
        }
    }
}
