package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whom a text is from, by its header: one mailbox, or nobody.
final class AuthorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // RFC 561, RFC 733 and today's forms
                "From: White at SRI-ARC                              | <White@SRI-ARC>",
                "FROM: KLH@MIT-AI                                    | <KLH@MIT-AI>",
                "from: KLH @ MIT-AI                                  | <KLH@MIT-AI>",
                "From: Ken (the one at SRI) <klh@sri-kl>             | <klh@sri-kl>",
                "From: klh@sri-kl (Ken Harrenstien)                  | <klh@sri-kl>",
                "From: Ken <klh at sri-kl>                           | <klh@sri-kl>",
                "From: \"Ken, the <one>\" <klh@sri-kl>               | <>",
                "From: \"Ken, of SRI\" <klh@sri-kl>                  | <klh@sri-kl>",
                "From: <@a,@b:klh@sri-kl>                            | <klh@sri-kl>",
                "From: \"J. Random\"@mit-ai                          | <J. Random@mit-ai>",
                "From: a at b~Sender: c at d                         | <c@d>",
                "Sender: c at d~From: a at b, e at f                 | <c@d>",
                "Date: now~From:~ a at b~Subject: x                  | <a@b>",
                // nobody: several, none, a program, not in the header
                "From: a at b, c at d                                | <>",
                "From: <a@b>, <c@d>                                  | <>",
                "From: KLH                                           | <>",
                "From:                                               | <>",
                "Fromage: a at b                                     | <>",
                "Sender: nobody in particular~From: a at b           | <>",
                "From: Mail-Daemon at MIT-AI                         | <>",
                "From: Mail system of x <postmaster@x>               | <>",
                "From: MTP at X                                      | <>",
                "Subject: x~~From: a at b                            | <>",
                "~From: a at b                                       | <>",
                "From: a(((@b                                        | <>",
                "From: \\                                            | <>",
            })
    void theHeaderSays(String header, String path) {
        String text = header.strip().replace("~", "\r\n") + "\r\n\r\nText\r\n";
        for (int cut = 0; cut <= text.length(); cut++) assertThat(path(text, cut)).isEqualTo(path);
    }

    @Test
    void aHeaderMayBeAllThereIs() {
        assertThat(path("From: a at b", 3)).isEqualTo("<a@b>");
        assertThat(path("From: a at b\n\nFrom: c at d\n", 3)).isEqualTo("<a@b>");
        assertThat(path("", 0)).isEqualTo("<>");
    }

    @Test
    void aHeaderWithoutEndTakesNoMemory() {
        var author = new Author();
        byte[] block = "X: y\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 10_000; i++) author.hear(block, 0, block.length);
        assertThat(author.path().shown()).isEqualTo("<>");
    }

    @Property(tries = 2000)
    void nothingThrows(@ForAll byte[] noise) {
        byte[] text = Arrays.copyOf("From: ".getBytes(StandardCharsets.US_ASCII), 6 + noise.length);
        System.arraycopy(noise, 0, text, 6, noise.length);
        var author = new Author();
        author.hear(text, 0, text.length);
        assertThat(author.path()).isNotNull();
    }

    private static String path(String text, int cut) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        var author = new Author();
        author.hear(octets, 0, cut);
        author.hear(octets, cut, octets.length - cut);
        return author.path().shown();
    }
}
