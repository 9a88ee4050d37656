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
import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.Xtext;
import org.posthouse.smtp.Command.*;

/// Command lines to values: a table, and noise. What the receiver makes of them is played in
/// transcripts.
final class CommandTest {
    private static final MailPath A_AT_B = MailPath.to(new Mailbox("a", new Host.Name("b")));
    private static final ReversePath FROM_A = new ReversePath.Sender(A_AT_B);
    private static final Extensions DSN = Extensions.of(List.of("host", "DSN"));

    @Test
    void table() {
        assertThat(parse("ehlo  x ")).isEqualTo(new Ehlo("x"));
        assertThat(parse("HELO [10.3.0.6]")).isEqualTo(new Helo("[10.3.0.6]"));
        assertThat(parse("MAIL FROM:<>")).isEqualTo(mail(new ReversePath.Null(), 0));
        assertThat(parse("MAIL FROM:<a@b>")).isEqualTo(mail(FROM_A, 0));
        assertThat(parse("mail  from: <a@b>  Size=12 ")).isEqualTo(mail(FROM_A, 12));
        assertThat(parse("MAIL FROM:<a@b> BODY=7bit SIZE=0")).isEqualTo(mail(FROM_A, 0));
        assertThat(parse("MAIL FROM:<a@b> SIZE=9223372036854775807"))
                .isEqualTo(mail(FROM_A, Long.MAX_VALUE));
        assertThat(parse("MAIL FROM:<a@b> SIZE=18446744073709551617"))
                .isEqualTo(mail(FROM_A, Long.MAX_VALUE));
        assertThat(parse("RCPT TO:<a@b>")).isEqualTo(rcpt(A_AT_B));
        assertThat(parse("RCPT TO:<postmaster>")).isEqualTo(new RcptPostmaster(Request.NONE));
        assertThat(parse("RCPT TO:<\"x> y\"@b>"))
                .isEqualTo(rcpt(MailPath.to(new Mailbox("x> y", new Host.Name("b")))));
        assertThat(parse("MAIL FROM:<> ret=hdrs SIZE=1 envid=a+20b"))
                .isEqualTo(
                        new Mail(
                                new ReversePath.Null(),
                                1,
                                new Reporting(
                                        Optional.of(Reporting.Ret.HDRS),
                                        Optional.of(Xtext.of("a b")),
                                        List.of())));
        assertThat(parse("RCPT TO:<a@b> ORCPT=rfc822;c@d notify=never"))
                .isEqualTo(
                        new Rcpt(
                                A_AT_B,
                                new Request(
                                        new Notify.Never(),
                                        OriginalRecipient.parse("rfc822;c@d"))));
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
            case Mail(var from, var size, var reporting) -> {
                String path =
                        switch (from) {
                            case ReversePath.Sender(var sender) -> written(sender);
                            case ReversePath.Null() -> "<>";
                        };
                String asked = DSN.parameters(reporting);
                assertThat(parse("MAIL FROM:" + path + " SIZE=" + size + asked)).isEqualTo(command);
            }
            case Rcpt(var path, var request) ->
                    assertThat(parse("RCPT TO:" + written(path) + DSN.parameters(request)))
                            .isEqualTo(command);
            case RcptPostmaster(var request) ->
                    assertThat(parse("RCPT TO:<Postmaster>" + DSN.parameters(request)))
                            .isEqualTo(command);
            case Ehlo(var name) -> assertThat(parse("EHLO " + name)).isEqualTo(command);
            case Helo(var name) -> assertThat(parse("HELO " + name)).isEqualTo(command);
            case Vrfy(var user) -> assertThat(user).isNotBlank();
            case Wrong(var reply) -> assertThat(reply.code()).isBetween(500, 555);
            case Bare _ -> {
                // has nothing in it
            }
        }
    }

    private static Mail mail(ReversePath from, long size) {
        return new Mail(from, size, Reporting.NONE);
    }

    private static Rcpt rcpt(MailPath to) {
        return new Rcpt(to, Request.NONE);
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
                        " RET=",
                        " ENVID=",
                        " NOTIFY=",
                        " ORCPT=",
                        "NEVER",
                        "SUCCESS",
                        "delay",
                        "hdrs",
                        "rfc822;",
                        "+2B",
                        "+",
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
        return Arbitraries.oneOf(
                some,
                some.map(s -> "MAIL FROM:<a@b>" + s),
                some.map(s -> "RCPT TO:<a@b>" + s),
                path);
    }
}
