package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.wire.Dialogue;

/// The dialogue that the manual, and the README where it has one, shows to people who try MTP by
/// hand: it goes as it is written.
final class TalkByHandTest {
    private static final Pattern DIALOGUE =
            Pattern.compile("## Talk MTP by hand\n.*?```[a-z]*\n(R: 220 .*?)```", Pattern.DOTALL);

    @Test
    void theManualsDialogueGoesAsWritten() throws IOException {
        String manual = Files.readString(Path.of("docs/mtp.md"));
        assertThat(manual).contains("## Talk MTP by hand");
        play(manual);
    }

    @Test
    void soDoesTheReadmes() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        if (readme.contains("## Talk MTP by hand")) play(readme);
    }

    private static void play(String page) throws IOException {
        Matcher found = DIALOGUE.matcher(page);
        assertThat(found.find()).isTrue();
        String script = found.group(1).replaceAll("queued as \\w{13}\n", "queued as \n");
        var dialogue = Dialogue.of("by hand", "@host mail.example.org\n" + script + "R end\n");
        try (var receiver = ReceiverFixture.of(dialogue)) {
            dialogue.playSender(receiver.address());
            assertThat(receiver.spooled())
                    .containsExactly(
                            "waldo@localhost -> foo@localhost bar@localhost : Subject: By hand |  |"
                                    + " Blah blah blah blah....etc. etc. etc.");
        }
    }
}
