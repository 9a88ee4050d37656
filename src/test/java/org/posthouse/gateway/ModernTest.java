package org.posthouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.Content;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;

/// Mail from the old world, and what the modern one is given of it.
final class ModernTest {
    private static final Limits SMTP =
            new Limits(1000, Measure.Width.EIGHT_BIT, Long.MAX_VALUE, Limits.Readers.MIME);
    private static final Environment WORLD =
            new Environment(
                    ShapeSettings.defaults(),
                    "relay.example",
                    PathSizes.RFC_780,
                    new HostNames(Map.of("MIT-AI", "mit-ai.example.org")),
                    Aliases.NONE,
                    Keeping.NONE);

    /// The trace field a receiver of ours puts in front.
    private static final String TRACE =
            """
            Received: from [10.3.0.6]
            \tby relay.example (Posthouse) with MTP id 3KQZ9F8R00000;
            \tSun, 22 Nov 2026 10:15:01 +0100
            """;

    private static Content shape(String protocol, Content content, Limits limits)
            throws IOException {
        var shapes = new Shapes(Letters.message(protocol, content), content, WORLD);
        return ((Fit.Fits) shapes.fit(limits)).content();
    }

    private static String modern(String letter) throws IOException {
        Content content = Letters.content(letter);
        Content shape = shape("MTP", content, SMTP);
        String text = Letters.text(shape);
        byte[] octets = text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var measurer = new Measurer();
        measurer.update(octets, 0, octets.length);
        assertThat(shape.measure().size()).isEqualTo(octets.length);
        assertThat(shape.measure().hops()).isEqualTo(measurer.measure().hops());
        assertThat(shape.measure().longestLine())
                .isGreaterThanOrEqualTo(measurer.measure().longestLine());
        return text;
    }

    @Test
    void aHeaderOfRfc733BecomesOneOfRfc5322() throws IOException {
        String letter =
                TRACE
                        + """
                        Date: 26 Aug 1976 1429-EDT
                        From: Ken Davis <KDavis at MIT-AI>
                        Sender: KSecy@Other-Host
                        Reply To: Sam.Irving at Reg.Organization
                        To: George Jones <Group at MIT-AI>,
                          Al Neuman at Some-Reg, Wilt (the Stilt) Chamberlain at NBA
                        cc: Important folk: Tom at MIT-AI, "Mr. B" <B@MIT-AI>;, KLH
                        Subject: Re: The Syntax in the RFC
                        In-Reply-To: <some.string at MIT-AI>, George's message
                        Message-ID: <[MIT-AI].4231 26-Aug-76 14:29:17.KD>

                        Body at MIT-AI stays.
                        """;
        assertThat(modern(letter))
                .isEqualTo(
                        TRACE
                                + """
                                Date: Thu, 26 Aug 1976 14:29:00 -0400
                                From: Ken Davis <KDavis@mit-ai.example.org>
                                Sender: KSecy@Other-Host
                                Reply-To: Sam.Irving@Reg.Organization
                                To: George Jones <Group@mit-ai.example.org>, "Al Neuman"@Some-Reg,
                                 "Wilt Chamberlain"@NBA
                                cc: Important folk: Tom@mit-ai.example.org, "Mr. B" <B@mit-ai.example.org>;,
                                 KLH@example.org
                                Subject: Re: The Syntax in the RFC
                                In-Reply-To: <some.string@mit-ai.example.org>, George's message
                                Message-ID: <_MIT-AI_.4231.26-Aug-76.14_29_17.KD@invalid>

                                Body at MIT-AI stays.
                                """);
    }

    @Test
    void whatIsMissingIsSupplied() throws IOException {
        String letter = TRACE + "Subject: hello\n\nText.\n";
        assertThat(modern(letter))
                .matches(
                        Pattern.quote(TRACE)
                                + "Date: .*2026.*\n"
                                + "From: sender@example.org\n"
                                + "Message-ID: <\\w{13}@relay.example>\n"
                                + "Subject: hello\n\nText.\n");
    }

    @Test
    void aTextWithoutHeaderGetsOne() throws IOException {
        assertThat(modern(TRACE + "Hello Joe,\nhow are you?\n"))
                .contains("From: sender@example.org\n")
                .endsWith("@relay.example>\n\nHello Joe,\nhow are you?\n");
        assertThat(modern(TRACE + "Note: bring the map\n\nand a pen\n"))
                .endsWith("@relay.example>\n\nNote: bring the map\n\nand a pen\n");
    }

    @Test
    void aDateThatNobodyCanReadIsKeptBesideOneThatAllCan() throws IOException {
        String rest = "From: a@b.example\nMessage-ID: <1@b.example>\n\nx\n";
        assertThat(modern("Date: St. Swithin's day\n" + rest))
                .matches("Date: .*2026.*\nX-Date: St. Swithin's day\n" + rest);
    }

    @Test
    void octetsThatNobodyNamedAreLabelled() throws IOException {
        assertThat(modern("From: a@b.example\nSubject: x\n\ncaf\u00e9\n"))
                .contains("\nContent-Type: text/plain; charset=unknown-8bit\n")
                .endsWith("\n\ncaf\u00e9\n");
        assertThat(modern("From: a@b.example\nSubject: x\n\ncaf\u00c3\u00a9\n"))
                .contains("\nContent-Type: text/plain; charset=utf-8\n");
        assertThat(modern("From: a@b.example\nSubject: caf\u00e9\n\nx\n"))
                .contains("\nSubject: =?ISO-8859-1?Q?caf=E9?=\n");
    }

    @Test
    void aHeaderAsItShouldBeIsNotTouched() throws IOException {
        Content content =
                Letters.content(
                        TRACE
                                + """
                                Date:  26 Aug 1976 14:29:00 -0400
                                From:   Ken   Davis  <KDavis@Host>
                                Message-ID: <1@b.example>
                                To: x@y.example,
                                   z@y.example

                                Text
                                """);
        assertThat(shape("MTP", content, SMTP)).isSameAs(content);
    }

    @Test
    void mailOfTodayIsNotTouched() throws IOException {
        Content content = Letters.content("Subject: no date\n\nx\n");
        assertThat(shape("ESMTP", content, SMTP)).isSameAs(content);
    }
}
