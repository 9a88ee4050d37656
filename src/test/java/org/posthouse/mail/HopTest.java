package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HopTest {
    /// What is written, and the URL that it means.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mtp://10.3.0.6:57               | mtp://10.3.0.6:57
                    SMTP://Relay.Example            | smtp://Relay.Example
                    smtp://relay:025/               | smtp://relay:25
                    smtp://[::1]:25                 | smtp://[::1]:25
                    smtp://[2001:db8::1]            | smtp://[2001:db8::1]
                    smtp://[10.3.0.6]:25            | smtp://10.3.0.6:25
                    nimail://h:61?order=nrs&a=b     | nimail://h:61?a=b&order=nrs
                    smtp://h?a=b=c                  | smtp://h?a=b=c
                    smtp://h?a=                     | smtp://h?a=
                    smtp://h/?                      | smtp://h
                    maildir:/var/mail/{user}        | maildir:/var/mail/{user}
                    Maildir:/Var/Mail               | maildir:/Var/Mail
                    smtp:mx                         | smtp:mx
                    HOLD:                           | hold:
                    discard:                        | discard:
                    """)
    void readsAndWrites(String text, String url) {
        assertThat(understood(text).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "relay",
                ":25",
                "smtp:",
                "maildir:",
                "smtp://",
                "smtp://:25",
                "smtp://relay:",
                "smtp://relay:0",
                "smtp://relay:65536",
                "smtp://relay:123456",
                "smtp://relay:25x",
                "smtp://relay/path",
                "smtp://re lay",
                "smtp://::1",
                "smtp://[::1",
                "smtp://[]",
                "smtp://[:::]", // no address
                "smtp://[relay]",
                "smtp://h?a",
                "smtp://h?=b",
                "smtp://h?a=1&a=2",
                "smtp://h?a=b c",
                "sm tp://h",
                "1smtp://h",
                "relay.example:25", // a host and a port, its scheme forgotten
                "hold:on",
                "hold://relay",
                "discard:all",
                "maildir://var/mail"
            })
    void refusesWithAReason(String text) {
        assertThat(Hop.parse(text))
                .isInstanceOfSatisfying(
                        Hop.Malformed.class, wrong -> assertThat(wrong.why()).isNotBlank());
    }

    @Test
    void theKindsAreTold() {
        assertThat(understood("hold:")).isEqualTo(new Hop.Hold());
        assertThat(understood("discard:")).isEqualTo(new Hop.Discard());
        assertThat(understood("collect:salford-1")).isEqualTo(new Hop.Collect("salford-1"));
        assertThat(new Hop.Collect("salford-1").url()).isEqualTo("collect:salford-1");
        assertThat(Hop.parse("collect:")).isInstanceOf(Hop.Malformed.class);
        assertThat(Hop.parse("collect://salford")).isInstanceOf(Hop.Malformed.class);
        assertThat(understood("maildir:/m")).isEqualTo(new Hop.Place("maildir", "/m"));
        assertThat(understood("smtp://h:25?a=b"))
                .isEqualTo(
                        new Hop.Remote(
                                "smtp", "h", OptionalInt.of(25), new TreeMap<>(Map.of("a", "b"))));
    }

    @Property(tries = 10_000)
    void aUrlIsReadBack(@ForAll("hops") Hop hop) {
        assertThat(understood(hop.url())).isEqualTo(hop);
    }

    @Property(tries = 10_000)
    void noiseIsReadOrRefused(@ForAll("noise") String noise) {
        if (Hop.parse(noise) instanceof Hop.Understood(var hop))
            assertThat(understood(hop.url())).isEqualTo(hop);
    }

    @Provide
    Arbitrary<Hop> hops() {
        Arbitrary<String> schemes =
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .ofMinLength(1)
                        .ofMaxLength(8)
                        .filter(scheme -> !Set.of("hold", "discard", "maildir").contains(scheme));
        Arbitrary<String> hosts = Arbitraries.of("relay", "A.b-c", "10.3.0.6", "::1", "1:2::3");
        Arbitrary<OptionalInt> ports =
                Arbitraries.integers()
                        .between(1, 65_535)
                        .map(OptionalInt::of)
                        .injectDuplicates(0.1)
                        .optional()
                        .map(port -> port.orElse(OptionalInt.empty()));
        Arbitrary<String> words =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(4);
        Arbitrary<SortedMap<String, String>> settings =
                Arbitraries.maps(words, words).ofMaxSize(3).map(TreeMap::new);
        return Arbitraries.oneOf(
                Combinators.combine(schemes, hosts, ports, settings).as(Hop.Remote::new),
                Combinators.combine(schemes, words).as(Hop.Place::new));
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings()
                .withChars("smtp:/:/[]?&=.019aA {}\u00e9\n")
                .ofMaxLength(20)
                .flatMap(text -> Arbitraries.of(text, "smtp:" + text, "smtp://" + text));
    }

    private static Hop understood(String text) {
        return switch (Hop.parse(text)) {
            case Hop.Understood(var hop) -> hop;
            case Hop.Malformed(var why) -> throw new AssertionError(text + ": " + why);
        };
    }
}
