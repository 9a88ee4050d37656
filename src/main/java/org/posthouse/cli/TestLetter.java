package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.TraceField;

/// The small message that `send` makes up when it is given none, header and all (RFC 5322 section
/// 3.6).
record TestLetter(
        ReversePath from,
        List<MailPath> to,
        String host,
        Optional<String> subject,
        Optional<String> body) {
    byte[] octets(Instant now) {
        String id = UUID.randomUUID().toString();
        return String.join(
                        "\n",
                        "Date: " + TraceField.date(now),
                        "From: " + author(),
                        "To: "
                                + to.stream()
                                        .map(TestLetter::address)
                                        .collect(Collectors.joining(",\n\t")),
                        "Subject: " + Printable.line(subject.orElse("Test from Posthouse")),
                        "Message-ID: <" + id + "@" + host + ">",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=UTF-8",
                        "Content-Transfer-Encoding: 8bit",
                        "",
                        body.orElse("This is a test message.") + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String author() {
        return switch (from) {
            case ReversePath.Null() -> "postmaster@" + host;
            case ReversePath.Sender(var path) -> address(path);
        };
    }

    private static String address(MailPath path) {
        return Rfc5321Path.write(MailPath.to(path.mailbox()))
                .map(written -> written.substring(1, written.length() - 1))
                .orElseGet(() -> path.mailbox().toString());
    }
}
