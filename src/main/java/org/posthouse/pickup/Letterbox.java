package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Handover;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Posted;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;

/// A watched directory from outside: leaves a message there as RFC 785's pair of files, for a
/// program whose user may neither speak to the server nor open its spool.
public final class Letterbox {
    private static final FileAttribute<Set<PosixFilePermission>> READABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private final Path directory;

    public Letterbox(Path directory) {
        this.directory = directory;
    }

    /// Whether we may leave anything there. Whether it is taken is for its keeper to say, who looks
    /// at the owners of files.
    public boolean open() {
        return Files.isDirectory(directory) && Files.isWritable(directory);
    }

    /// On disk when this returns; the text first, and each under a name nobody looks at until it is
    /// whole.
    ///
    /// @throws IOException when it cannot be left there; then nothing is
    public void leave(Handover message, InputStream octets) throws IOException {
        String name = UUID.randomUUID().toString(); // where nobody may list, nobody guesses either
        String control =
                "FILE:"
                        + name
                        + ".text\r\nFROM:"
                        + from(message.from())
                        + "\r\n"
                        + Asked.line(message.posted().reporting())
                        + lines(message.posted().to());
        var made = new ArrayList<Path>();
        try {
            write(name + ".text", octets, made);
            var lines = new ByteArrayInputStream(control.getBytes(StandardCharsets.US_ASCII));
            write(name + ".control", lines, made);
        } catch (IOException e) {
            for (Path file : made) Files.deleteIfExists(file);
            throw e;
        }
        syncDirectory();
    }

    private static String from(ReversePath from) throws IOException {
        return switch (from) {
            case ReversePath.Null() -> "<>";
            case ReversePath.Sender(var path) -> written(path);
        };
    }

    private static String lines(List<Posted.To> to) throws IOException {
        var lines = new StringBuilder();
        for (Posted.To one : to)
            lines.append("TO:")
                    .append(written(one.path()))
                    .append("\r\n")
                    .append(Asked.line(one.request()));
        return lines.toString();
    }

    private static String written(MailPath path) throws IOException {
        return Rfc5321Path.write(path)
                .orElseThrow(() -> new IOException(path + " cannot be written in a control file"));
    }

    private void write(String name, InputStream octets, List<Path> made) throws IOException {
        Path making = directory.resolve("." + name);
        Files.createFile(making, READABLE);
        made.add(making);
        try (FileChannel file = FileChannel.open(making, StandardOpenOption.WRITE)) {
            octets.transferTo(Channels.newOutputStream(file));
            file.force(true);
        }
        Path whole = directory.resolve(name);
        // A umask may have taken away what the keeper needs, and a change of mode tells him too
        // that the file was finished.
        Files.setPosixFilePermissions(making, READABLE.value());
        Files.move(making, whole, StandardCopyOption.ATOMIC_MOVE);
        made.add(whole);
    }

    /// Where we may leave files but not list them, the system does not let us.
    private void syncDirectory() throws IOException {
        if (!Files.isReadable(directory)) return;
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
