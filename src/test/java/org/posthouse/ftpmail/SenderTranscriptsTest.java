package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.posthouse.conf.Conf;
import org.posthouse.mail.Hop;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Memory;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.ScriptedHost;
import org.posthouse.wire.Transcript;

/// Plays the transcripts of `src/test/resources/transcripts/ftpmail-sender` against our sender.
/// Each `@to` line is a message for these recipients, `@text` its text, `@hop` the query of the
/// hop, `@known` what was learnt of the host before; other `@` lines are settings. The `=` lines
/// say what became of each recipient, of the conversation if it broke, and what is known
/// afterwards.
final class SenderTranscriptsTest {
    private static final String TEXT = "Blah blah blah\r\n.a period first\r\n";

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        return Dialogue.in("ftpmail-sender").stream()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.name(), () -> play(dialogue)));
    }

    private static void play(Dialogue dialogue) throws IOException {
        var toml = new StringBuilder();
        var to = new ArrayList<String>();
        String query = "";
        String text = TEXT;
        String known = "";
        for (Dialogue.Setting setting : dialogue.settings()) {
            switch (setting.name()) {
                case "to" -> to.add(setting.value());
                case "text" -> text = Dialogue.octets(setting.value());
                case "hop" -> query = setting.value();
                case "known" -> known = setting.value();
                default -> toml.append(setting.name() + " = " + setting.value() + "\n");
            }
        }
        Conf conf = Conf.parse(dialogue.name(), toml.toString());
        var memory = Memory.of(known);
        var sender =
                new FtpmailSender(FtpmailSenderSettings.from(conf.root()), memory, Transcript.NONE);
        assertThat(conf.mistakes()).isEmpty();
        try (var host = ScriptedHost.playing(dialogue)) {
            List<String> found = send(sender, hop(host.port(), query), to, text);
            memory.facts().forEach((what, value) -> found.add(what + "=" + value));
            assertThat(found).isEqualTo(dialogue.spooled());
        }
    }

    private static List<String> send(FtpmailSender sender, Hop hop, List<String> to, String text) {
        var found = new ArrayList<String>();
        try (Outbound.Conversation conversation = sender.converse(hop, "B")) {
            for (String recipients : to) {
                if (!conversation.usable()) break;
                var delivery = delivery(recipients, text);
                try {
                    conversation.deliver(delivery);
                } finally {
                    found.addAll(delivery.lines());
                }
            }
            if (!conversation.usable()) found.add("unusable");
        } catch (IOException e) {
            found.add("broken: " + e.getMessage());
        }
        return found;
    }

    /// @param to as RFC 5321 writes paths, for users that RFC 780 has no way to write
    private static TestDelivery delivery(String to, String text) {
        var from = new ReversePath.Sender(TestDelivery.path("waldo@A"));
        return new TestDelivery(
                from, Stream.of(to.split(" ")).map(SenderTranscriptsTest::path).toList(), text);
    }

    private static MailPath path(String text) {
        return switch (Rfc5321Path.read("<" + text + ">")) {
            case PathReading.Understood(var path) -> path;
            case PathReading.Malformed(var why) -> throw new AssertionError(why);
        };
    }

    static Hop hop(int port, String query) {
        return switch (Hop.parse("ftpmail://127.0.0.1:" + port + query)) {
            case Hop.Understood(var hop) -> hop;
            case Hop.Malformed(var why) -> throw new AssertionError(why);
        };
    }
}
