package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses of JNT Mail as docs/nimail.md has them.
final class JntPathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    fred@uk.ac.beta               | fred@beta.ac.uk          | fred@uk.ac.beta
                    fred@beta.ac.uk               | fred@beta.ac.uk          | fred@uk.ac.beta
                    joe%uk.ac.gamma@uk.ac.beta    | @beta.ac.uk,joe@gamma.ac.uk | joe%uk.ac.gamma@uk.ac.beta
                    user%C%B@A                    | @a,@b,user@C             | user%C%B@A
                    fred%b                        | fred@b                   | fred@b
                    user@C@B@A                    | @a,@b,user@C             | user%C%B@A
                    <@A,@B:user@C>                | @a,@b,user@C             | user%C%B@A
                    <@A,@B,user@C>                | @a,@b,user@C             | user%C%B@A
                    @A,@B:user%D@C                | @a,@b,@c,user@D          | user%D%C%B@A
                    Linington%Cambridge%PSS@UCL   | @ucl,@pss,Linington@Cambridge | Linington%Cambridge%PSS@UCL
                    Linington at UCL              | Linington@UCL            | Linington@UCL
                    Joe Smith at UCL              | Joe Smith@UCL            | "Joe Smith"@UCL
                    joe at C at B at A            | @a,@b,joe@C              | joe%C%B@A
                    at at A                       | at@A                     | at@A
                    user@UK.AC.B@[10.0.0.1]       | user@B.AC.UK             | user@UK.AC.B
                    user%C@UK.AC.B@[10.0.0.1]     | @b.ac.uk,user@C          | user%C@UK.AC.B
                    user@[10.0.0.1]               | user@[10.0.0.1]          | user@[10.0.0.1]
                    user%C@[10.0.0.1]             | @[10.0.0.1],user@C       | user%C@[10.0.0.1]
                    user%[10.0.0.1]@C             | @c,user@[10.0.0.1]       | user%[10.0.0.1]@C
                    user@#12                      | user@#12                 | user@#12
                    Fred (of (B)) <fred @ B>      | fred@B                   | fred@B
                    "Fred, of B" <fred@B> (him)   | fred@B                   | fred@B
                    fred (a, b) @ UK . AC . B     | fred@B.AC.UK             | fred@UK.AC.B
                    "a%b"@C                       | a%b@C                    | a%b@C
                    "a%"@C                        | a%@C                     | "a%"@C
                    "%b"@C                        | %b@C                     | "%b"@C
                    "a%b!"@C                      | a%b!@C                   | "a%b!"@C
                    "a b\\"@x"@C                  | a b"@x@C                 | "a b\\"@x"@C
                    a . b@C                       | a.b@C                    | a.b@C
                    """)
    void readsAndWrites(String text, String path, String again) {
        MailPath read = read(text, DomainOrder.NRS);
        assertThat(read).hasToString(path);
        assertThat(JntPath.write(read, DomainOrder.NRS)).contains(again);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fred",
                "@b",
                "fred@",
                "<fred@b",
                "<fred@b> x",
                "fred@b c",
                "fred@b..c",
                "fred@@b",
                "(fred@b",
                "\"fred@b",
                "fred@[10.0.0.1",
                "fred@[x]",
                "@a:fred",
                "@a fred@b",
                "fred, joe@b",
                "list: a@b;",
                "fred\\@b",
                "fr\u00e9d@b",
                "fred@b\u0000"
            })
    void refuses(String text) {
        assertThat(JntPath.read(text, DomainOrder.NRS)).isInstanceOf(PathReading.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "UK.AC.SALBRIDGE.CS,cs.salbridge.ac.uk",
        "cs.salbridge.ac.uk,cs.salbridge.ac.uk", // people wrote that order too
        "UK.AC.CS,cs.ac.uk", // Czechoslovakia is no match for Britain's academics
        "UK.MOD.RSRE,rsre.mod.uk",
        "uk.cs,cs.uk", // both could be a country: NRS first
        "COM.DEC.PA,pa.dec.com",
        "pa.dec.com,pa.dec.com",
        "host.example,host.example",
        "example.host,host.example",
        "alpha.beta,beta.alpha", // neither: NRS first
        "uk.ac.beta.,beta.ac.uk",
        "ISIE,ISIE"
    })
    void countryFirstUnlessTheOtherEndLooksMoreLikeOne(String written, String ours) {
        assertThat(DomainOrder.NRS.read(written)).isEqualToIgnoringCase(ours);
        assertThat(DomainOrder.INTERNET.read(written)).isEqualTo(written);
    }

    @Test
    void aTableHasTheLastWord() {
        var order =
                new DomainOrder(
                        DomainOrder.First.COUNTRY,
                        Map.of("EXAMPLE.UK", "example.uk", "Big.Host", "h.example"));
        assertThat(order.read("example.uk")).isEqualTo("example.uk");
        assertThat(order.write("Example.UK")).isEqualTo("example.uk");
        assertThat(order.read("big.host.")).isEqualTo("h.example");
        assertThat(order.write("h.example")).isEqualTo("big.host");
    }

    /// As it comes back from worlds that do not look into a user's name.
    @ParameterizedTest
    @CsvSource({
        "jane%gamma.ac.uk,jane%uk.ac.gamma@uk.ac.beta", // mail-two-recipients
        "jane%d.edu%gamma.ac.uk,jane%edu.d%uk.ac.gamma@uk.ac.beta",
        "a b%gamma.ac.uk,\"a b\"%uk.ac.gamma@uk.ac.beta",
        "50%,\"50%\"@uk.ac.beta",
        "a%%b,\"a%\"%b@uk.ac.beta"
    })
    void hostsBehindPercentSignsAreARoute(String user, String written) {
        MailPath path = MailPath.to(new Mailbox(user, new Host.Name("beta.ac.uk")));
        assertThat(JntPath.write(path, DomainOrder.NRS)).hasValue(written);
    }

    @Test
    void whatNoAddressMayHaveIsNotWritten() {
        for (String user : List.of("a\rb", "a\nb", "\u00e9", "a\u0000"))
            assertThat(
                            JntPath.write(
                                    MailPath.to(new Mailbox(user, new Host.Name("B"))),
                                    DomainOrder.NRS))
                    .as(user)
                    .isEmpty();
    }

    private static MailPath read(String text, DomainOrder order) {
        return switch (JntPath.read(text, order)) {
            case PathReading.Understood(var path) -> path;
            case PathReading.Malformed(var why) -> throw new AssertionError(text + ": " + why);
        };
    }
}
