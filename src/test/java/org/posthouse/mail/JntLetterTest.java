package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.posthouse.mail.JntFile.NOW;
import static org.posthouse.mail.JntFile.US;
import static org.posthouse.mail.JntFile.path;
import static org.posthouse.mail.JntFile.why;
import static org.posthouse.mail.JntFile.written;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.JntFile.Read;

/// Letters read, written, and read again by the other side.
final class JntLetterTest {
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
        assertThat(read.text())
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

    @Test
    void whoAsksForAnAcknowledgementIsNamedOnce() throws IOException {
        var envelope =
                new JntEnvelope(
                        US,
                        new ReversePath.Sender(path("<a@b.uk>")),
                        List.of(path("<c@d>")),
                        Optional.of(path("<@x.uk,a@b.uk>")),
                        Optional.empty());
        JntManner manner = JntManner.of(DomainOrder.NRS);
        assertThat(written(manner, envelope, "From: a@b.uk\r\n\r\nx\r\n"))
                .isEqualTo("c@d\n\nFrom: a@uk.b\nAcknowledge-To: a%uk.b@uk.x\n\nx\n");
        assertThat(written(manner, envelope, "From: a@b.uk\r\nAcknowledge-To: e@f\r\n\r\n"))
                .isEqualTo("c@d\n\nFrom: a@uk.b\nAcknowledge-To: e@f\n\n");
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
        assertThat(read.text()).endsWith("\r\nReply-to: Kirstein at ISID at UCL\r\n\r\nbody\r\n");
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
        assertThat(read.text())
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
}
