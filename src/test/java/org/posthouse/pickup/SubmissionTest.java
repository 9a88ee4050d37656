package org.posthouse.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.pickup.Submission.Misaddressed;
import org.posthouse.pickup.Submission.Readable;
import org.posthouse.pickup.Submission.To;
import org.posthouse.pickup.Submission.Unreadable;

/// What is made of a message that a program hands in.
final class SubmissionTest {
    private static final Author AUTHOR = new Author("linda", "Linda \"L\" Postel", "isif");
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private static Submission read(String message) throws IOException {
        return ((Readable) reading(message)).submission();
    }

    private static Submission.Reading reading(String message) throws IOException {
        return Submission.read(
                new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)), AUTHOR);
    }

    private static String sent(String message) throws IOException {
        Submission submission = read(message);
        var envelope = (To) submission.envelope();
        return new String(
                        submission.octets(envelope.from(), NOW).readAllBytes(),
                        StandardCharsets.ISO_8859_1)
                .replaceAll("Date: .*2026.*\r\n", "Date: D\r\n")
                .replaceAll("Message-ID: <[-0-9a-f]{36}@isif>", "Message-ID: M");
    }

    /// `from -> to to`
    private static String envelope(String header) throws IOException {
        return switch (read(header.replace("|", "\n") + "\n\nbody\n").envelope()) {
            case To(var from, var to) ->
                    from.shown()
                            + " -> "
                            + to.stream().map(Object::toString).collect(Collectors.joining(" "));
            case Misaddressed(var why) -> why;
        };
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiterString = "=>",
            textBlock =
                    """
                    To: a@b                                         => <linda@isif> -> a@b
                    `From: Jon Postel <postel@isif>|To: a@b, c@d`   => <postel@isif> -> a@b c@d
                    Sender: l@isif|From: p@isif|To: a@b             => <l@isif> -> a@b
                    `To: a@b,|  c@d|CC: e@f|bcc: g@h, a@b`          => <linda@isif> -> a@b c@d e@f g@h
                    To: root                                        => <linda@isif> -> root@isif
                    `To: team: a@b, c@d;, e@f|Cc: undisclosed:;`    => <linda@isif> -> a@b c@d e@f
                    To: J\u00c3\u00bcrgen <j@b>                     => <linda@isif> -> j@b
                    `To: "x y"@b (a (nested) comment)`              => <linda@isif> -> x y@b
                    To: <@a,@b:u@c>                                 => <linda@isif> -> u@c
                    To: x@y|Resent-To: a@b|Resent-From: c@d         => <c@d> -> a@b
                    Subject: none                                   => <linda@isif> -> ``
                    To: a@b|To: c@d                                 => <linda@isif> -> a@b c@d
                    To: u@[10.0.0.1]                                => <linda@isif> -> u@[10.0.0.1]
                    `To: DCrocker at UDel, Cerf AT ISIA`            => <linda@isif> -> DCrocker@UDel Cerf@ISIA
                    To: DCrocker near UDel                          => To: "DCrocker near UDel" is no address
                    To: J\u00c3\u00bcrgen@b                         => To: <"J??rgen"@b> is no address
                    To: a@b@c                                       => To: <a@b@c> is no address
                    From: <>|To: a@b                                => From: "" is no address
                    """)
    void theHeaderIsTheEnvelope(String header, String envelope) throws IOException {
        assertThat(envelope(header)).isEqualTo(envelope.replace("``", ""));
    }

    @Test
    void whatIsMissingIsSuppliedAndWhatIsPrivateIsLeftOut() throws IOException {
        assertThat(
                        sent(
                                """
                                Received: long ago
                                To: a@b
                                BCC: secret@c,
                                  more@d
                                Return-Path: <x@y>
                                Subject: Hi

                                Bcc: this is text
                                .
                                end\
                                """))
                .isEqualTo(
                        """
                        Received: long ago
                        To: a@b
                        Subject: Hi
                        Date: D
                        From: "Linda \\"L\\" Postel" <linda@isif>
                        Message-ID: M

                        Bcc: this is text
                        .
                        end\
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void whatIsThereIsKept() throws IOException {
        String message = "From: a@b\r\nDATE: today\r\nmessage-id: <1@b>\r\n\r\nbody\r\n";
        assertThat(sent(message)).isEqualTo(message);
    }

    @Test
    void aTextAloneIsAMessage() throws IOException {
        assertThat(sent("Hello there\nFrom: body\n"))
                .startsWith("Date: D\r\nFrom: ")
                .endsWith("\r\n\r\nHello there\r\nFrom: body\r\n");
        assertThat(sent("Subject: x\nHello: \0\n")).contains("Subject: x\r\n", "\r\n\r\nHello: \0");
        assertThat(sent("")).startsWith("Date: D\r\n").endsWith("\r\n\r\n");
    }

    @Test
    void aMailboxLineOfAMailboxFileIsNoField() throws IOException {
        assertThat(sent("From linda Sat Nov 21 12:00:00 2026\nTo: a@b\n\nbody\n"))
                .startsWith("To: a@b\r\n");
    }

    @Test
    void aHeaderWithoutEndIsRefused() throws IOException {
        assertThat(reading("To: " + "a@b, ".repeat(1 << 18))).isInstanceOf(Unreadable.class);
        assertThat(reading("X: y\n".repeat(1 << 18))).isInstanceOf(Unreadable.class);
        assertThat(read("To: a@b\n\n" + "X: y\n".repeat(1 << 18)).envelope())
                .isInstanceOf(To.class);
    }

    /// The body comes through whatever it is, and noise in a header breaks nothing.
    @Property(tries = 1000)
    void noiseIsReadToo(@ForAll byte[] noise) throws IOException {
        String header = new String(noise, StandardCharsets.ISO_8859_1);
        assertThat(read("To: " + header + "\n\nbody").envelope()).isNotNull();
        assertThat(sent("X: y\n\n" + header.replaceAll("\r?\n", "\r\n")))
                .endsWith("\r\n\r\n" + header.replaceAll("\r?\n", "\r\n"));
    }
}
