package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThrottleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    /// `+` a message taken, `-` a failure, `.` an answer, `>` ten minutes pass.
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    ''           , 5, 0
                    +            , 5, 0
                    ++++++       , 6, 0
                    -            , 2, 0
                    --           , 1, 0
                    --+          , 2, 0
                    --.-         , 1, 0
                    ---          , 1, 30
                    ------       , 1, 30
                    --->         , 1, 0
                    --->-        , 1, 60
                    --->->->-    , 1, 240
                    --->->->->->-, 1, 480
                    --->->->->->->->-, 1, 480
                    --->+        , 2, 0
                    --->+-       , 1, 0
                    --->.        , 1, 0
                    --->.+       , 2, 0
                    """)
    void growsWithSuccessAndRestsAfterFailures(String events, int places, int pause) {
        Instant now = NOW;
        Throttle throttle = Throttle.FRESH;
        for (int i = 0; i < events.length(); i++) {
            switch (events.charAt(i)) {
                case '+' -> throttle = throttle.succeeded();
                case '-' -> throttle = throttle.failed(now, "refused");
                case '.' -> throttle = throttle.answered();
                default -> now = now.plus(Duration.ofMinutes(10));
            }
        }
        assertThat(throttle.places(20)).isEqualTo(places);
        assertThat(throttle.down(now)).isEqualTo(pause > 0);
        if (pause > 0) assertThat(throttle.until()).isEqualTo(now.plusSeconds(pause));
    }

    @Test
    void neverGivesMoreThanTheRouteAllows() {
        Throttle throttle = Throttle.FRESH;
        for (int i = 0; i < 10_000; i++) throttle = throttle.succeeded().atMost(20);
        assertThat(throttle.places(20)).isEqualTo(20);
        assertThat(throttle.places(3)).isEqualTo(3);
        assertThat(throttle.failed(NOW, "421").places(20)).isEqualTo(10);
    }
}
