package org.posthouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.Content;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;

/// MIME for SMTP hosts that take less than a message has: 7 bits, lines of 1000 octets.
final class EncodingTest {
    private static final Limits SEVEN =
            new Limits(1000, Measure.Width.SEVEN_BIT, 1_000_000, Limits.Readers.MIME);
    private static final Limits EIGHT =
            new Limits(1000, Measure.Width.EIGHT_BIT, 1_000_000, Limits.Readers.MIME);
    private static final Environment WORLD =
            new Environment(
                    ShapeSettings.defaults(),
                    "relay.example",
                    PathSizes.RFC_780,
                    HostNames.NONE,
                    Aliases.NONE,
                    Keeping.NONE);

    private static Fit fit(String letter, Limits limits) throws IOException {
        Content content = Letters.content(letter);
        return new Shapes(Letters.message("ESMTP", content), content, WORLD).fit(limits);
    }

    private static String encoded(String letter, Limits limits) throws IOException {
        Content shape = ((Fit.Fits) fit(letter, limits)).content();
        return Letters.text(shape);
    }

    @Test
    void textBecomesQuotedPrintable() throws IOException {
        assertThat(
                        encoded(
                                """
                                Subject: x
                                MIME-Version: 1.0
                                Content-Type: text/plain; charset=utf-8
                                Content-Transfer-Encoding: 8bit
                                X-Last: y

                                Gr\u00c3\u00bc\u00c3\u009fe = hello\40
                                .
                                """,
                                SEVEN))
                .isEqualTo(
                        """
                        Subject: x
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=utf-8
                        X-Last: y
                        Content-Transfer-Encoding: quoted-printable

                        Gr=C3=BC=C3=9Fe =3D hello=20
                        .
                        """);
    }

    @Test
    void onlyThePartsThatNeedItAreEncoded() throws IOException {
        String letter =
                """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"
                Content-Transfer-Encoding: 8bit

                for nobody
                --b
                Content-Type: text/plain

                plain  text
                --b
                Content-Type: image/x-raw
                Content-Transfer-Encoding: binary

                \u0000\u0001\u00ff
                --b
                Content-Type: message/rfc822
                Content-Transfer-Encoding: 8bit

                Subject: inner
                Content-Type: text/html; charset=iso-8859-1
                Content-Transfer-Encoding: 8bit

                <p>caf\u00e9
                --b--
                """;
        assertThat(encoded(letter, SEVEN))
                .isEqualTo(
                        """
                        MIME-Version: 1.0
                        Content-Type: multipart/mixed; boundary="b"
                        Content-Transfer-Encoding: 7bit

                        --b
                        Content-Type: text/plain

                        plain  text
                        --b
                        Content-Type: image/x-raw
                        Content-Transfer-Encoding: base64

                        AAH/

                        --b
                        Content-Type: message/rfc822
                        Content-Transfer-Encoding: 7bit

                        Subject: inner
                        Content-Type: text/html; charset=iso-8859-1
                        Content-Transfer-Encoding: quoted-printable

                        <p>caf=E9
                        --b--
                        """);
    }

    @Test
    void aLineTooLongIsEncodedForAHostOfEightBits() throws IOException {
        String letter =
                "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
                        + "cafe caf\u00c3\u00a9 ".repeat(150)
                        + "\n";
        assertThat(encoded(letter, EIGHT))
                .contains("Content-Transfer-Encoding: quoted-printable\n\ncafe caf=C3=A9 cafe");
    }

    @Test
    void textWithoutMimeBecomesMime() throws IOException {
        assertThat(encoded("Subject: x\n\ncaf\u00e9\n", SEVEN))
                .isEqualTo(
                        """
                        Subject: x
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=unknown-8bit
                        Content-Transfer-Encoding: quoted-printable

                        caf=E9
                        """);
        assertThat(encoded("Subject: x\n\n" + "a ".repeat(600) + "\n", SEVEN))
                .contains("charset=us-ascii\nContent-Transfer-Encoding: quoted-printable\n");
    }

    @Test
    void headersAreEncodedToo() throws IOException {
        String letter =
                """
                From: J\u00c3\u00bcrgen <j@x.example>, b@y.example
                Subject: Ein gr\u00c3\u00bcner Tag
                MIME-Version: 1.0
                Content-Type: application/x; name="\u00c3\u00bc.bin"; a="b c"

                text
                """;
        assertThat(encoded(letter, SEVEN))
                .isEqualTo(
                        """
                        From: =?ISO-8859-1?Q?J=FCrgen?= <j@x.example>, b@y.example
                        Subject: =?ISO-8859-1?Q?Ein_gr=FCner_Tag?=
                        MIME-Version: 1.0
                        Content-Type: application/x; a="b c"; name*=utf-8''%C3%BC.bin

                        text
                        """);
    }

    @Test
    void whatIsSignedIsNotTouched() throws IOException {
        String signed =
                """
                MIME-Version: 1.0
                Content-Type: multipart/signed; boundary=s

                --s
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                caf\u00c3\u00a9
                --s
                Content-Type: application/pgp-signature

                x
                --s--
                """;
        assertThat(fit(signed, SEVEN))
                .isInstanceOfSatisfying(
                        Fit.Unfit.class,
                        unfit -> assertThat(unfit.why().status()).isEqualTo("5.6.3"));
        String around =
                """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=o

                --o
                Content-Type: multipart/signed; boundary=s

                pre
                --s \t
                Content-Type: text/plain

                to be kept\40\40

                --s
                Content-Type: application/pgp-signature

                x
                --s--
                post
                --o
                Content-Type: text/plain

                caf\u00e9
                --o--
                """;
        assertThat(encoded(around, SEVEN))
                .contains(
                        """
                        Content-Type: multipart/signed; boundary=s

                        pre
                        --s \t
                        Content-Type: text/plain

                        to be kept\40\40

                        --s
                        Content-Type: application/pgp-signature

                        x
                        --s--
                        post
                        --o
                        Content-Type: text/plain
                        Content-Transfer-Encoding: quoted-printable

                        caf=E9
                        --o--
                        """);
    }

    @Test
    void whatFitsIsTheSameContent() throws IOException {
        Content content = Letters.content("Subject: caf\u00e9\n\n\u00e9\n");
        var shapes = new Shapes(Letters.message("ESMTP", content), content, WORLD);
        assertThat(((Fit.Fits) shapes.fit(EIGHT)).content()).isSameAs(content);
    }

    @Test
    void aNestThatIsTooDeepIsSentBackWithThatReason() throws IOException {
        var letter = new StringBuilder("MIME-Version: 1.0\n");
        for (int i = 0; i < 60; i++)
            letter.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
        letter.append("Content-Type: text/plain\n\ncaf\u00e9\n");
        assertThat(fit(letter.toString(), SEVEN))
                .isInstanceOfSatisfying(
                        Fit.Unfit.class,
                        unfit -> assertThat(unfit.why().reply()).contains("more than 40 deep"));
    }
}
