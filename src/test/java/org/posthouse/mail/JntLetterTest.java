package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Letters read, written, and read again by the other side.
final class JntLetterTest {
    private static final Host ALPHA = new Host.Name("alpha.ac.uk");
    private static final Host US = new Host.Name("gate.example");
    private static final Instant NOW = Instant.parse("2026-11-22T05:15:10Z");

    /// docs/nimail.md's smallest letter, as unix-niftp took it.
    @Test
    void aSmallLetter() {
        Read read =
                Read.of(
                        """
                        fred@uk.ac.beta,
                        joe%uk.ac.gamma@uk.ac.beta

                        From: Sam <sam@uk.ac.alpha>
                        Subject: uk.ac.alpha is no address

                        body to x@uk.ac.beta
                        """);
        assertThat(read.letter().to())
                .map(MailPath::toString)
                .containsExactly("fred@beta.ac.uk", "@beta.ac.uk,joe@gamma.ac.uk");
        assertThat(read.letter().from().shown()).isEqualTo("<sam@alpha.ac.uk>");
        assertThat(read.text)
                .matches("(?s)Via: alpha\\.ac\\.uk ; [^;\r\n]* \\(Posthouse\\)\r\nFrom: .*")
                .endsWith(
                        """
                        From: Sam <sam@alpha.ac.uk>
                        Subject: uk.ac.alpha is no address

                        body to x@uk.ac.beta
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void theWayBackLeadsThroughTheTrace() {
        Read read =
                Read.of(
                        """
                        fred@uk.ac.beta

                        Via: UK.AC.NEWEST ; 17 Jun 85 9:15:29 BST (EMAS; V7)
                        Via: uk.ac.oldest (a comment)
                          ; 17 Jun 85 9:10:00 BST
                        From: other@uk.ac.other
                        Sender: sam@uk.ac.org

                        body
                        """);
        assertThat(read.letter().from().shown())
                .isEqualTo("<@alpha.ac.uk,@newest.ac.uk,@oldest.ac.uk,sam@org.ac.uk>");
    }

    @Test
    void theWriterMakesTheReaderComputeTheReversePath() throws IOException {
        String message =
                """
                Received: from x
                Via: foreign.example ; then
                From: Al <al@first.example>, bo@second.example
                Sender: al@first.example
                To: fred@beta.ac.uk, a-very-long-name-to-fold@beta.ac.uk, another-long-name@gamma.ac.uk
                Subject: x

                body
                .
                """
                        .replace("\n", "\r\n");
        var from = new ReversePath.Sender(path("<@relay.example,cy@third.example>"));
        String file = written(message, from);
        assertThat(file)
                .isEqualTo(
                        """
                        fred@uk.ac.beta,
                        joe%uk.ac.gamma@uk.ac.beta

                        Received: from x
                        Original-Via: foreign.example ; then
                        From: Al <al@example.first>, bo@example.second
                        Original-Sender: al@example.first
                        To: fred@uk.ac.beta, a-very-long-name-to-fold@uk.ac.beta,
                         another-long-name@uk.ac.gamma
                        Subject: x
                        Sender: cy%example.third@example.relay

                        body
                        .
                        """);
        Read read = Read.by(US, file);
        assertThat(read.letter().from().shown())
                .isEqualTo("<@gate.example,@relay.example,cy@third.example>");
        assertThat(read.letter().to())
                .map(MailPath::toString)
                .containsExactly("fred@beta.ac.uk", "@beta.ac.uk,joe@gamma.ac.uk");
    }

    /// The author is right, and the way is not.
    @Test
    void aTraceThatIsNotOursIsRenamed() throws IOException {
        String file =
                written(
                        "Via: foreign.example ; then\r\nFrom: al@first.example\r\n\r\nx\r\n",
                        new ReversePath.Sender(path("<al@first.example>")));
        assertThat(file)
                .endsWith(
                        """

                        Original-Via: foreign.example ; then
                        From: al@example.first

                        x
                        """);
        assertThat(Read.by(US, file).letter().from().shown())
                .isEqualTo("<@gate.example,al@first.example>");
    }

    /// What came by JNT Mail goes on with its trace.
    @Test
    void aTraceThatTellsTheWayStays() throws IOException {
        String message = "Via: b.uk ; then\r\nFrom: al@first.uk\r\n\r\nx\r\n";
        var from = new ReversePath.Sender(path("<@b.uk,al@first.uk>"));
        String file = written(message, from);
        assertThat(file).endsWith("\n\nVia: uk.b ; then\nFrom: al@uk.first\n\nx\n");
        assertThat(Read.by(US, file).letter().from().shown())
                .isEqualTo("<@gate.example,@b.uk,al@first.uk>");
    }

    /// RFC 786: a gateway from MTP writes its own name, in the order of the hop.
    @Test
    void whatComesFromMtpHasOurViaAboveIt() throws IOException {
        var envelope =
                new JntEnvelope(
                        US,
                        new ReversePath.Sender(path("<sam@SRI-NIC>")),
                        List.of(path("<@hostz,@hosty,joe@hostx>")),
                        Optional.empty(),
                        Optional.of(NOW));
        String file =
                written(
                        JntManner.of(DomainOrder.NRS),
                        envelope,
                        "Received: from x\r\nFrom: sam at SRI-NIC\r\n\r\nx\r\n");
        assertThat(file)
                .matches(
                        """
                        joe%hostx%hosty@hostz

                        Via: example\\.gate; 22-Nov-26 \\d\\d:\\d\\d:10
                        Received: from x
                        From: sam at SRI-NIC

                        x
                        """);
        assertThat(Read.by(US, file).letter().from().shown())
                .isEqualTo("<@gate.example,sam@SRI-NIC>");
    }

    /// IEN 169: lines instead of commas, several empty lines, RFC 733's addresses, no Via.
    @Test
    void aLetterOfIen169() {
        Read read =
                Read.of(
                        """
                        Linington%Cambridge%PSS@UCL
                        Steve Kille at UCL
                        <blanks>


                        Date: 14 Feb 81
                        Reply-to: Kirstein at ISID at UCL

                        body
                        """
                                .replace("<blanks>", " \t"));
        assertThat(read.letter().to())
                .map(MailPath::toString)
                .containsExactly("@ucl,@pss,Linington@Cambridge", "Steve Kille@UCL");
        assertThat(read.letter().from().shown()).isEqualTo("<@alpha.ac.uk,@ucl,Kirstein@ISID>");
        assertThat(read.text).endsWith("\r\nReply-to: Kirstein at ISID at UCL\r\n\r\nbody\r\n");
    }

    @Test
    void onlyDomainsOfAddressesAreTurned() {
        Read read =
                Read.of(
                        """
                        fred@uk.ac.beta

                        From: "x@uk.ac.y" <sam@ UK.AC.Alpha> (of z@uk.ac.z)
                        To: a%uk.ac.b@uk.ac.c, <@uk.ac.d,@uk.ac.e:f@uk.ac.g>,
                        \tat at uk.ac.h (i@uk.ac.i), j@[10.0.0.1], k@L
                        Resent-Cc : m@uk.ac.n
                        X-To: o@uk.ac.p
                        Acknowledge-To: sam@uk.ac.alpha
                        Message-ID: <q@uk.ac.r>
                        Subject: meet at uk.ac.s

                        """);
        assertThat(read.text)
                .endsWith(
                        """
                        From: "x@uk.ac.y" <sam@ Alpha.AC.UK> (of z@uk.ac.z)
                        To: a%b.ac.uk@c.ac.uk, <@d.ac.uk,@e.ac.uk:f@g.ac.uk>,
                        \tat at h.ac.uk (i@uk.ac.i), j@[10.0.0.1], k@L
                        Resent-Cc : m@n.ac.uk
                        X-To: o@uk.ac.p
                        Acknowledge-To: sam@alpha.ac.uk
                        Message-ID: <q@uk.ac.r>
                        Subject: meet at uk.ac.s

                        """
                                .replace("\n", "\r\n"));
        assertThat(read.letter().acknowledgeTo())
                .map(MailPath::toString)
                .containsExactly("sam@alpha.ac.uk");
    }

    @Test
    void whatIsNoLetterIsToldWhy() {
        assertThat(why("")).isEqualTo("there are no recipients");
        assertThat(why("\nFrom: a@b\n\n")).isEqualTo("there are no recipients");
        assertThat(why("a@b\n\nSubject: x\n\nx")).isEqualTo("there is no usable sender");
        assertThat(why("a@b\n\nFrom: nobody\n\n")).isEqualTo("there is no usable sender");
        assertThat(why("a@b,\nc@\n\nFrom: a@b\n\n")).startsWith("recipient \"c@\": ");
        assertThat(why("a@b\n".repeat(1001) + "\nFrom: a@b\n\n"))
                .isEqualTo("more than 1000 recipients");
    }

    private static String why(String file) {
        return ((JntReading.Unusable) Read.of(file).reading).why();
    }

    /// About a program's own messages there are no notices, and so they have no way back.
    @Test
    void aProgramsOwnMessagesHaveNoWayBack() throws IOException {
        for (String user : List.of("postmaster", "MAILER-DAEMON", "NIMAIL"))
            assertThat(Read.of("a@b\n\nFrom: " + user + "@uk.ac.x\n\n").letter().from())
                    .isEqualTo(new ReversePath.Null());
        String file = written("From: Joe <joe@x.example>\r\n\r\nx\r\n", new ReversePath.Null());
        assertThat(file).contains("\nSender: postmaster@example.gate\n\nx\n");
        assertThat(Read.by(US, file).letter().from()).isEqualTo(new ReversePath.Null());
    }

    // --- what has no end

    private static JntReader reader(AtomicLong written) {
        return new JntReader(
                JntManner.of(DomainOrder.NRS),
                US,
                NOW,
                (_, _, length) -> written.addAndGet(length));
    }

    private static void write(JntReader reader, String text, int times) {
        byte[] octets = text.repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < times && reader.trouble().isEmpty(); i++)
            reader.write(octets, 0, octets.length);
    }

    @Test
    void whatIsKeptHasBounds() {
        var written = new AtomicLong();
        for (String start : List.of("", "a@b\n\nTo: ", "a@b\n\nVia: ", "a@b\n\nFrom: a@b,\n ")) {
            JntReader endless = reader(written);
            endless.write(start.getBytes(StandardCharsets.US_ASCII), 0, start.length());
            write(endless, "x@y, ", 1_000);
            assertThat(endless.trouble()).as(start).isPresent();
            assertThat(endless.end()).isInstanceOf(JntReading.Unusable.class);
        }
        JntReader lines = reader(written);
        write(lines, "x@y\n", 1_000);
        assertThat(lines.trouble()).isPresent();
        JntReader folded = reader(written);
        folded.write("a@b\n\nTo: x\n".getBytes(StandardCharsets.US_ASCII), 0, 11);
        write(folded, " ,x@y\n", 1_000);
        assertThat(folded.trouble()).isPresent();
    }

    /// Fields that are of no interest here may be as long as they like, and so may the body.
    @Test
    void whatIsNotKeptHasNone() {
        for (String piece : List.of("x", " x\n", "\n", "\r", "\r\n")) {
            var written = new AtomicLong();
            JntReader reader = reader(written);
            String start = "a@b\n\nFrom: a@b\nSubject: ";
            reader.write(start.getBytes(StandardCharsets.US_ASCII), 0, start.length());
            write(reader, piece, 2_000);
            assertThat(reader.end()).isInstanceOf(JntReading.Letter.class);
            assertThat(written.get()).isGreaterThan(2_000_000L * piece.length());
        }
    }

    /// Within its bounds a field costs no more time than its length.
    @Test
    void oddFieldsAreReadAndWrittenInTime() throws IOException {
        for (String piece : List.of(" at a", "\n x", "(", "\"", "@", "%a", "<", ",", "\\", "a ")) {
            String field = "To: x" + piece.repeat(60_000 / piece.length());
            for (String name : List.of("", "Acknowledge-", "Via:", "Sender: a@b\n"))
                assertThat(Read.of("a@b\n\nFrom: a@b\n" + name + field + "\n\n").reading)
                        .isInstanceOf(JntReading.Letter.class);
            for (String name : List.of("", "X-"))
                assertThat(written(name + field + "\r\n\r\n", new ReversePath.Null())).isNotNull();
            assertThat(Read.of("a@b" + piece.repeat(1000) + "\n\nFrom: a@b\n\n").reading)
                    .isNotNull();
        }
        assertThat(why("a" + "%a".repeat(200) + "@b\n\nFrom: a@b\n\n")).contains("a path too long");
        assertThat(why("a@b\n\nFrom: " + "a".repeat(2_000) + "@b\n\n"))
                .isEqualTo("there is no usable sender");
        assertThat(why("a@" + "\u00e4".repeat(900) + "\n\nFrom: a@b\n\n")).matches("[ -~]{1,210}");
    }

    @Test
    void aTraceThatGoesInCirclesIsKeptInPart() {
        var written = new AtomicLong();
        JntReader reader = reader(written);
        String start = "a@b\n\nFrom: a@b\n";
        reader.write(start.getBytes(StandardCharsets.US_ASCII), 0, start.length());
        write(reader, "Via: x ; y\nVia: z ; y\nAcknowledge-To: a@b\n", 100);
        var letter = (JntReading.Letter) reader.end();
        assertThat(((ReversePath.Sender) letter.from()).path().route()).hasSizeLessThan(250);
        assertThat(letter.acknowledgeTo()).hasSizeLessThan(20);
    }

    // --- folding

    @ParameterizedTest
    @ValueSource(strings = {"Subject: ", "X-Long: a ", " "})
    void textIsFoldedAtBlanks(String start) throws IOException {
        String line = start + "word ".repeat(40).strip();
        String file =
                written(
                        (start.isBlank() ? "X: y\r\n" : "") + line + "\r\nFrom: a@b\r\n\r\n",
                        new ReversePath.Sender(path("<a@b>")));
        assertThat(file.lines()).allMatch(one -> one.length() <= 79);
        assertThat(file.replace("\n ", " ")).contains(line);
    }

    @Test
    void noAddressIsFoldedNorAWordWithoutBlanks() throws IOException {
        String long1 =
                "\"A name, with commas, " + "x, ".repeat(30) + "\" <" + "a".repeat(60) + "@b>";
        String message =
                "To: " + long1 + ",c@d,e@f\r\nX-Y: " + "z".repeat(100) + "\r\nFrom: a@b\r\n\r\n";
        String file = written(message, new ReversePath.Sender(path("<a@b>")));
        assertThat(file)
                .contains("To: " + long1 + ",\n c@d,e@f\n")
                .contains("X-Y: " + "z".repeat(100) + "\n");
    }

    private static String written(String message, ReversePath from) throws IOException {
        var envelope =
                new JntEnvelope(
                        US,
                        from,
                        List.of(path("<fred@beta.ac.uk>"), path("<@beta.ac.uk,joe@gamma.ac.uk>")),
                        Optional.empty(),
                        Optional.empty());
        return written(JntManner.of(DomainOrder.NRS), envelope, message);
    }

    private static String written(JntManner manner, JntEnvelope envelope, String message)
            throws IOException {
        try (InputStream letter = JntWriter.letter(manner, envelope, content(message))) {
            return new String(letter.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Content content(String message) {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        return new Content() {
            @Override
            public Measure measure() {
                var measurer = new Measurer();
                measurer.update(octets, 0, octets.length);
                return measurer.measure();
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets);
            }
        };
    }

    private static MailPath path(String text) {
        return ((PathReading.Understood) Rfc780Path.read(text)).path();
    }

    private record Read(JntReading reading, String text) {
        static Read of(String file) {
            return by(ALPHA, file);
        }

        static Read by(Host caller, String file) {
            var text = new ByteArrayOutputStream();
            var reader = new JntReader(JntManner.of(DomainOrder.NRS), caller, NOW, text::write);
            byte[] octets = file.getBytes(StandardCharsets.ISO_8859_1);
            reader.write(octets, 0, octets.length);
            return new Read(reader.end(), text.toString(StandardCharsets.ISO_8859_1));
        }

        JntReading.Letter letter() {
            assertThat(reading).isInstanceOf(JntReading.Letter.class);
            return (JntReading.Letter) reading;
        }
    }
}
