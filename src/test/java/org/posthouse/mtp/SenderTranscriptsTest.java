package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.posthouse.conf.Conf;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Memory;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.ScriptedHost;
import org.posthouse.wire.Transcript;

/// Plays the transcripts of `src/test/resources/transcripts/mtp-sender` against our sender. Each
/// `@to` line is a message for these recipients, `@from` (`waldo@A` otherwise) whom they are from,
/// `@hop` the query of the hop, `@known` a fact that is known of the host; other `@` lines are
/// settings. The `=` lines say what became of each recipient, of the conversation if it broke, and
/// where facts were known or learnt, what they are at the end.
final class SenderTranscriptsTest {
    private static final String TEXT = "Blah blah blah\r\n.a period first\r\n";

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        return Dialogue.in("mtp-sender").stream()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.name(), () -> play(dialogue)));
    }

    private static void play(Dialogue dialogue) throws IOException {
        var toml = new StringBuilder();
        if (dialogue.settings().stream().noneMatch(setting -> setting.name().equals("unasked")))
            toml.append("unasked = \"1ms\"\n");
        var to = new ArrayList<String>();
        String from = "waldo@A";
        String query = "";
        var memory = new Memory();
        for (Dialogue.Setting setting : dialogue.settings()) {
            switch (setting.name()) {
                case "to" -> to.add(setting.value());
                case "from" -> from = setting.value();
                case "hop" -> query = setting.value();
                case "known" -> {
                    String[] fact = setting.value().split(" ", 2);
                    memory.learn(fact[0], fact[1]);
                }
                default ->
                        toml.append(setting.name())
                                .append(" = ")
                                .append(setting.value())
                                .append('\n');
            }
        }
        Conf conf = Conf.parse(dialogue.name(), toml.toString());
        var sender = new MtpSender(MtpSenderSettings.from(conf.root()), memory, Transcript.NONE);
        assertThat(conf.mistakes()).isEmpty();
        try (var host = ScriptedHost.playing(dialogue)) {
            List<String> found = send(sender, hop(host.port(), query), from, to);
            memory.facts().forEach((what, value) -> found.add("known " + what + " " + value));
            assertThat(found).isEqualTo(dialogue.spooled());
        }
    }

    private static List<String> send(MtpSender sender, Hop hop, String from, List<String> to) {
        var found = new ArrayList<String>();
        try (Outbound.Conversation conversation = sender.converse(hop, "B")) {
            for (String recipients : to) {
                if (!conversation.usable()) break;
                TestDelivery delivery = TestDelivery.of(from, recipients, TEXT);
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

    static Hop hop(int port, String query) {
        return switch (Hop.parse("mtp://127.0.0.1:" + port + query)) {
            case Hop.Understood(var hop) -> hop;
            case Hop.Malformed(var why) -> throw new AssertionError(why);
        };
    }
}
