package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The grammar of RFC 780 section 5.1.2, by example.
final class Rfc780PathTest {
    /// The path as read, and as it is written again: what stands in the RFC, then each rule.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    <waldo@A>              | waldo@A            | <waldo@A>
                    <@Y,@X,fubar@Z>        | @y,@x,fubar@Z      | <@Y,@X,fubar@Z>
                    <@A,X@Y>               | @a,X@Y             | <@A,X@Y>
                    <Joe\\,Smith@MIT-AI>   | Joe,Smith@MIT-AI   | <Joe\\,Smith@MIT-AI>
                    <Joe Smith@MIT-AI>     | Joe Smith@MIT-AI   | <Joe Smith@MIT-AI>
                    <a\\@b\\<\\>\\\\@C>    | a@b<>\\@C          | <a\\@b\\<\\>\\\\@C>
                    <\\(\\)\\;\\:\\"@C>    | ();:"@C            | <\\(\\)\\;\\:\\"@C>
                    <\\a\\b@C>             | ab@C               | <ab@C>
                    <.@C>                  | .@C                | <.@C>
                    <a[1]@C>               | a[1]@C             | <a[1]@C>
                    <waldo@#1234>          | waldo@#1234        | <waldo@#1234>
                    <@#7,waldo@#00012>     | @#7,waldo@#12      | <@#7,waldo@#12>
                    <w@[123.255.037.021]>  | w@[123.255.37.21]  | <w@[123.255.037.021]>
                    <w@[10.3.0.6]>         | w@[10.3.0.6]       | <w@[010.003.000.006]>
                    <w@[IPv6:::1]>         | w@[ipv6:::1]       | <w@[IPv6:::1]>
                    <w@isi.edu.>           | w@isi.edu.         | <w@isi.edu.>
                    """)
    void readsAndWrites(String text, String path, String again) {
        MailPath read = read(text);
        assertThat(read).hasToString(path);
        assertThat(Rfc780Path.write(read)).contains(again);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<>",
                "<",
                "waldo@A",
                "<waldo@A",
                "<waldo>",
                "<@A>",
                "<@A,>",
                "<@A,waldo>",
                "<waldo@>",
                "<waldo@A>x",
                "<waldo@A> ",
                " <waldo@A>",
                "<Joe,Smith@A>",
                "<a@b@c>",
                "<@A:waldo@B>", // SMTP's way
                "<\"a\"@B>", // SMTP's way too
                "<a(comment)@B>",
                "<a\u0001@B>",
                "<a\u007f@B>",
                "<\u00e9@B>",
                "<\\\u00e9@B>",
                "<a\\",
                "<a@#>",
                "<a@#12x>",
                "<a@#1234567890123456789>", // beyond any network's numbers
                "<a@[123.255.37.321]>", // the RFC's own example, above its own 255
                "<a@[1.2.3]>",
                "<a@[1.2.3.4.5]>",
                "<a@[1.2.3.4]",
                "<a@[1.2.3.0004]>",
                "<a@[]>",
                "<a@[IPv6:12345::]>",
                "<a@.b>",
                "<a@b..c>",
                "<a@-b>",
                "<a@b c>"
            })
    void refuses(String text) {
        assertThat(Rfc780Path.read(text)).isInstanceOf(PathReading.Malformed.class);
    }

    @Test
    void aControlCharacterMayBeQuoted() {
        assertThat(read("<a\\\u0001\\\u007f@B>").mailbox().user()).isEqualTo("a\u0001\u007f");
        assertThat(Rfc780Path.write(read("<a\\\u0001\\\u007f@B>")))
                .contains("<a\\\u0001\\\u007f@B>");
    }

    @Test
    void noLineEndOrForeignCharacterIsWritten() {
        for (String user : List.of("a\rb", "a\nb", "a\r\nQUIT", "\u00e9", "\u2028"))
            assertThat(Rfc780Path.write(MailPath.to(new Mailbox(user, new Host.Name("B")))))
                    .as(user)
                    .isEmpty();
        for (String host : List.of("a\rb", "a\nb", "\u00e9", "a>b", "a b"))
            assertThat(Rfc780Path.write(MailPath.to(new Mailbox("a", new Host.Name(host)))))
                    .as(host)
                    .isEmpty();
    }

    private static MailPath read(String text) {
        return switch (Rfc780Path.read(text)) {
            case PathReading.Understood(var path) -> path;
            case PathReading.Malformed(var why) -> throw new AssertionError(why);
        };
    }
}
