package org.posthouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.posthouse.mail.Content;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;

/// Letters as they are written today, and what an old host is given of them. The golden files were
/// read by a person; `-Dshapes.golden=write` writes them anew, to be read again.
final class GoldenShapesTest {
    private static final Path FOLDER = Path.of("src/test/resources/shapes");
    private static final Limits MTP =
            new Limits(1000, Measure.Width.SEVEN_BIT, Long.MAX_VALUE, Limits.Readers.PLAIN);

    static Stream<String> letters() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("letters")
    void isReadableOnATerminal(String name) throws IOException {
        String letter =
                Files.readString(FOLDER.resolve(name + ".eml"), StandardCharsets.ISO_8859_1);
        Content content = Letters.content(letter);
        var environment =
                new Environment(
                        new ShapeSettings(
                                ShapeSettings.Style.AUTO,
                                72,
                                ShapeSettings.defaults().headers(),
                                ShapeSettings.Addresses.AT,
                                ShapeSettings.Dates.RFC_733,
                                ShapeSettings.Case.AS_IS,
                                1024,
                                Duration.ZERO,
                                Map.of()),
                        "RELAY",
                        PathSizes.RFC_780,
                        new HostNames(
                                Map.of(
                                        "MIT-AI",
                                        "mit-ai.example.org",
                                        "SRI-NIC",
                                        "sri-nic.example")),
                        path ->
                                Optional.of(
                                        org.posthouse.mail.MailPath.to(
                                                new org.posthouse.mail.Mailbox(
                                                        "u17",
                                                        new org.posthouse.mail.Host.Name(
                                                                "RELAY")))),
                        Keeping.NONE);
        try (var shapes = new Shapes(Letters.message("ESMTP", content), content, environment)) {
            Content shape = ((Fit.Fits) shapes.fit(MTP)).content();
            Path golden = FOLDER.resolve(name + ".txt");
            String text = Letters.text(shape);
            if (System.getProperty("shapes.golden", "").equals("write"))
                Files.writeString(golden, text);
            assertThat(text).isEqualTo(Files.readString(golden));
            assertThat(shape.measure().width()).isEqualTo(Measure.Width.SEVEN_BIT);
            assertThat(shape.measure().longestLine()).isLessThanOrEqualTo(74);
        }
    }
}
