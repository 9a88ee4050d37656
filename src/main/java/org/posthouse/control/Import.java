package org.posthouse.control;

import module java.base;

import org.posthouse.control.ControlFile.Bad;
import org.posthouse.control.ControlFile.Good;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Peer;
import org.posthouse.spool.Registers;

/// Takes the messages of a directory into the queue: every pair of files that RFC 785 describes,
/// whether an [Export] wrote it or a person. A pair with a mistake is left out and named; the
/// others come in. A row of the registers that is here already with other values stays as it is
/// here. The files stay.
public final class Import {
    /// What became of a pair.
    public sealed interface Report {}

    /// @param renamed the id it had, when it could not keep it
    public record Taken(Path control, MessageId id, Optional<MessageId> renamed)
            implements Report {}

    /// What lies beside the queue, as far as it had no mistakes.
    public record Kept(Path file, long rows) implements Report {}

    /// @param line of the control file, from 1
    public record Mistake(Path control, int line, String what) implements Report {
        @Override
        public String toString() {
            return control + ":" + line + ": " + what;
        }
    }

    private final QueueWork queue;
    private final String host;
    private final Instant now = Instant.now();

    /// @param host our name, under which a message that names no origin comes in
    public Import(QueueWork queue, String host) {
        this.queue = queue;
        this.host = host;
    }

    /// @throws IOException when the queue fails; what was reported taken is in it
    public void run(Path directory, Sink<Report> reports) throws IOException {
        for (Path control : controls(directory)) take(control, reports);
        Path registers = directory.resolve(RegisterFile.NAME);
        if (Files.exists(registers)) keep(registers, reports);
    }

    private void keep(Path file, Sink<Report> reports) throws IOException {
        long rows = 0;
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank() || line.startsWith(";;")) continue;
                Optional<String> mistake = keep(line);
                if (mistake.isPresent()) reports.take(new Mistake(file, number, mistake.get()));
                else rows++;
            }
        } catch (CharacterCodingException _) {
            reports.take(new Mistake(file, number + 1, "not UTF-8"));
        } catch (FileSystemException e) {
            reports.take(new Mistake(file, number + 1, "cannot be read: " + why(e)));
        }
        reports.take(new Kept(file, rows));
    }

    private Optional<String> keep(String line) throws IOException {
        try {
            Registers.Add row = RegisterFile.read(line);
            return queue.keep(row)
                    ? Optional.empty()
                    : Optional.of(
                            row.register()
                                    + " "
                                    + row.row().key()
                                    + " is here already and says something else, which stays");
        } catch (Unreadable e) {
            return Optional.of(e.why());
        }
    }

    private static List<Path> controls(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ControlFile.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private void take(Path control, Sink<Report> reports) throws IOException {
        String text;
        try {
            text = Files.readString(control);
        } catch (CharacterCodingException _) {
            reports.take(new Mistake(control, 1, "not UTF-8"));
            return;
        } catch (FileSystemException e) {
            reports.take(new Mistake(control, 1, "cannot be read: " + e.getMessage()));
            return;
        }
        switch (ControlFile.read(text, now)) {
            case Bad(var mistakes) -> {
                for (var mistake : mistakes)
                    reports.take(new Mistake(control, mistake.line(), mistake.what()));
            }
            case Good(var file) -> take(control, text, file, reports);
        }
    }

    private void take(Path control, String text, ControlFile file, Sink<Report> reports)
            throws IOException {
        InputStream octets;
        try {
            Path content = control.resolveSibling(file.file());
            if (!Files.isRegularFile(content)) throw new NoSuchFileException(file.file());
            octets = Files.newInputStream(content);
        } catch (FileSystemException | InvalidPathException e) {
            String what = "the text " + file.file() + " cannot be read: " + why(e);
            reports.take(new Mistake(control, line(text), what));
            return;
        }
        try (octets) {
            var envelope = new Envelope(file.from(), file.reporting(), file.recipients());
            var origin = file.origin().orElse(new Message.Origin(Peer.ourselves(host), now));
            MessageId id = queue.restore(file.id(), envelope, origin, octets);
            reports.take(new Taken(control, id, file.id().filter(before -> !before.equals(id))));
        }
    }

    private static String why(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static int line(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).regionMatches(true, 0, "FILE:", 0, 5)) return i + 1;
        }
        return 1;
    }
}
