package org.posthouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.posthouse.mail.Content;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Rfc780Path;

/// What is written is read back the same, whatever characters are in it, and what is read never
/// throws anything unforeseen.
final class RoundTripTest {
    private static final MessageId ID = MessageId.of(0, 1_700_000_000_000L, 3);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Provide
    Arbitrary<MailPath> paths() {
        return Letters.paths();
    }

    @Provide
    Arbitrary<Envelope> envelopes() {
        return Letters.envelopes();
    }

    @Provide
    Arbitrary<Message.Origin> origins() {
        return Letters.origins();
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.oneOf(
                Letters.words(),
                Arbitraries.strings()
                        .withChars("<>@()#[],\\aB0.\"; =:\r\nTOFRMILEwaitng")
                        .ofMaxLength(60));
    }

    @Property
    void paths(@ForAll("paths") MailPath path) throws Unreadable {
        String text = PathText.write(path);
        assertThat(text.chars()).noneMatch(Character::isISOControl);
        assertThat(text).isEqualTo(new String(utf8(text), StandardCharsets.UTF_8));
        MailPath again = PathText.read(text);
        assertThat(again).isEqualTo(path);
        assertThat(again.toString()).as("and the case").isEqualTo(path.toString());
    }

    @Property
    void pathsOfRfc780StandAsTheyAre(@ForAll("paths") MailPath path) {
        Optional<String> plain = Rfc780Path.write(path).filter(text -> text.matches("[ -~]*"));
        if (plain.isPresent()
                && Rfc780Path.read(plain.get()) instanceof PathReading.Understood(var read))
            assertThat(PathText.write(read)).isEqualTo(plain.get());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Property
    void recipientsInJson(@ForAll("envelopes") Envelope envelope) throws Unreadable {
        for (Recipient recipient : envelope.recipients()) {
            String line = Json.line(MailJson.write(recipient));
            assertThat(line).matches("[ -\\x7F]*");
            assertThat(MailJson.readRecipient(Json.read(line))).isEqualTo(recipient);
        }
    }

    @Property
    void controlFiles(
            @ForAll("envelopes") Envelope envelope, @ForAll("origins") Message.Origin origin) {
        var letter =
                new Letter(
                        new Message(
                                ID,
                                envelope.from(),
                                envelope.reporting(),
                                origin,
                                1,
                                new Nothing()),
                        envelope.recipients());
        ControlFile file = ControlFile.of(letter);
        String text = new String(utf8(file.text()), StandardCharsets.UTF_8);
        assertThat(ControlFile.read(text, NOW)).isEqualTo(new ControlFile.Good(file));
        assertThat(ControlFile.read(text.replace("\r\n", "\n"), NOW))
                .as("as an editor may save it")
                .isEqualTo(new ControlFile.Good(file));
        assertThat(text.split("\r\n")).noneMatch(line -> line.indexOf('\n') >= 0);
    }

    @Property
    void noiseIsBadNews(@ForAll("noise") String noise) {
        var _ = ControlFile.read(noise, NOW);
        var _ = ControlFile.read("FILE:x\nFROM:<>\nTO:<a@b>\n; " + noise, NOW);
        var _ = ControlFile.read("TO:" + noise, NOW);
        try {
            var _ = Json.read(noise);
        } catch (Unreadable e) {
            assertThat(e.why()).isNotEmpty();
        }
    }

    private record Nothing() implements Content {
        @Override
        public Measure measure() {
            return new Measurer().measure();
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    }
}
