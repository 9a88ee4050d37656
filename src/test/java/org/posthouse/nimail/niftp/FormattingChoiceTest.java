package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text formatting must be settled on one bit, and told where several were offered (docs/niftp.md,
/// negotiation).
final class FormattingChoiceTest {
    private static List<Attribute> offer(Attribute... more) {
        var all = new ArrayList<Attribute>();
        all.add(Attribute.equal(Meaning.PROTOCOL, 0x0100));
        all.add(Attribute.equal(Meaning.ACCESS, Access.MAKE));
        all.addAll(List.of(more));
        return all;
    }

    private static List<Attribute> answered(Profile profile, List<Attribute> offer) {
        return Negotiation.answer(offer, profile) instanceof Negotiation.Answer.Agreed(var agreed)
                ? Negotiation.returned(offer, agreed)
                : List.of();
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_NIFTP,255,128",
        "UNIX_NIFTP,67,64",
        "UNIX_NIFTP,253,64",
        "UNIX_NIFTP,3,2",
        "UNIX_NIFTP,129,1",
        "EVERYDAY,255,1",
        "EVERYDAY,67,1",
        "EVERYDAY,254,2",
        "EVERYDAY,192,64"
    })
    void oneBitOfThoseOfferedIsReturned(Profile profile, int offered, int settled) {
        assertThat(answered(profile, offer(Attribute.atMost(Meaning.FORMATTING, offered))))
                .containsExactly(Attribute.equal(Meaning.FORMATTING, settled));
    }

    @ParameterizedTest
    @CsvSource({"UNIX_NIFTP,128", "EVERYDAY,128", "EVERYDAY,1"})
    void whatIsAskedForAloneNeedNotBeTold(Profile profile, int asked) {
        assertThat(answered(profile, offer(Attribute.atMost(Meaning.FORMATTING, asked)))).isEmpty();
        assertThat(answered(profile, offer(Attribute.equal(Meaning.FORMATTING, asked)))).isEmpty();
    }

    /// The trap: P would otherwise take several bits for settled.
    @Test
    void severalBitsThatAreNotReturnedAreObjectedTo() {
        List<Attribute> sent = offer(Attribute.atMost(Meaning.FORMATTING, 0xff));
        assertThat(Verification.check(sent, List.of()))
                .isInstanceOf(Verification.Verdict.Objection.class);
        assertThat(Verification.check(sent, List.of(Attribute.equal(Meaning.FORMATTING, 0x03))))
                .isInstanceOf(Verification.Verdict.Objection.class);
        assertThat(Verification.check(sent, List.of(Attribute.equal(Meaning.FORMATTING, 0x02))))
                .isInstanceOf(Verification.Verdict.Accepted.class);
    }

    @Test
    void whatIsMonitoredIsReturnedAndSecretsAreNot() {
        List<Attribute> offer =
                offer(
                        Attribute.atMost(Meaning.WINDOW, 8).monitored(),
                        Attribute.equal(Meaning.FILENAME, "x").monitored(),
                        Attribute.equal(Meaning.PASSWORD, "letmein").monitored(),
                        Attribute.none(Meaning.USERNAME.id).monitored());
        assertThat(answered(Profile.EVERYDAY, offer))
                .containsExactly(
                        Attribute.equal(Meaning.WINDOW, 8),
                        Attribute.equal(Meaning.FILENAME, "x"),
                        Attribute.none(Meaning.USERNAME.id),
                        Attribute.none(Meaning.PASSWORD.id));
    }
}
