package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceFieldTest {
    private static final Instant WHEN = Instant.parse("2026-09-05T03:04:05.678Z");
    private static final MessageId ID = MessageId.of(0, 1_700_000_000_000L, 1);
    private static final Mailbox JOE = new Mailbox("joe", new Host.Name("here.example"));

    @Test
    void saysWhoWhereHowAndWhen() throws IOException {
        assertThat(field("esmtp.example", Optional.empty(), Optional.of(JOE)))
                .matches(
                        """
                        Received: from esmtp\\.example \\(\\[10\\.3\\.0\\.6]\\)
                        \tby here\\.example \\(Posthouse\\) with ESMTP id %s
                        \tfor <joe@here\\.example>;
                        \t[A-Z][a-z]{2}, \\d{1,2} Sep 2026 \\d{2}:\\d{2}:05 [+-]\\d{4}
                        """
                                .formatted(ID)
                                .replace("\n", "\r\n"));
    }

    @Test
    void leavesOutWhatIsNotKnown() throws IOException {
        assertThat(field("", Optional.of("TLSv1.3 TLS_AES_128_GCM_SHA256"), Optional.empty()))
                .startsWith("Received: from [10.3.0.6]\r\n")
                .contains(" with ESMTP (TLSv1.3 TLS_AES_128_GCM_SHA256) id " + ID + ";\r\n")
                .doesNotContain("for ");
    }

    @Test
    void theDateIsRfc5322s() {
        String date = TraceField.date(WHEN);
        assertThat(
                        DateTimeFormatter.RFC_1123_DATE_TIME
                                .withLocale(Locale.ENGLISH)
                                .parse(date, Instant::from))
                .isEqualTo(WHEN.truncatedTo(ChronoUnit.SECONDS));
        assertThat(date).doesNotEndWith("GMT");
    }

    @ParameterizedTest
    @CsvSource({
        "10.3.0.6,[10.3.0.6]",
        "::1,[IPv6:::1]",
        "::,[IPv6:::]",
        "2001:db8:0:0:1:0:0:0,[IPv6:2001:db8:0:0:1::]",
        "2001:db8:0:1:1:1:1:1,[IPv6:2001:db8:0:1:1:1:1:1]",
        "fe80::1,[IPv6:fe80::1]",
        "::ffff:10.3.0.6,[10.3.0.6]",
        "1:0:0:2:0:0:0:3,[IPv6:1:0:0:2::3]"
    })
    void anAddressIsWrittenAsALiteral(String address, String literal) {
        assertThat(TraceField.literal(InetAddress.ofLiteral(address))).isEqualTo(literal);
    }

    @Property
    void everyAddressIsALiteralThatIsReadBack(@ForAll byte[] seed) throws IOException {
        byte[] octets = Arrays.copyOf(seed, 16);
        InetAddress address = InetAddress.getByAddress(octets);
        String literal = TraceField.literal(address);
        assertThat(Rfc5321Path.read("<a@" + literal + ">"))
                .isInstanceOf(PathReading.Understood.class);
        assertThat(InetAddress.ofLiteral(literal.replaceAll("[\\[\\]]|IPv6:", "")))
                .isEqualTo(address);
    }

    /// A peer may call itself what it likes; a receiver that lets it pass must not let it write
    /// fields, or clauses, of its own.
    @Property
    void aPeersNameStaysAName(@ForAll String name) throws IOException {
        String field = field(name, Optional.empty(), Optional.empty());
        assertThat(field.split("\r\n", -1)).hasSize(4);
        assertThat(field.replace("\r\n", "")).matches("[\t -~]*");
        assertThat(field.lines().skip(1)).allMatch(line -> line.startsWith("\t"));
        assertThat(field.chars().filter(c -> c == ';')).hasSize(1);
        assertThat(field.lines().findFirst().orElseThrow().chars().filter(c -> c == '('))
                .hasSizeLessThanOrEqualTo(1);
    }

    private static String field(String name, Optional<String> tls, Optional<Mailbox> only)
            throws IOException {
        var peer = new Peer(InetAddress.ofLiteral("10.3.0.6"), "ESMTP", name);
        var field = new TraceField(peer, "here.example", ID, WHEN, tls, only);
        return new String(field.octets(), StandardCharsets.ISO_8859_1);
    }
}
