package org.posthouse.mail;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// What senders may ask for, for properties. Without edge cases, whose combinations with those of
/// what it stands beside would leave no tries for anything else.
public final class Requests {
    private Requests() {}

    public static Arbitrary<Request> requests() {
        Arbitrary<Notify> wanted =
                Arbitraries.oneOf(
                        Arbitraries.of(new Notify.Unsaid(), new Notify.Never()),
                        Arbitraries.of(Notify.Event.class).set().ofMinSize(1).map(Notify.On::new));
        Arbitrary<OriginalRecipient> original =
                Combinators.combine(Arbitraries.of("rfc822", "X-y!"), xtexts())
                        .as(OriginalRecipient::new);
        return Combinators.combine(wanted, original.optional()).as(Request::new).withoutEdgeCases();
    }

    public static Arbitrary<Reporting> reportings(Arbitrary<MailPath> paths) {
        return Combinators.combine(
                        Arbitraries.of(Reporting.Ret.class).optional(),
                        xtexts().optional(),
                        paths.list().ofMaxSize(2))
                .as(Reporting::new)
                .withoutEdgeCases();
    }

    public static Arbitrary<Xtext> xtexts() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .ofMaxLength(12)
                .map(Xtext::of)
                .withoutEdgeCases();
    }
}
