package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The grammar of RFC 5321 sections 4.1.2 and 4.1.3, by example.
final class Rfc5321PathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    <Smith@bar.com>           | Smith@bar.com           | <Smith@bar.com>
                    <@hosta.int,@jkl.org:userc@d.bar.org> | @hosta.int,@jkl.org,userc@d.bar.org | \
                    <@hosta.int,@jkl.org:userc@d.bar.org>
                    <@ONE,@TWO:JOE@THREE>     | @one,@two,JOE@THREE     | <@ONE,@TWO:JOE@THREE>
                    <"Joe\\,Smith"@a>         | Joe,Smith@a             | <"Joe,Smith"@a>
                    <"Joe Smith"@a>           | Joe Smith@a             | <"Joe Smith"@a>
                    <"joe"@a>                 | joe@a                   | <joe@a>
                    <"a.b"@a>                 | a.b@a                   | <a.b@a>
                    <"a..b"@a>                | a..b@a                  | <"a..b"@a>
                    <".a"@a>                  | .a@a                    | <".a"@a>
                    <"\\"\\\\"@a>             | "\\@a                   | <"\\"\\\\"@a>
                    <"<a@b>"@a>               | <a@b>@a                 | <"<a@b>"@a>
                    <!#$%&'*+-/=?^_`{}~@a>    | !#$%&'*+-/=?^_`{}~@a    | <!#$%&'*+-/=?^_`{}~@a>
                    <u@[123.255.37.2]>        | u@[123.255.37.2]        | <u@[123.255.37.2]>
                    <u@[010.003.000.006]>     | u@[10.3.0.6]            | <u@[10.3.0.6]>
                    <u@[IPv6:2001:DB8::1]>    | u@[ipv6:2001:db8::1]    | <u@[IPv6:2001:db8::1]>
                    <u@[ipv6:::FFFF:10.3.0.6]> | u@[ipv6:::ffff:10.3.0.6] | \
                    <u@[IPv6:::ffff:10.3.0.6]>
                    <u@[X-tag:abc!def]>       | u@[x-tag:abc!def]       | <u@[X-tag:abc!def]>
                    <u@#1234>                 | u@#1234                 | <u@#1234>
                    <u@under_score.>          | u@under_score.          | <u@under_score.>
                    """)
    void readsAndWrites(String text, String path, String again) {
        MailPath read = read(text);
        assertThat(read).hasToString(path);
        assertThat(Rfc5321Path.write(read)).contains(again);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<>",
                "u@a",
                "<u@a",
                "<u@a>x",
                "<u>",
                "<@a>",
                "<@a:>",
                "<@a:u>",
                "<@a,u@b>", // MTP's way
                "<@a,:u@b>",
                "<u@>",
                "<.u@a>",
                "<u.@a>",
                "<u..v@a>",
                "<Joe\\,Smith@a>", // MTP's way
                "<Joe Smith@a>",
                "<\"\"@a>", // the grammar has it, but nobody can be it
                "<\"a@a>",
                "<\"a\\\"@a>",
                "<\"a\"b@a>",
                "<\"a\u0001\"@a>",
                "<\"a\\\u0001\"@a>",
                "<\"\u00e9\"@a>",
                "<\u00e9@a>",
                "<u@\u00e9>",
                "<u@[300.1.1.1]>",
                "<u@[1.2.3]>",
                "<u@[IPv6:]>",
                "<u@[IPv6:1.2.3.4]>",
                "<u@[IPv6:1::2::3]>",
                "<u@[IPv6:fe80::1%eth0]>",
                "<u@[tag]>",
                "<u@[tag:]>",
                "<u@[tag-:x]>",
                "<u@[:x]>",
                "<u@[tag:a\\b]>",
                "<u@a..b>",
                "<u@.a>",
                "<u@a b>"
            })
    void refuses(String text) {
        assertThat(Rfc5321Path.read(text)).isInstanceOf(PathReading.Malformed.class);
    }

    @Test
    void noControlOrForeignCharacterIsWritten() {
        for (String user : List.of("a\rb", "a\nb", "\u0001", "\u007f", "\u00e9"))
            assertThat(Rfc5321Path.write(MailPath.to(new Mailbox(user, new Host.Name("b")))))
                    .as(user)
                    .isEmpty();
        for (String host : List.of("a\rb", "\u00e9", "a>b", "a b"))
            assertThat(Rfc5321Path.write(MailPath.to(new Mailbox("a", new Host.Name(host)))))
                    .as(host)
                    .isEmpty();
    }

    private static MailPath read(String text) {
        return switch (Rfc5321Path.read(text)) {
            case PathReading.Understood(var path) -> path;
            case PathReading.Malformed(var why) -> throw new AssertionError(why);
        };
    }
}
