package org.posthouse.gateway;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Peer;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TextContent;

/// Messages for tests of shapes.
final class Letters {
    private static final Instant ARRIVAL = Instant.parse("2026-11-22T09:15:01Z");

    private Letters() {}

    /// @param text a character for each octet, lines ended with LF
    static Content content(String text) {
        return TextContent.of(text.replace("\n", "\r\n"));
    }

    static Message message(String protocol, Content content) {
        return new Message(
                MessageId.of(0, ARRIVAL.toEpochMilli(), 1),
                new ReversePath.Sender(
                        MailPath.to(new Mailbox("sender", new Host.Name("example.org")))),
                new Message.Origin(
                        new Peer(InetAddress.getLoopbackAddress(), protocol, "peer.example"),
                        ARRIVAL),
                1,
                content);
    }

    /// What is in a content, lines ended with LF.
    static String text(Content content) throws IOException {
        try (InputStream in = content.open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        }
    }
}
