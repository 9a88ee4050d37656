package org.posthouse.mail;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/// What paths can be made of: every kind of host, users with every printable character, and texts
/// that are nearly paths.
final class Paths extends DomainContextBase {
    private static final String SPECIALS = "<>()\\,;:@\"[]#. ";

    @Provide
    Arbitrary<MailPath> paths() {
        Arbitrary<Mailbox> mailboxes = Combinators.combine(users(), hosts()).as(Mailbox::new);
        return Combinators.combine(hosts().list().ofMaxSize(3), mailboxes).as(MailPath::new);
    }

    private static Arbitrary<String> users() {
        Arbitrary<Character> odd = Arbitraries.of(characters(SPECIALS));
        Arbitrary<Character> any = Arbitraries.chars().range(' ', '~');
        return Arbitraries.frequencyOf(Tuple.of(1, odd), Tuple.of(3, any))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(Paths::text);
    }

    @Provide
    Arbitrary<Host> hosts() {
        Arbitrary<Integer> octets = Arbitraries.integers().between(0, 255);
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("abzABZ019-_.")
                        .ofMinLength(1)
                        .ofMaxLength(12)
                        .filter(name -> !name.matches("[.-].*|.*\\.\\..*"))
                        .map(Host.Name::new),
                Arbitraries.longs().between(0, 999_999_999_999_999_999L).map(Host.Number::new),
                octets.list()
                        .ofSize(4)
                        .map(four -> String.join(".", four.stream().map(String::valueOf).toList()))
                        .map(Host.Literal::new),
                Arbitraries.of("::1", "2001:db8::1", "::ffff:10.3.0.6", "1:2:3:4:5:6:7:8", "::")
                        .map(address -> new Host.Literal("IPv6:" + address)));
    }

    /// Octets as characters, most of them ones that mean something in a path.
    @Provide
    Arbitrary<String> noise() {
        Arbitrary<Character> telling =
                Arbitraries.of(characters(SPECIALS + "<@>\\\"[]:.019aIPv6\r\n\0"));
        Arbitrary<Character> any = Arbitraries.chars().range('\0', '\u00ff');
        return Arbitraries.frequencyOf(Tuple.of(4, telling), Tuple.of(1, any))
                .list()
                .ofMaxSize(20)
                .map(Paths::text)
                .flatMap(text -> Arbitraries.of(text, "<" + text + ">", "<" + text + "@b>"));
    }

    private static List<Character> characters(String text) {
        return text.chars().mapToObj(c -> (char) c).toList();
    }

    private static String text(List<Character> characters) {
        return characters.stream().map(String::valueOf).collect(Collectors.joining());
    }
}
