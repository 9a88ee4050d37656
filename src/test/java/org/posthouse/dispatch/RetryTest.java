package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryTest {
    private static final Instant ARRIVAL = Instant.parse("2026-11-21T10:00:00Z");

    /// A source whose fraction is always the same.
    private static RandomGenerator always(double fraction) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only fractions are asked for");
            }

            @Override
            public double nextDouble() {
                return fraction;
            }
        };
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # attempts, age,    fraction, next age
                    1,          PT0S,     0.5,  PT1M
                    2,          PT1M,     0.5,  PT6M
                    3,          PT6M,     0.5,  PT21M
                    4,          PT21M,    0.5,  PT51M
                    5,          PT51M,    0.5,  PT1H51M
                    6,          PT2H,     0.5,  PT3H
                    500,        PT100H,   0.5,  PT101H
                    0,          PT0S,     0.5,  PT1M
                    1,          PT0S,     0,    PT54S
                    1,          PT0S,     1,    PT1M6S
                    5,          PT1H,     0,    PT1H54M
                    5,          PT1H,     1,    PT2H6M
                    100,        PT119H30M, 0.5, PT120H
                    100,        PT119H59M59.999S, 0.5, PT120H
                    """)
    void waitsLongerEachTime(int attempts, Duration age, double fraction, Duration next) {
        assertThat(next(attempts, age, fraction)).isEqualTo(new Retry.At(ARRIVAL.plus(next)));
    }

    @ParameterizedTest
    @CsvSource({"1, PT120H", "100, PT120H", "100, PT500H"})
    void givesUpAtTheEndOfPatience(int attempts, Duration age) {
        assertThat(next(attempts, age, 0.5)).isEqualTo(new Retry.GiveUp());
    }

    @ParameterizedTest
    @CsvSource({
        "PT3H59M, false, false",
        "PT4H, false, true",
        "PT4H, true, false",
        "PT9H, false, true"
    })
    void warnsOnce(Duration age, boolean before, boolean now) {
        Optional<Instant> warned = before ? Optional.of(ARRIVAL) : Optional.empty();
        assertThat(Retry.warns(warned, ARRIVAL, ARRIVAL.plus(age), Patience.defaults()))
                .isEqualTo(now);
    }

    private static Retry.Next next(int attempts, Duration age, double fraction) {
        return Retry.next(
                attempts, ARRIVAL, ARRIVAL.plus(age), Patience.defaults(), always(fraction));
    }
}
