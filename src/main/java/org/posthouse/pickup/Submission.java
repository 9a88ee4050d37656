package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TraceField;
import org.posthouse.wire.Crlf;

/// A message as a program hands it in, mostly one that called `sendmail -t`: what its header says
/// of sender and recipients, and the message as it goes on its way. Fields that every message has
/// (RFC 5322 section 3.6) are supplied, and those that are for us alone are left out.
public final class Submission {
    /// What was made of a message's header.
    public sealed interface Reading {}

    public record Readable(Submission submission) implements Reading {}

    /// @param why for whoever wrote it
    public record Unreadable(String why) implements Reading {}

    /// Not to be seen by those who get the message: who else does (RFC 5322 section 3.6.3), where
    /// an earlier delivery's notices went (section 3.6.7), and a length that is no longer right.
    private static final Set<String> LEFT_OUT =
            Set.of("bcc", "resent-bcc", "return-path", "content-length");

    private final Header header;
    private final InputStream body;
    private final HeaderAddresses addresses;
    private final Author author;

    private Submission(Header header, InputStream body, Author author) {
        this.header = header;
        this.body = body;
        this.addresses = new HeaderAddresses(header, author.host());
        this.author = author;
    }

    /// Reads the header; the body is left to be streamed.
    ///
    /// @param message lines ended with LF or CRLF
    public static Reading read(InputStream message, Author author) throws IOException {
        var lines = new BufferedInputStream(new Crlf(message));
        Optional<Header> header = Header.read(lines);
        return header.isPresent()
                ? new Readable(new Submission(header.get(), lines, author))
                : new Unreadable("the header is longer than " + Header.LONGEST + " octets");
    }

    /// The envelope that the header asks for.
    public sealed interface Addressed {}

    /// @param to may be empty
    public record To(ReversePath from, List<MailPath> to) implements Addressed {}

    /// @param why which address is none
    public record Misaddressed(String why) implements Addressed {}

    /// Takes the envelope from the header (RFC 5322 sections 3.6.2, 3.6.3 and 3.6.6). A message
    /// that names no sender is its author's.
    public Addressed envelope() {
        try {
            MailPath from = addresses.sender().orElseGet(author::path);
            return new To(new ReversePath.Sender(from), addresses.recipients());
        } catch (HeaderAddresses.NoAddress e) {
            return new Misaddressed(e.why());
        }
    }

    /// The recipients alone, for whoever knows the sender.
    public Addressed recipients() {
        try {
            return new To(new ReversePath.Sender(author.path()), addresses.recipients());
        } catch (HeaderAddresses.NoAddress e) {
            return new Misaddressed(e.why());
        }
    }

    /// What a program wrote in place of an address: one, or several as a `To:` field has them.
    public static Addressed addresses(String word, Author author) {
        var to = new Header.Field("To", "To:" + word.replaceAll("[\r\n]", " "));
        return new Submission(new Header(List.of(to), ""), InputStream.nullInputStream(), author)
                .recipients();
    }

    /// Whose message it is: its sender's if the header names one, else its author's.
    ReversePath sender() {
        try {
            return new ReversePath.Sender(addresses.sender().orElseGet(author::path));
        } catch (HeaderAddresses.NoAddress _) {
            return new ReversePath.Sender(author.path());
        }
    }

    /// The message to be sent, to be read once.
    ///
    /// @param from its sender, who wrote it if the header says nothing else
    public InputStream octets(ReversePath from, Instant now) {
        var text = new StringBuilder();
        for (Header.Field field : header.fields()) {
            if (!LEFT_OUT.contains(field.name().toLowerCase(Locale.ROOT)))
                text.append(field.text());
        }
        supply(text, "Date", () -> TraceField.date(now));
        supply(text, "From", () -> author.from(author(from)));
        supply(text, "Message-ID", () -> "<" + UUID.randomUUID() + "@" + author.host() + ">");
        text.append("\r\n").append(header.over());
        return new SequenceInputStream(
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.ISO_8859_1)),
                body);
    }

    private MailPath author(ReversePath from) {
        return switch (from) {
            case ReversePath.Null() -> author.path();
            case ReversePath.Sender(var path) -> path;
        };
    }

    private void supply(StringBuilder text, String name, Supplier<String> value) {
        if (!header.has(name)) text.append(name).append(": ").append(value.get()).append("\r\n");
    }
}
