package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UpperChars;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageIdTest {
    private static final long MILLIS = (1L << 42) - 1;
    private static final int COUNTER = (1 << 14) - 1;

    @Property(tries = 10_000)
    void textIsReadBackInEitherCase(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long value) {
        var id = new MessageId(value);
        assertThat(MessageId.parse(id.toString())).contains(id);
        assertThat(MessageId.parse(id.toString().toLowerCase(Locale.ROOT))).contains(id);
    }

    @Property(tries = 10_000)
    void textsSortAsIdsDo(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long a,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long b) {
        var one = new MessageId(a);
        var other = new MessageId(b);
        assertThat(Integer.signum(one.compareTo(other)))
                .isEqualTo(Integer.signum(Long.compare(a, b)))
                .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
    }

    @Property
    void idsSortByShardThenTimeThenCounter(
            @ForAll @IntRange(max = 126) int shard,
            @ForAll @LongRange(min = 0, max = MILLIS - 1) long millis,
            @ForAll @IntRange(max = COUNTER) int counter) {
        MessageId id = MessageId.of(shard, millis, counter);
        assertThat(id.shard()).isEqualTo(shard);
        assertThat(id).isLessThan(MessageId.of(shard + 1, 0, 0));
        assertThat(id).isLessThan(MessageId.of(shard, millis + 1, 0));
        if (counter < COUNTER) assertThat(id).isLessThan(MessageId.of(shard, millis, counter + 1));
    }

    @Property(tries = 10_000)
    void noTextButItsOwnIsRead(@ForAll @UpperChars @NumericChars @StringLength(13) String text) {
        MessageId.parse(text).ifPresent(id -> assertThat(id).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00000000000000",
                "8000000000000", // the highest bit
                "000000000000I",
                "000000000000L",
                "000000000000O",
                "000000000000U",
                "000000000000-",
                "000000000000 ",
                "000000000000\u017f", // its upper case is an S
                "000000000000\uff11"
            })
    void whatIsNoIdIsNotRead(String text) {
        assertThat(MessageId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1,0,0", "128,0,0", "0,-1,0", "0,4398046511104,0", "0,0,-1", "0,0,16384"})
    void nothingSpillsIntoItsNeighbour(int shard, long millis, int counter) {
        assertThatThrownBy(() -> MessageId.of(shard, millis, counter))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
