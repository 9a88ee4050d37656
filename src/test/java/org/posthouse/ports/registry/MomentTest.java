package org.posthouse.ports.registry;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of a date, as the log of changes lets one work it out.
final class MomentTest {
    private static List<String> at(String date, int port) {
        return Moment.of(date, Registry.shipped()).orElseThrow().rows().stream()
                .filter(row -> row.numbers().covers(port))
                .map(Moment.Row::title)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2016-05-11, sai-sentlm sai_sentlm", // given up on the 12th
        "2016-05-12, ''",
        "2016-05-20, ''",
        "2016-05-21, ami-control", // and given away
        "2026-02-13, ami-control"
    })
    void aNumberThatWasGivenUpAndGivenAway(String date, String names) {
        assertThat(String.join(" ", at(date, 2640))).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({"2018-12-19, owamp-control", "2018-12-20, owamp-control owamp-test"})
    void aNameThatChangedForUdp(String date, String names) {
        assertThat(String.join(" ", at(date, 861))).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({
        "1980-08, unknown",
        "1980-09, Mail Transfer",
        "1981, MTP",
        "1983-01, unknown",
        "1983-10, Any Private Terminal Access",
        "2001-07-04, any private terminal access",
        "2020, any private terminal access"
    })
    void fiftySevenThroughTime(String date, String title) {
        List<String> titles = at(date, 57);
        if (title.equals("unknown")) assertThat(titles).isEmpty();
        else assertThat(titles).containsExactly(title);
    }

    @Test
    void beforeTheFirstListThereIsNothing() {
        assertThat(Moment.of("1972-05-29", Registry.shipped())).isEmpty();
        assertThat(Moment.of("1972-05-30", Registry.shipped())).isPresent();
    }

    /// The log has 778 rows added, many without a port and most twice, for TCP and UDP.
    @Test
    void theTableGrew() {
        int first = size("2015-05-06");
        int last = size("2025-04-08");
        assertThat(last - first).isBetween(200, 400);
        assertThat(size("1994-10")).isBetween(700, 1436);
    }

    /// RFC 9900 released 831 on 2025-09-29, after the log's end.
    @ParameterizedTest
    @CsvSource({"2016, not told: Reserved since 2025-09-29", "2025-10, Reserved"})
    void whatNoLogSawIsNotMadeUp(String date, String text) {
        assertThat(at(date, 831)).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource({"2016, 18 rows have changed", "2030, Nothing is known here of what came after"})
    void aMomentSaysWhatItCannotKnow(String date, String says) {
        assertThat(Moment.of(date, Registry.shipped()).orElseThrow().sources())
                .anySatisfy(sentence -> assertThat(sentence).startsWith(says));
        assertThat(Moment.of("2026-02-13", Registry.shipped()).orElseThrow().sources()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1981-02-30", "2026-02-29", "1981-13", "1981-00", "81"})
    void whatIsNoDayIsNoDate(String text) {
        assertThat(Dates.isDate(text)).isFalse();
    }

    /// 3478 has TURN over TCP and TURN over UDP under one name, before and after.
    @Test
    void aServiceWithATextForEachTransportDoesNotDiffer() {
        var found =
                Difference.of(
                        Moment.of("2020-01", Registry.shipped()).orElseThrow(),
                        Moment.of("2021-03", Registry.shipped()).orElseThrow());
        assertThat(found.rows()).noneMatch(row -> row.numbers().low() == 3478);
        assertThat(found.rows()).anyMatch(row -> row.numbers().low() == 3980);
    }

    private static int size(String date) {
        return Moment.of(date, Registry.shipped()).orElseThrow().rows().size();
    }
}
