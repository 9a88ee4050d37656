package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/// Reader and writer of JNT Mail's paths, domains and letters are inverses, however the octets
/// come.
@Domain(Paths.class)
@Domain(JntPropertiesTest.Letters.class)
final class JntPropertiesTest {
    private static final Host US = new Host.Name("gate.example");
    private static final JntManner NRS = JntManner.of(DomainOrder.NRS);
    private static final JntManner PLAIN = JntManner.of(DomainOrder.INTERNET);

    /// Pieces of letters, most of which mean something, and domains of parts that do.
    static final class Letters extends net.jqwik.api.domains.DomainContextBase {
        @Provide
        Arbitrary<Name> names() {
            return Arbitraries.of(
                            "uk", "ac", "cs", "ucl", "com", "edu", "x", "example", "nz", "co", "UK")
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(4)
                    .map(parts -> new Name(String.join(".", parts)));
        }

        @Provide
        Arbitrary<Long> cuts() {
            return Arbitraries.longs();
        }

        @Provide
        Arbitrary<Header> headers() {
            return Arbitraries.of(
                            "From: a@b.uk",
                            "from: A man <a%x.com@b.uk>, c@d",
                            "Sender: s at t.uk",
                            "SENDER: (a) <@u,@v.uk:s@t>",
                            "Sender: nobody",
                            "Via: one.uk ; today (x;y)",
                            "Via: two",
                            "Via: ; nothing",
                            "Received: from x",
                            " and more, with \"quotes <\" (and",
                            "\tcomments) a@folded.uk;",
                            "Reply-To: \"a@b.uk\"@c.uk",
                            "To: " + "somebody.with.a.long.name@a.long.domain.uk, ".repeat(4),
                            "Subject: " + "word@x.uk ".repeat(20),
                            "Subject:",
                            "no field at all",
                            "Acknowledge-To: MAILER-DAEMON@x.uk",
                            "From: postmaster@b.uk",
                            "X-Odd: \u00e4\0\u007f")
                    .list()
                    .ofMaxSize(8)
                    .map(lines -> new Header(String.join("\r\n", lines)));
        }

        @Provide
        Arbitrary<Noise> noises() {
            return Arbitraries.of(
                            "a@b",
                            ",",
                            "\n",
                            "\n\n",
                            "\r\n",
                            "\r",
                            " ",
                            "From: a@b\n",
                            "Via: x ; y\n",
                            "Sender: ",
                            "<",
                            ">",
                            "\"",
                            "(",
                            ")",
                            "@",
                            "%",
                            "[",
                            "]",
                            " at ",
                            "\\",
                            "\0",
                            "\u00e4",
                            ";",
                            ":",
                            ".",
                            "Acknowledge-To: a@b, c@d\n",
                            "\t")
                    .list()
                    .ofMaxSize(40)
                    .map(pieces -> new Noise(String.join("", pieces)));
        }
    }

    record Name(String name) {}

    record Header(String text) {}

    record Noise(String text) {}

    @Property(tries = 5_000)
    void aPathThatIsWrittenIsReadBack(@ForAll MailPath path) {
        String text = JntPath.write(path, DomainOrder.INTERNET).orElseThrow();
        assertThat(JntPath.read(text, DomainOrder.INTERNET))
                .isEqualTo(new PathReading.Understood(JntPath.spelled(path)));
    }

    /// In one of the two orders at least, if there is one in which it can be.
    @Property(tries = 2_000)
    void aDomainThatIsWrittenIsReadBack(@ForAll Name domain) {
        String name = domain.name();
        boolean readable =
                Stream.of(name, String.join(".", List.of(name.split("\\.")).reversed()))
                        .anyMatch(form -> same(DomainOrder.NRS.read(form), name));
        String written = DomainOrder.NRS.write(name);
        assertThat(same(DomainOrder.NRS.read(written), name)).isEqualTo(readable);
        var told = new DomainOrder(DomainOrder.First.COUNTRY, Map.of(written, name));
        assertThat(told.read(told.write(name))).isEqualTo(name);
    }

    private static boolean same(String one, String other) {
        return new Host.Name(one).equals(new Host.Name(other));
    }

    @Property(tries = 3_000)
    void noiseIsALetterOrNoneHoweverItIsCut(@ForAll Noise noise, @ForAll long cuts) {
        Read whole = Read.of(NRS, noise.text(), new Random(0), Integer.MAX_VALUE);
        Read cut = Read.of(NRS, noise.text(), new Random(cuts), 5);
        assertThat(cut).isEqualTo(whole);
        if (whole.reading instanceof JntReading.Letter letter) assertThat(letter.to()).isNotEmpty();
    }

    /// RFC 987 appendix B: the way back is the reverse-path, whatever the header says.
    @Property(tries = 3_000)
    void theOtherSideComputesTheReversePath(
            @ForAll Header header, @ForAll MailPath from, @ForAll MailPath to, @ForAll long cuts)
            throws IOException {
        String message =
                header.text() + (header.text().isEmpty() ? "" : "\r\n") + "\r\nbody\r\n.\r\n";
        Random random = new Random(cuts);
        var envelope =
                new JntEnvelope(
                        US,
                        switch (random.nextInt(6)) {
                            case 0 -> new ReversePath.Null();
                            case 1 -> sender("<a@b.uk>");
                            case 2 -> sender("<@one.uk,a@b.uk>");
                            case 3 -> sender("<@two,s@t.uk>");
                            default -> new ReversePath.Sender(from);
                        },
                        List.of(to, from),
                        Optional.empty(),
                        random.nextBoolean() ? Optional.empty() : Optional.of(Instant.EPOCH));
        Read read = Read.of(PLAIN, written(envelope, message, random), random, 7);
        assertThat(read.reading).isInstanceOf(JntReading.Letter.class);
        var letter = (JntReading.Letter) read.reading;
        assertThat(letter.to()).containsExactly(JntPath.spelled(to), JntPath.spelled(from));
        assertThat(read.text).endsWith("\r\n\r\nbody\r\n.\r\n");
        switch (envelope.from()) {
            case ReversePath.Null nobody -> assertThat(letter.from()).isEqualTo(nobody);
            case ReversePath.Sender(var path) ->
                    assertThat(letter.from())
                            .isEqualTo(
                                    JntTrace.reverse(
                                            JntTrace.back(JntPath.spelled(path), List.of(), US)));
        }
    }

    /// Some that a header may tell of.
    private static ReversePath sender(String path) {
        return new ReversePath.Sender(((PathReading.Understood) Rfc780Path.read(path)).path());
    }

    private static String written(JntEnvelope envelope, String message, Random random)
            throws IOException {
        var out = new ByteArrayOutputStream();
        try (InputStream in = JntWriter.letter(PLAIN, envelope, TextContent.of(message))) {
            byte[] some = new byte[9];
            int length = 1 + random.nextInt(some.length);
            for (int n = in.read(some, 0, length); n >= 0; n = in.read(some, 0, length))
                out.write(some, 0, n);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private record Read(JntReading reading, String text) {
        static Read of(JntManner manner, String file, Random random, int most) {
            var text = new ByteArrayOutputStream();
            var reader = new JntReader(manner, US, Instant.EPOCH, text::write);
            byte[] octets = file.getBytes(StandardCharsets.ISO_8859_1);
            for (int at = 0; at < octets.length; ) {
                int length = Math.min(octets.length - at, random.nextInt(most) % most + 1);
                if (length < 1) length = octets.length - at;
                reader.write(octets, at, length);
                at += length;
            }
            JntReading reading = reader.end();
            // What is no letter may have been given up anywhere.
            return new Read(
                    reading,
                    reading instanceof JntReading.Letter
                            ? text.toString(StandardCharsets.ISO_8859_1)
                            : "");
        }
    }
}
