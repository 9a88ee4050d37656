package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc780Path;

/// The parser of command lines against noise and against what a sender writes.
final class CommandTest {
    private static final String PIECES =
            "MAIL FROM:<|> TO:<|MRCP TO:<|MRSQ |HELP |QUIT|NOOP|CONT|ABRT|@A,|@|\\|\\>|<|>|#12|"
                    + "[010.003.000.006]| |?|R|waldo@A|\u00ff|\u008a|\u0000|\"|,|:";

    @Property(tries = 10_000)
    void nothingThatIsSaidThrows(@ForAll("lines") String line) {
        check(line);
    }

    @Property(tries = 1_000_000)
    @Tag("soak")
    void nothingThatIsSaidThrowsInAMillion(@ForAll("lines") String line) {
        check(line);
    }

    private static void check(String line) {
        for (Dialect dialect : Dialect.values()) check(Command.parse(line, dialect));
    }

    private static void check(Command command) {
        assertThat(command).isNotNull();
        if (command instanceof Command.Mail(var from, var to)) {
            assertThat(to).isNotNull();
            assertThat(from.mailbox().user()).isNotEmpty().matches("(?s)[\\x00-\\x7f]*");
        }
        if (command instanceof Command.Mrsq(var argument))
            assertThat(argument).doesNotContain("\r", "\n").isEqualTo(argument.strip());
    }

    /// Half octets at random, half pieces of commands in any order.
    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> octets =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(300);
        Arbitrary<String> pieces =
                Arbitraries.of(PIECES.split("\\|"))
                        .list()
                        .ofMaxSize(30)
                        .map(list -> String.join("", list));
        return Arbitraries.oneOf(octets, pieces);
    }

    /// Reader and writer are each other's inverse, whatever is in a user's name but a line's end.
    @Property(tries = 2000)
    void whatASenderWritesIsUnderstood(
            @ForAll("paths") MailPath from, @ForAll("paths") MailPath to) {
        String written = "MAIL FROM:" + written(from) + " TO:" + written(to);
        assertThat(Command.parse(written, Dialect.RFC780))
                .isEqualTo(new Command.Mail(from, new PathReading.Understood(to)));
        assertThat(Command.parse("mrcp  to:" + written(to) + "  ", Dialect.RFC780))
                .isEqualTo(new Command.Mrcp(new PathReading.Understood(to)));
    }

    /// The same for RFC 772, where nothing can be quoted: `<a> b@C>` may be anything.
    @Property(tries = 2000)
    void whatIsWrittenForRfc772IsUnderstood(
            @ForAll("paths") MailPath from, @ForAll("paths") MailPath to) {
        MailPath sender = MailPath.to(from.mailbox());
        Optional<String> one = BarePath.write(sender).filter(text -> !text.contains("> "));
        Optional<String> other = BarePath.write(to).filter(text -> !text.contains("> "));
        if (one.isEmpty() || other.isEmpty()) return;
        String written = "MAIL FROM:" + one.get() + " TO:" + other.get();
        assertThat(Command.parse(written, Dialect.RFC772))
                .isEqualTo(new Command.Mail(sender, new PathReading.Understood(to)));
    }

    private static String written(MailPath path) {
        return Rfc780Path.write(path).orElseThrow();
    }

    @Provide
    Arbitrary<MailPath> paths() {
        Arbitrary<Host> hosts =
                Arbitraries.oneOf(
                        Arbitraries.of("A", "Y", "MIT-AI", "isi.edu").map(Host.Name::new),
                        Arbitraries.longs().between(0, 99_999).map(Host.Number::new),
                        Arbitraries.of("10.3.0.6", "255.1.20.0").map(Host.Literal::new));
        Arbitrary<String> users =
                Arbitraries.strings()
                        .withCharRange('\0', '\u007f')
                        .excludeChars('\r', '\n')
                        .ofMinLength(1)
                        .ofMaxLength(40);
        return Combinators.combine(hosts.list().ofMaxSize(3), users, hosts)
                .as((route, user, host) -> new MailPath(route, new Mailbox(user, host)));
    }
}
