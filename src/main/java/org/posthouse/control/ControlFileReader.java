package org.posthouse.control;

import module java.base;

import org.posthouse.control.ControlFile.Bad;
import org.posthouse.control.ControlFile.Good;
import org.posthouse.control.ControlFile.Mistake;
import org.posthouse.control.ControlFile.Reading;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.State;
import org.posthouse.mail.ReversePath;

/// Reads a control file that a person may have edited, and says all that is wrong with it at once.
/// For one file.
final class ControlFileReader {
    private static final char QUOTE = 0x16; // RFC 785: ^V before a character of a file's name

    /// A recipient's lines, as long as they are being read.
    private record Open(int line, MailPath path, List<Comment> comments) {}

    private final Instant now;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Recipient> recipients = new ArrayList<>();
    private Optional<String> file = Optional.empty();
    private Optional<ReversePath> from = Optional.empty();
    private Optional<MessageId> id = Optional.empty();
    private Optional<Message.Origin> origin = Optional.empty();
    private Optional<Open> open = Optional.empty();
    private final Set<String> seen = new HashSet<>();

    ControlFileReader(Instant now) {
        this.now = now;
    }

    Reading read(String text) {
        // RFC 785: the file is ASCIZ, ended by NULs.
        String[] lines = text.replaceFirst("\0+$", "").split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                if (!lines[i].isBlank() && !lines[i].startsWith(";;")) take(i + 1, lines[i]);
            } catch (Unreadable e) {
                mistakes.add(new Mistake(i + 1, e.why()));
            }
        }
        close();
        return finished(lines.length);
    }

    private void take(int number, String line) throws Unreadable {
        if (line.startsWith(";")) {
            Comment comment = Comment.read(line);
            if (!seen.contains("TO:")) message(comment);
            else if (open.isPresent()) open.get().comments().add(comment);
            return;
        }
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        switch (colon < 0 ? "" : line.substring(0, colon).strip().toUpperCase(Locale.ROOT)) {
            case "FILE" -> {
                once("FILE:");
                file = Optional.of(unquoted(value));
            }
            case "FROM" -> {
                once("FROM:");
                from = Optional.of(PathText.readReverse(value));
            }
            case "TO" -> {
                close();
                seen.add("TO:");
                open = Optional.of(new Open(number, PathText.read(value), new ArrayList<>()));
            }
            default -> throw new Unreadable("a line begins with FILE:, FROM:, TO: or ;");
        }
    }

    private void once(String name) throws Unreadable {
        if (!seen.add(name)) throw new Unreadable(name + " stands there twice");
    }

    private static String unquoted(String name) throws Unreadable {
        var plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == QUOTE && i + 1 < name.length()) i++;
            plain.append(name.charAt(i));
        }
        if (plain.isEmpty() || plain.indexOf("\0") >= 0)
            throw new Unreadable("FILE: names no file");
        return plain.toString();
    }

    private void message(Comment comment) throws Unreadable {
        switch (comment.word()) {
            case "message" -> {
                once("; message");
                String name = comment.take("id");
                id = MessageId.parse(name);
                if (id.isEmpty()) throw new Unreadable("\"" + name + "\" is no queue id");
                comment.nothingElse();
            }
            case "origin" -> {
                once("; origin");
                origin = Optional.of(StateLines.origin(comment));
            }
            default ->
                    throw new Unreadable("\"" + comment.word() + "\" says nothing about a message");
        }
    }

    /// Ends the recipient that is being read.
    private void close() {
        if (open.isPresent()) {
            Open last = open.get();
            try {
                State state = StateLines.read(last.comments(), now);
                recipients.add(new Recipient(recipients.size(), last.path(), state));
            } catch (Unreadable e) {
                mistakes.add(new Mistake(last.line(), e.why()));
            }
        }
        open = Optional.empty();
    }

    private Reading finished(int end) {
        for (String name : List.of("FILE:", "FROM:", "TO:")) {
            if (!seen.contains(name)) mistakes.add(new Mistake(end, name + " is missing"));
        }
        if (mistakes.isEmpty()
                && recipients.stream().noneMatch(recipient -> recipient.state().open()))
            mistakes.add(new Mistake(end, "no recipient waits or is held"));
        return mistakes.isEmpty()
                ? new Good(
                        new ControlFile(
                                file.orElseThrow(), id, origin, from.orElseThrow(), recipients))
                : new Bad(List.copyOf(mistakes));
    }
}
