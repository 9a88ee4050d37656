package org.posthouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.mail.Content;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;

final class FittingTest {
    private record Of(Measure measure) implements Content {
        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    100, 1000, SEVEN_BIT, 1000, SEVEN_BIT, 100
                    100, 1000, SEVEN_BIT, 1000, EIGHT_BIT, 100
                    100, 1000, EIGHT_BIT, 1000, EIGHT_BIT, 100
                    100, 1000, BINARY,    1000, BINARY,    100
                    0,   0,    SEVEN_BIT, 1000, SEVEN_BIT, 0
                    """)
    void whatMeetsTheLimitsIsSentAsItIs(
            long size,
            int line,
            Measure.Width width,
            int mostLine,
            Measure.Width widest,
            long most) {
        var content = new Of(new Measure(size, line, width, 0));
        assertThat(Fitting.fit(content, new Limits(mostLine, widest, most, Limits.Readers.MIME)))
                .isEqualTo(new Fit.Fits(content));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    101, 80,   SEVEN_BIT, SEVEN_BIT, 5.3.4, 'a message of 101 octets; the host takes 100'
                    100, 1200, SEVEN_BIT, SEVEN_BIT, 5.6.0, 'a line of 1200 octets, its end included; the host takes 1000'
                    100, 80,   EIGHT_BIT, SEVEN_BIT, 5.6.3, 'a text with characters that are not ASCII; the host takes only ASCII'
                    100, 80,   BINARY,    EIGHT_BIT, 5.6.3, 'a text with NUL characters; the host takes no NUL'
                    100, 80,   BINARY,    SEVEN_BIT, 5.6.3, 'a text with NUL characters; the host takes only ASCII'
                    """)
    void whatDoesNotIsRefusedWithTheLimit(
            long size,
            int line,
            Measure.Width width,
            Measure.Width widest,
            String status,
            String words) {
        var content = new Of(new Measure(size, line, width, 0));
        assertThat(Fitting.fit(content, new Limits(1000, widest, 100, Limits.Readers.MIME)))
                .isInstanceOfSatisfying(
                        Fit.Unfit.class,
                        unfit -> {
                            assertThat(unfit.why().status()).isEqualTo(status);
                            assertThat(unfit.why().reply()).isEqualTo(words);
                        });
    }
}
