package org.posthouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.Content;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;

/// What each setting of a shape does.
final class SettingsOfShapesTest {
    private static final Limits MTP =
            new Limits(1000, Measure.Width.SEVEN_BIT, Long.MAX_VALUE, Limits.Readers.PLAIN);
    private static final Limits SMTP =
            new Limits(1000, Measure.Width.EIGHT_BIT, Long.MAX_VALUE, Limits.Readers.MIME);
    private static final String LETTER =
            """
            From: J\u00c3\u00b6rg <joerg@a.example>
            To: klh@SRI-NIC
            Subject: caf\u00c3\u00a9
            Date: Sun, 2 Nov 1986 10:15:00 -0500
            X-Other: y
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            Gr\u00c3\u00bc\u00c3\u009fe
            """;

    private static Environment world(
            ShapeSettings.Style style,
            ShapeSettings.Addresses addresses,
            ShapeSettings.Dates dates,
            ShapeSettings.Case letters) {
        var shape =
                new ShapeSettings(
                        style,
                        40,
                        List.of("Date", "From", "To", "Subject"),
                        addresses,
                        dates,
                        letters,
                        0,
                        Duration.ZERO,
                        Map.of());
        return new Environment(
                shape,
                "RELAY",
                PathSizes.RFC_780,
                HostNames.NONE,
                Aliases.NONE,
                () -> Optional.of("ID at RELAY"));
    }

    private static Fit fit(Environment world, String letter, Limits limits) throws IOException {
        Content content = Letters.content(letter);
        return new Shapes(Letters.message("ESMTP", content), content, world).fit(limits);
    }

    private static String text(Fit fit) throws IOException {
        return Letters.text(((Fit.Fits) fit).content());
    }

    @Test
    void capitalsPercentsAndShortYears() throws IOException {
        Environment world =
                world(
                        ShapeSettings.Style.AUTO,
                        ShapeSettings.Addresses.PERCENT,
                        ShapeSettings.Dates.RFC_822,
                        ShapeSettings.Case.UPPER);
        assertThat(text(fit(world, LETTER, MTP)))
                .isEqualTo(
                        """
                        Date: Sun, 2 Nov 86 10:15:00 -0500
                        From: Jorg <joerg%a.example@RELAY>
                        To: klh@SRI-NIC
                        Subject: CAFE

                        GRUSSE

                        [ ORIGINAL: ID AT RELAY ]
                        """);
    }

    @Test
    void textForAHostThatWouldTakeMime() throws IOException {
        Environment world =
                world(
                        ShapeSettings.Style.TEXT,
                        ShapeSettings.Addresses.SIGN,
                        ShapeSettings.Dates.RFC_733,
                        ShapeSettings.Case.AS_IS);
        assertThat(text(fit(world, LETTER, SMTP)))
                .startsWith("Date: Sun, 2 Nov 1986 10:15:00 -0500\nFrom: Jorg <joerg@a.example>\n")
                .contains("\n\nGrusse\n");
    }

    @Test
    void withoutShapesWhatDoesNotFitFails() throws IOException {
        Environment world =
                world(
                        ShapeSettings.Style.NONE,
                        ShapeSettings.Addresses.SIGN,
                        ShapeSettings.Dates.RFC_733,
                        ShapeSettings.Case.AS_IS);
        assertThat(fit(world, LETTER, MTP)).isInstanceOf(Fit.Unfit.class);
        assertThat(text(fit(world, LETTER, SMTP))).isEqualTo(LETTER);
    }

    @Test
    void aShapeIsGoneWhenItsAttemptIsOver() throws IOException {
        Environment world =
                world(
                        ShapeSettings.Style.AUTO,
                        ShapeSettings.Addresses.SIGN,
                        ShapeSettings.Dates.RFC_733,
                        ShapeSettings.Case.AS_IS);
        Content content = Letters.content(LETTER + "word \u00c3\u00a9\n".repeat(20_000));
        Content shape;
        try (var shapes = new Shapes(Letters.message("ESMTP", content), content, world)) {
            shape = ((Fit.Fits) shapes.fit(MTP)).content();
            assertThat(shape.measure().size()).isGreaterThan(100_000);
            assertThat(Letters.text(shape))
                    .isEqualTo(Letters.text(shape))
                    .hasSizeGreaterThan(100_000);
        }
        InputStream gone = shape.open();
        assertThat(catchThrowable(gone::read)).isInstanceOf(ClosedChannelException.class);
    }
}
