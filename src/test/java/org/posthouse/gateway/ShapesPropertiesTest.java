package org.posthouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.posthouse.mail.Content;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.mail.TextContent;

/// Whatever a message consists of, its shape keeps what was asked for.
final class ShapesPropertiesTest {
    private static Limits limits(Measure.Width width, Limits.Readers readers) {
        return new Limits(1000, width, Long.MAX_VALUE, readers);
    }

    private static Fit fit(String protocol, Content content, Limits limits, int width)
            throws IOException {
        ShapeSettings usual = ShapeSettings.defaults();
        var environment =
                new Environment(
                        new ShapeSettings(
                                usual.style(),
                                width,
                                usual.headers(),
                                usual.addresses(),
                                usual.dates(),
                                usual.letters(),
                                200,
                                usual.keepOriginal(),
                                usual.hosts()),
                        "relay.example",
                        PathSizes.RFC_780,
                        HostNames.NONE,
                        Aliases.NONE,
                        Keeping.NONE);
        return new Shapes(Letters.message(protocol, content), content, environment).fit(limits);
    }

    private static Content octets(String text) {
        return TextContent.of(text);
    }

    @Property(tries = 300)
    void aTextForAnOldHostIsAsciiAndNoWiderThanItsPage(
            @ForAll("messages") String message, @ForAll @IntRange(min = 20, max = 200) int width)
            throws IOException {
        Fit fit =
                fit(
                        "ESMTP",
                        octets("MIME-Version: 1.0\r\n" + message),
                        limits(Measure.Width.SEVEN_BIT, Limits.Readers.PLAIN),
                        width);
        Content shape = ((Fit.Fits) fit).content();
        String text = Letters.text(shape);
        assertThat(shape.measure().width()).isEqualTo(Measure.Width.SEVEN_BIT);
        assertThat(shape.measure().longestLine()).isLessThanOrEqualTo(1000);
        String body = text.substring(text.indexOf("\n\n") + 2);
        int uuencoded = 61;
        assertThat(body.lines())
                .allMatch(line -> line.length() <= Math.max(width, uuencoded), "is narrow");
        assertThat(body).matches("[\\n -~]*");
    }

    @Property(tries = 300)
    void anEncodedMessageFitsAndSaysTheSame(@ForAll("messages") String message) throws IOException {
        Content content = octets("MIME-Version: 1.0\r\n" + message);
        Fit fit = fit("ESMTP", content, limits(Measure.Width.SEVEN_BIT, Limits.Readers.MIME), 72);
        Content shape = ((Fit.Fits) fit).content();
        assertThat(shape.measure().width()).isEqualTo(Measure.Width.SEVEN_BIT);
        assertThat(shape.measure().longestLine()).isLessThanOrEqualTo(1000);
        assertThat(bodies(shape)).isEqualTo(bodies(content));
    }

    @Property(tries = 300)
    void whatGoesThroughTheModernWorldComesBackAsItWas(
            @ForAll("laidOut") List<String> lines,
            @ForAll("words") String subject,
            @ForAll("users") String user)
            throws IOException {
        String body = String.join("\r\n", lines) + "\r\n";
        String letter =
                "From: %s at MIT-AI\r\nTo: \"%s\" <joe at SRI-NIC>\r\nSubject: %s\r\n"
                                .formatted(user, subject, subject)
                        + "Date: Wed, 26 Aug 1981 14:29:00 -0400\r\n"
                        + "Message-ID: <1.2 at MIT-AI>\r\n\r\n"
                        + body;
        Limits smtp = limits(Measure.Width.EIGHT_BIT, Limits.Readers.MIME);
        Limits mtp = limits(Measure.Width.SEVEN_BIT, Limits.Readers.PLAIN);
        Content modern = ((Fit.Fits) fit("MTP", octets(letter), smtp, 72)).content();
        Content back = ((Fit.Fits) fit("ESMTP", modern, mtp, 72)).content();
        String text = Letters.text(back).replace("\n", "\r\n");
        Header header =
                Header.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
                        .orElseThrow();
        assertThat(text.substring((int) header.length())).isEqualTo(body);
        assertThat(addresses(header, "From")).isEqualTo(AddressList.read(user + " at MIT-AI"));
        assertThat(addresses(header, "To"))
                .isEqualTo(AddressList.read('"' + subject + "\" <joe@SRI-NIC>"));
        assertThat(header.first("Subject").map(HeaderField::body).orElse("")).isEqualTo(subject);
        assertThat(header.first("Date").map(HeaderField::body).orElse(""))
                .isEqualTo("Wed, 26 Aug 1981 14:29:00 -0400");
        assertThat(header.first("Message-ID").map(HeaderField::body).orElse(""))
                .isEqualTo("<1.2@MIT-AI>");
    }

    private static List<Addressee> addresses(Header header, String name) {
        return AddressList.read(header.first(name).map(HeaderField::body).orElse(""));
    }

    @Provide
    Arbitrary<List<String>> laidOut() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(400).list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("'.,!?:;@-")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(word -> !word.isBlank())
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<String> users() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-_.+")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(
                        user ->
                                user.matches("[a-z](.*[a-z])?")
                                        && !user.contains("..")
                                        && !user.equals("at"));
    }

    /// An entity: fields, an empty line, a body.
    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.lazyOf(this::leaves, this::leaves, this::several, this::letters);
    }

    private Arbitrary<String> leaves() {
        Arbitrary<String> types =
                Arbitraries.of(
                        "text/plain",
                        "text/plain; charset=utf-8",
                        "text/plain; charset=utf-8; format=flowed",
                        "text/html; charset=iso-8859-1",
                        "text/html; charset=utf-8",
                        "text/calendar",
                        "image/png; name=\"\u00e9 x.png\"",
                        "application/octet-stream");
        Arbitrary<String> encodings = Arbitraries.of("", "8bit", "binary");
        return net.jqwik.api.Combinators.combine(types, encodings, bodies())
                .as(
                        (type, encoding, body) ->
                                "Content-Type: "
                                        + type
                                        + "\r\n"
                                        + (encoding.isEmpty()
                                                ? ""
                                                : "Content-Transfer-Encoding: " + encoding + "\r\n")
                                        + "\r\n"
                                        + body);
    }

    private static Arbitrary<String> bodies() {
        Arbitrary<String> pieces =
                Arbitraries.oneOf(
                        Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(60),
                        Arbitraries.strings().all().ofMaxLength(40).map(ShapesPropertiesTest::utf8),
                        Arbitraries.of(
                                "\r\n",
                                " \r\n",
                                "> ",
                                "<p>",
                                "<ul><li>",
                                "<table><tr><td>a<td>b",
                                "<a href='http://x.example/?a=b'>",
                                "&nbsp;",
                                "<blockquote>",
                                "<h1>",
                                "\t",
                                "=",
                                "-- \r\n",
                                "word ".repeat(250)));
        return pieces.list().ofMaxSize(12).map(list -> lines(String.join("", list)));
    }

    /// A boundary of ours must not come up by chance, and no line ends with LF or CR alone: mail
    /// does not carry them.
    private static String lines(String text) {
        return text.replaceAll("\r\n|\r|\n", "\r\n").replace("--b", "-b");
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private Arbitrary<String> several() {
        Arbitrary<String> subtypes = Arbitraries.of("mixed", "alternative", "related", "report");
        Arbitrary<Long> boundaries = Arbitraries.longs().greaterOrEqual(0);
        return net.jqwik.api.Combinators.combine(
                        subtypes, boundaries, messages().list().ofMaxSize(3))
                .as(
                        (subtype, number, parts) -> {
                            String boundary = boundary(number, parts);
                            return "Content-Type: multipart/%s; boundary=%s\r\n\r\n"
                                            .formatted(subtype, boundary)
                                    + parts.stream()
                                            .map(part -> "--" + boundary + "\r\n" + part + "\r\n")
                                            .collect(Collectors.joining())
                                    + "--"
                                    + boundary
                                    + "--\r\n";
                        });
    }

    /// None that stands in the parts, or begins one that does (RFC 2046 section 5.1.1).
    private static String boundary(long number, List<String> parts) {
        String boundary = "b%019d".formatted(number);
        boolean inside = parts.stream().anyMatch(part -> part.contains(boundary));
        return inside ? boundary((number + 1) % Long.MAX_VALUE, parts) : boundary;
    }

    private Arbitrary<String> letters() {
        return messages()
                .map(inner -> "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n" + inner);
    }

    /// The bodies of a message, decoded, by another reader of MIME than the one under test.
    private static List<String> bodies(Content content) throws IOException {
        var found = new ArrayList<String>();
        try (InputStream in = content.open()) {
            collect(new DefaultMessageBuilder().parseMessage(in), found);
        }
        return found;
    }

    private static void collect(Entity entity, List<String> found) throws IOException {
        Body body = entity.getBody();
        switch (body) {
            case Multipart several -> {
                for (Entity part : several.getBodyParts()) collect(part, found);
            }
            case Entity letter -> collect(letter, found);
            case SingleBody single -> {
                try (InputStream in = single.getInputStream()) {
                    found.add(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
            case null, default -> found.add("");
        }
    }
}
