package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.ReversePath;

/// The control file of a message: RFC 785's `FILE:`, `FROM:` and `TO:` lines, and in comment lines
/// what they cannot say. A file with RFC 785's lines alone is a new message.
///
/// A line that begins with `;;` is for people. One that begins with a single `;` has a meaning, and
/// a word that has none is a mistake: a state misspelt must not pass for no state. What stands
/// before the first `TO:` is about the message (`message`, `origin`, `notices`, `acknowledge`),
/// what follows a `TO:` is about that recipient (`request`; `waiting`, `last`, `held`, `delivered`,
/// `failed`).
///
/// @param file the text file's name, relative to this file
/// @param recipients at least one of them open
record ControlFile(
        String file,
        Optional<MessageId> id,
        Optional<Message.Origin> origin,
        ReversePath from,
        Reporting reporting,
        List<Recipient> recipients) {
    static final String SUFFIX = ".control";
    static final String TEXT = ".text";

    /// What was read of a file.
    sealed interface Reading {}

    record Good(ControlFile file) implements Reading {}

    record Bad(List<Mistake> mistakes) implements Reading {}

    /// @param line from 1
    record Mistake(int line, String what) {}

    ControlFile {
        recipients = List.copyOf(recipients);
    }

    static ControlFile of(Letter letter) {
        Message message = letter.message();
        return new ControlFile(
                message.id() + TEXT,
                Optional.of(message.id()),
                Optional.of(message.origin()),
                message.from(),
                message.reporting(),
                letter.recipients());
    }

    /// Its lines, each ended by CRLF (RFC 785).
    String text() {
        var lines = new ArrayList<String>();
        lines.add(";; A message in Posthouse's queue: RFC 785's control file, and after each");
        lines.add(
                ";; semicolon what RFC 785 cannot say. \"posthouse spool import\" reads it back.");
        lines.add("FILE:" + file);
        id.ifPresent(name -> lines.add(Comment.of("message").with("id", name).toString()));
        origin.ifPresent(where -> lines.add(StateLines.origin(where).toString()));
        lines.add("FROM:" + PathText.write(from));
        StateLines.write(reporting).forEach(line -> lines.add(line.toString()));
        for (Recipient recipient : recipients) {
            lines.add("TO:" + PathText.write(recipient.path()));
            StateLines.write(recipient.request()).ifPresent(line -> lines.add(line.toString()));
            StateLines.write(recipient.state()).forEach(line -> lines.add(line.toString()));
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    /// @param now when a recipient without a state is due
    static Reading read(String text, Instant now) {
        return new ControlFileReader(now).read(text);
    }
}
