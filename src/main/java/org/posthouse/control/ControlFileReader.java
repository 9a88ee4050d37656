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
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc785Line;
import org.posthouse.mail.Rfc785Name;

/// Reads a control file that a person may have edited, and says all that is wrong with it at once.
/// For one file.
final class ControlFileReader {
    /// A recipient's lines, as long as they are being read.
    private static final class Open {
        private final int line;
        private final MailPath path;
        private final List<Comment> comments = new ArrayList<>();
        private Optional<Request> request = Optional.empty();

        Open(int line, MailPath path) {
            this.line = line;
            this.path = path;
        }

        void take(Comment comment) throws Unreadable {
            if (!comment.word().equals("request")) {
                comments.add(comment);
                return;
            }
            if (request.isPresent()) throw new Unreadable("\"request\" stands there twice");
            request = Optional.of(StateLines.request(comment));
        }

        Recipient recipient(int number, Instant now) throws Unreadable {
            State state = StateLines.read(comments, now);
            return new Recipient(number, path, request.orElse(Request.NONE), state);
        }
    }

    private final Instant now;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Recipient> recipients = new ArrayList<>();
    private Optional<String> file = Optional.empty();
    private Optional<ReversePath> from = Optional.empty();
    private Optional<MessageId> id = Optional.empty();
    private Optional<Message.Origin> origin = Optional.empty();
    private Optional<Open> open = Optional.empty();
    private final List<MailPath> acknowledge = new ArrayList<>();
    private Reporting notices = Reporting.NONE;
    private final Set<String> seen = new HashSet<>();

    ControlFileReader(Instant now) {
        this.now = now;
    }

    Reading read(String text) {
        List<String> lines = Rfc785Line.split(text);
        for (int i = 0; i < lines.size(); i++) {
            try {
                take(i + 1, lines.get(i));
            } catch (Unreadable e) {
                mistakes.add(new Mistake(i + 1, e.why()));
            }
        }
        close();
        return finished(lines.size());
    }

    private void take(int number, String line) throws Unreadable {
        switch (Rfc785Line.read(line)) {
            case Rfc785Line.Blank() -> {}
            case Rfc785Line.Comment comment -> {
                if (!comment.forPeople()) take(Comment.read(line));
            }
            case Rfc785Line.File(var name) -> {
                once("FILE:");
                file = Optional.of(here(name));
            }
            case Rfc785Line.From(var path) -> {
                once("FROM:");
                from = Optional.of(PathText.readReverse(path));
            }
            case Rfc785Line.To(var path) -> {
                close();
                seen.add("TO:");
                open = Optional.of(new Open(number, PathText.read(path)));
            }
            case Rfc785Line.Unknown() -> throw new Unreadable(Rfc785Line.GRAMMAR);
        }
    }

    private void take(Comment comment) throws Unreadable {
        if (!seen.contains("TO:")) message(comment);
        else if (open.isPresent()) open.get().take(comment);
    }

    private void once(String name) throws Unreadable {
        if (!seen.add(name)) throw new Unreadable(name + " stands there twice");
    }

    /// A directory of TOPS-20's is this one.
    private static String here(String name) throws Unreadable {
        return switch (Rfc785Name.read(name)) {
            case Rfc785Name.Malformed(var why) -> throw new Unreadable(why);
            case Rfc785Name.Plain(var file) -> file;
            case Rfc785Name.Full full -> full.file();
        };
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
            case "notices" -> {
                once("; notices");
                notices = StateLines.notices(comment);
            }
            case "acknowledge" -> acknowledge.add(StateLines.acknowledge(comment));
            default ->
                    throw new Unreadable("\"" + comment.word() + "\" says nothing about a message");
        }
    }

    /// Ends the recipient that is being read.
    private void close() {
        if (open.isPresent()) {
            Open last = open.get();
            try {
                recipients.add(last.recipient(recipients.size(), now));
            } catch (Unreadable e) {
                mistakes.add(new Mistake(last.line, e.why()));
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
                                file.orElseThrow(),
                                id,
                                origin,
                                from.orElseThrow(),
                                new Reporting(notices.ret(), notices.envid(), acknowledge),
                                recipients))
                : new Bad(List.copyOf(mistakes));
    }
}
