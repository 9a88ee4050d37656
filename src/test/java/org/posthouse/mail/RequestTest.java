package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.posthouse.mail.Notify.Event;

/// The values of RFC 3461 section 4, read and written.
final class RequestTest {
    @Example
    void xtextStandsForPrintableText() {
        assertThat(Xtext.read("QQ314159").orElseThrow().decoded()).isEqualTo("QQ314159");
        assertThat(Xtext.read("a+2Bb+3Dc+20d").orElseThrow().decoded()).isEqualTo("a+b=c d");
        assertThat(Xtext.read("+24+5C").orElseThrow().decoded()).isEqualTo("$\\");
        assertThat(Xtext.read("").orElseThrow().decoded()).isEmpty();
        assertThat(Xtext.of("a+b=c d").encoded()).isEqualTo("a+2Bb+3Dc+20d");
    }

    @Example
    void whatCannotStandInANoticeIsNoXtext() {
        for (String text :
                List.of("a b", "a=b", "+", "+2", "+2b", "+0D+0A", "+00", "+FF", "\u00e9"))
            assertThat(Xtext.read(text)).as(text).isEmpty();
    }

    @Property
    void anyTextComesBack(@ForAll("printable") String text) {
        assertThat(Xtext.of(text).decoded()).isEqualTo(text);
        assertThat(Xtext.read(Xtext.of(text).encoded())).contains(Xtext.of(text));
    }

    @Provide
    Arbitrary<String> printable() {
        return Arbitraries.strings().withCharRange(' ', '~');
    }

    @Example
    void notifyIsNeverOrAList() {
        assertThat(Notify.parse("never")).contains(new Notify.Never());
        assertThat(Notify.parse("Failure,SUCCESS"))
                .contains(new Notify.On(Set.of(Event.SUCCESS, Event.FAILURE)));
        assertThat(Notify.parse("DELAY,,delay")).contains(new Notify.On(Set.of(Event.DELAY)));
        for (String value : List.of("", ",", "NEVER,FAILURE", "SUCCESS,NEVER", "ALWAYS", " DELAY"))
            assertThat(Notify.parse(value)).as(value).isEmpty();
    }

    @Property
    void notifyComesBack(@ForAll("requests") Request request) {
        assertThat(request.wanted().written().map(value -> Notify.parse(value).orElseThrow()))
                .isEqualTo(
                        request.wanted() instanceof Notify.Unsaid
                                ? Optional.empty()
                                : Optional.of(request.wanted()));
        request.original()
                .ifPresent(one -> assertThat(OriginalRecipient.parse(one.written())).contains(one));
    }

    @Provide
    Arbitrary<Request> requests() {
        return Requests.requests();
    }

    /// RFC 3461 section 4.1: of failures and delays unless something else was said.
    @Example
    void whoSaysNothingIsToldWhatGoesWrong() {
        var unsaid = new Notify.Unsaid();
        assertThat(unsaid.on(Event.SUCCESS)).isFalse();
        assertThat(unsaid.on(Event.FAILURE)).isTrue();
        assertThat(unsaid.on(Event.DELAY)).isTrue();
        for (Event event : Event.values()) {
            assertThat(new Notify.Never().on(event)).isFalse();
            for (Event asked : Event.values())
                assertThat(new Notify.On(Set.of(asked)).on(event)).isEqualTo(asked == event);
        }
    }

    @Example
    void anOriginalRecipientHasATypeAndAnAddress() {
        var bob = OriginalRecipient.parse("rfc822;Bob@Example.COM").orElseThrow();
        assertThat(bob.type()).isEqualTo("rfc822");
        assertThat(bob.address().decoded()).isEqualTo("Bob@Example.COM");
        assertThat(OriginalRecipient.parse("x400;/c=gb")).as("= is no xchar").isEmpty();
        assertThat(OriginalRecipient.parse("x400;/c+3Dgb")).isPresent();
        for (String value : List.of("", ";", ";a@b", "rfc822", "rfc 822;a", "rfc@;a", "r.f;a"))
            assertThat(OriginalRecipient.parse(value)).as(value).isEmpty();
        assertThat(OriginalRecipient.parse("rfc822;" + "a".repeat(493))).isPresent();
        assertThat(OriginalRecipient.parse("rfc822;" + "a".repeat(494))).isEmpty();
    }
}
