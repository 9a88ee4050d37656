package org.posthouse.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.smtp.Command.*;

/// Command lines to values: a table, and noise. What the receiver makes of them is played in
/// transcripts.
final class CommandTest {
    private static final MailPath A_AT_B = MailPath.to(new Mailbox("a", new Host.Name("b")));
    private static final ReversePath FROM_A = new ReversePath.Sender(A_AT_B);

    @Test
    void table() {
        assertThat(parse("ehlo  x ")).isEqualTo(new Ehlo("x"));
        assertThat(parse("HELO [10.3.0.6]")).isEqualTo(new Helo("[10.3.0.6]"));
        assertThat(parse("MAIL FROM:<>")).isEqualTo(new Mail(new ReversePath.Null(), 0));
        assertThat(parse("MAIL FROM:<a@b>")).isEqualTo(new Mail(FROM_A, 0));
        assertThat(parse("mail  from: <a@b>  Size=12 ")).isEqualTo(new Mail(FROM_A, 12));
        assertThat(parse("MAIL FROM:<a@b> BODY=7bit SIZE=0")).isEqualTo(new Mail(FROM_A, 0));
        assertThat(parse("MAIL FROM:<a@b> SIZE=9223372036854775807"))
                .isEqualTo(new Mail(FROM_A, Long.MAX_VALUE));
        assertThat(parse("MAIL FROM:<a@b> SIZE=18446744073709551617"))
                .isEqualTo(new Mail(FROM_A, Long.MAX_VALUE));
        assertThat(parse("RCPT TO:<a@b>")).isEqualTo(new Rcpt(A_AT_B));
        assertThat(parse("RCPT TO:<postmaster>")).isEqualTo(Bare.RCPT_POSTMASTER);
        assertThat(parse("RCPT TO:<\"x> y\"@b>"))
                .isEqualTo(new Rcpt(MailPath.to(new Mailbox("x> y", new Host.Name("b")))));
        assertThat(parse("VRFY <a@b>")).isEqualTo(new Vrfy("a@b"));
        assertThat(parse("noop \"?\"")).isEqualTo(Bare.NOOP);
        assertThat(parse("data \t ")).isEqualTo(Bare.DATA);
        assertThat(parse("")).isEqualTo(new Wrong(Reply.UNKNOWN));
        assertThat(parse(" DATA")).isEqualTo(new Wrong(Reply.UNKNOWN));
        assertThat(parse("DATA\tx")).isEqualTo(new Wrong(Reply.CHARACTERS));
    }

    @Property(tries = 10_000)
    void noiseIsUnderstoodOrRefused(@ForAll("lines") String line) {
        holds(line);
    }

    @Tag("soak")
    @Property(tries = 1_000_000)
    void muchNoiseIsUnderstoodOrRefused(@ForAll("lines") String line) {
        holds(line);
    }

    /// Whatever is understood can be said again, and means the same.
    private static void holds(String line) {
        Command command = parse(line);
        switch (command) {
            case Mail(ReversePath.Sender(var path), var size) ->
                    assertThat(parse("MAIL FROM:" + written(path) + " SIZE=" + size))
                            .isEqualTo(command);
            case Mail(ReversePath.Null(), var size) ->
                    assertThat(parse("MAIL FROM:<> SIZE=" + size)).isEqualTo(command);
            case Rcpt(var path) -> assertThat(parse("RCPT TO:" + written(path))).isEqualTo(command);
            case Ehlo(var name) -> assertThat(parse("EHLO " + name)).isEqualTo(command);
            case Helo(var name) -> assertThat(parse("HELO " + name)).isEqualTo(command);
            case Vrfy(var user) -> assertThat(user).isNotBlank();
            case Wrong(var reply) -> assertThat(reply.code()).isBetween(500, 555);
            case Bare _ -> {
                // has nothing in it
            }
        }
    }

    private static String written(MailPath path) {
        return Rfc5321Path.write(path).orElseThrow();
    }

    private static Command parse(String line) {
        return Command.parse(line, 4096);
    }

    /// Pieces of commands in any order, and octets in between.
    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> piece =
                Arbitraries.of(
                        "MAIL",
                        "RCPT",
                        "EHLO",
                        "HELO",
                        "VRFY",
                        "DATA",
                        "NOOP",
                        "quit",
                        " ",
                        "  ",
                        "FROM:",
                        "to:",
                        "MAIL FROM:<",
                        "RCPT TO:<",
                        "<",
                        ">",
                        "<>",
                        "@",
                        ":",
                        ",",
                        "\"",
                        "\\",
                        ".",
                        "a",
                        "b.c",
                        "[10.3.0.6]",
                        "[IPv6:::1]",
                        "#12",
                        "postmaster",
                        " SIZE=",
                        " BODY=",
                        "8BITMIME",
                        "7BIT",
                        "=",
                        "0",
                        "99999999999999999999");
        Arbitrary<String> octets =
                Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(5);
        Arbitrary<String> path =
                Arbitraries.strings()
                        .withChars("ab.@\"\\ ><,:[]#")
                        .ofMaxLength(12)
                        .map(inside -> "RCPT TO:<" + inside + "@b>");
        Arbitrary<String> some =
                Arbitraries.frequencyOf(Tuple.of(9, piece), Tuple.of(1, octets))
                        .list()
                        .ofMaxSize(12)
                        .map(pieces -> String.join("", pieces));
        return Arbitraries.oneOf(some, some.map(s -> "MAIL FROM:<a@b>" + s), path);
    }
}
