package org.posthouse.conf;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryTest {
    private static final Query QUERY =
            Query.of(
                    Map.of(
                            "size", Query.number(1, 2_000_000_000),
                            "mood", Query.word("good", "bad", "none"),
                            "law", Query.word("murphy")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    size | 1          |
                    size | 2000000000 |
                    size | 2000000001 | size is "2000000001", not a number from 1 to 2000000000
                    size | 9999999999 | size is "9999999999", not a number from 1 to 2000000000
                    size | 99999999999| size is "99999999999", not a number from 1 to 2000000000
                    size | 0          | size is "0", not a number from 1 to 2000000000
                    size | -1         | size is "-1", not a number from 1 to 2000000000
                    size | many       | size is "many", not a number from 1 to 2000000000
                    mood | bad        |
                    mood | Bad        | mood is "Bad", not "good", "bad" or "none"
                    law  | parkinson  | law is "parkinson", not "murphy"
                    moon | full       | unknown setting "moon"; things take law, mood, size
                    """)
    void whatIsWrongIsSaidWithWhatWouldBeRight(String name, String value, String what) {
        assertThat(QUERY.wrong("things", new TreeMap<>(Map.of(name, value))))
                .isEqualTo(Optional.ofNullable(what));
    }

    @ParameterizedTest
    @CsvSource({"size", "moon"})
    void withoutSettingsNoneIsRight(String name) {
        assertThat(Query.NONE.wrong("things", new TreeMap<>(Map.of(name, "1"))))
                .contains("unknown setting \"" + name + "\"; things take none");
        assertThat(Query.NONE.wrong("things", new TreeMap<>())).isEmpty();
    }
}
