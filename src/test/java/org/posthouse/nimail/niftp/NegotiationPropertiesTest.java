package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Level 0 as a pure matter: commands written and read are the same, and any offer ends in an
/// agreement that both sides' rules accept, or in a refusal that says why.
final class NegotiationPropertiesTest {
    private static final List<Integer> NUMBERS =
            List.of(
                    0, 1, 2, 3, 4, 5, 8, 12, 16, 24, 32, 0x43, 0x5f, 0x80, 0xff, 0x100, 0x1ff,
                    0x1000, 0x8000, 0x8001, 0x8002, 0xffff);

    @Provide
    Arbitrary<Value> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(NUMBERS).map(Value.Number::new),
                Arbitraries.integers().between(0, 0xffff).map(Value.Number::new),
                Arbitraries.strings()
                        .withCharRange((char) 0, (char) 255)
                        .ofMaxLength(255)
                        .map(Value.Text::new),
                Arbitraries.of(new Value.None(), new Value.Unknown()));
    }

    @Provide
    Arbitrary<Attribute> attributes() {
        Arbitrary<Integer> ids =
                Arbitraries.oneOf(
                        Arbitraries.of(Meaning.values()).map(meaning -> meaning.id),
                        Arbitraries.integers().between(0, 255));
        return Combinators.combine(
                        ids,
                        Arbitraries.of(Operator.values()),
                        Arbitraries.of(Attribute.Monitor.values()),
                        values())
                .as(Attribute::new);
    }

    @Provide
    Arbitrary<Command> commands() {
        return Combinators.combine(
                        Arbitraries.of(Command.Verb.values()), attributes().list().ofMaxSize(255))
                .as(Command::new);
    }

    /// Offers that have a chance: what must be there is, and numbers are numbers.
    @Provide
    Arbitrary<List<Attribute>> offers() {
        Arbitrary<Attribute> sensible =
                Combinators.combine(
                                Arbitraries.of(Meaning.values())
                                        .filter(m -> m != Meaning.ACCESS && m != Meaning.PROTOCOL),
                                Arbitraries.of(Operator.EQ, Operator.LE, Operator.ANY, Operator.GE),
                                Arbitraries.of(Attribute.Monitor.values()),
                                Arbitraries.of(NUMBERS))
                        .as(
                                (meaning, operator, monitor, number) ->
                                        new Attribute(
                                                meaning.id,
                                                operator,
                                                monitor,
                                                meaning.kind == Meaning.Kind.NUMBER
                                                        ? new Value.Number(number)
                                                        : new Value.Text("text")));
        return sensible.list()
                .ofMaxSize(8)
                .uniqueElements(Attribute::id)
                .map(
                        some -> {
                            var all = new ArrayList<>(some);
                            all.add(Attribute.equal(Meaning.PROTOCOL, 0x0100));
                            all.add(Attribute.equal(Meaning.ACCESS, Access.MAKE));
                            return all;
                        });
    }

    @Property
    void writtenAndReadAreInverse(@ForAll("commands") Command command) {
        assertThat(LevelZero.read(LevelZero.write(command))).isEqualTo(command);
    }

    @Property
    void anyOctetsAreACommandOrMalformed(@ForAll byte[] octets) {
        if (LevelZero.read(octets) instanceof Command command)
            assertThat(LevelZero.read(LevelZero.write(command))).isEqualTo(command);
    }

    @Property
    void whatIsCutShortIsMalformed(@ForAll("commands") Command command) {
        byte[] whole = LevelZero.write(command);
        for (int end = 0; end < Math.min(whole.length, 300); end++)
            assertThat(LevelZero.read(Arrays.copyOf(whole, end)))
                    .isInstanceOf(Heard.Malformed.class);
    }

    @Property
    void anyOfferEndsInAnAgreementOrARefusal(
            @ForAll("commands") Command sft, @ForAll Profile profile) {
        judge(sft.attributes(), profile);
    }

    @Property(tries = 3000)
    void aSensibleOfferEndsInAnAgreementBothAcceptOrARefusal(
            @ForAll("offers") List<Attribute> offer, @ForAll Profile profile) {
        judge(offer, profile);
    }

    private static void judge(List<Attribute> offer, Profile profile) {
        switch (Negotiation.answer(offer, profile)) {
            case Negotiation.Answer.Refused(var refusal) -> {
                assertThat(refusal.state().code()).isBetween(0x1001, 0x1004);
                assertThat(refusal.messages()).isNotEmpty();
                assertThat(refusal.attributes()).allMatch(a -> a.operator() == Operator.NE);
                LevelZero.write(refusal.command());
            }
            case Negotiation.Answer.Agreed(var agreement) -> {
                List<Attribute> returned = Negotiation.returned(offer, agreement);
                assertThat(returned)
                        .allMatch(a -> a.operator() == Operator.EQ || a.operator() == Operator.ANY);
                assertThat(Integer.bitCount(agreement.formatting())).isEqualTo(1);
                assertThat(agreement.number(Meaning.FACILITIES) & ~0x5f).isZero();
                assertThat(Verification.check(offer, returned))
                        .isInstanceOf(Verification.Verdict.Accepted.class)
                        .satisfies(accepted -> same(accepted, agreement));
            }
        }
    }

    /// Both mean the same by it.
    private static void same(Verification.Verdict verdict, Agreement ours) {
        if (!(verdict instanceof Verification.Verdict.Accepted(var theirs))) return;
        for (Meaning meaning :
                List.of(
                        Meaning.ACCESS,
                        Meaning.FACILITIES,
                        Meaning.DATA_TYPE,
                        Meaning.RESTART,
                        Meaning.WINDOW,
                        Meaning.MAX_RECORD))
            assertThat(theirs.number(meaning)).as(meaning.name()).isEqualTo(ours.number(meaning));
        if (ours.binary()) assertThat(theirs.wordOctets()).isEqualTo(ours.wordOctets());
        else assertThat(theirs.formatting()).isEqualTo(ours.formatting());
    }
}
