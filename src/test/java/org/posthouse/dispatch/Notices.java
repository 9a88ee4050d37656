package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;

/// The notices in a queue, and their texts, octets as the characters 0 to 255.
final class Notices {
    private Notices() {}

    static List<Message> in(MemoryShard shard) {
        return shard.list(Optional.empty(), 100).stream()
                .filter(message -> message.origin().peer().protocol().equals("LOCAL"))
                .toList();
    }

    static String text(Message notice) throws IOException {
        try (InputStream in = notice.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /// What a notice is to say to the letter, by a file of that name.
    static String golden(String name, MessageId about, Message notice) throws IOException {
        Path file = Path.of("src/test/resources/notices", name + ".txt");
        return Files.readString(file)
                .replace("{ID}", about.toString())
                .replace("{NOTICE}", notice.id().toString())
                .replace("\n", "\r\n");
    }
}
