package org.posthouse.ports.registry;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The stories of ports, as their sources have them.
final class StoryTest {
    private final Registry registry = Registry.shipped();

    private List<Chapter> story(int port, Transport transport) {
        return Story.of(port, Optional.of(transport), registry);
    }

    private static Stream<Chapter.Listed> listed(List<Chapter> story) {
        return story.stream()
                .filter(Chapter.Listed.class::isInstance)
                .map(Chapter.Listed.class::cast);
    }

    private static List<String> lines(List<Chapter> story) {
        return story.stream()
                .filter(chapter -> !(chapter instanceof Chapter.Turn))
                .map(chapter -> chapter.from() + ".." + chapter.to() + " " + what(chapter))
                .toList();
    }

    private static String what(Chapter chapter) {
        return switch (chapter) {
            case Chapter.Listed listed -> listed.first().title();
            case Chapter.Turn turn -> turn.list().namespace().words();
            case Chapter.Gap gap -> "gap " + gap.outcome();
            case Chapter.Seen seen -> "seen " + seen.remark().text();
            case Chapter.Found found -> "found " + found.side().title();
            case Chapter.Changed changed -> "log " + changed.change().event().words();
            case Chapter.Today today -> today.entry().title();
        };
    }

    @Test
    void fiftySevenWasMailAndIsPrivate() {
        assertThat(lines(story(57, Transport.TCP)))
                .containsExactly(
                        "1978-09-26..1980-01 unassigned",
                        "1980-09..1980-09 Mail Transfer",
                        "1981-01..1981-01 Mail Transfer",
                        "1981-09..1981-09 MTP",
                        "1983-01..1983-01 Unassigned",
                        "1983-10..1994-10 Any Private Terminal Access",
                        "1990-03..1990-03 apts, any private terminal service",
                        "1994-10..2005-12-22 gap SAME",
                        "2005-12-22..2005-12-22 seen any private terminal access",
                        "2005-12-22..2015-05-06 gap SAME",
                        "2015-05-06..2026-02-13 any private terminal access");
    }

    @Test
    void fiftySevenIsNeverUnassignedAfter1983() {
        assertThat(
                        History.listings(57).stream()
                                .filter(row -> row.list().rfc() >= 870)
                                .map(Listing::status))
                .doesNotContain(Listing.Status.UNASSIGNED)
                .contains(Listing.Status.PRIVATE_USE);
    }

    @Test
    void sixtyOneWasHandedBackAtTheMinute() {
        assertThat(lines(story(61, Transport.TCP)))
                .containsExactly(
                        "1978-09-26..1981-09 unassigned",
                        "1983-01..1984-06 NIMAIL",
                        "1984-10..1994-10 NI-MAIL, NI MAIL",
                        "1994-10..2005-12-22 gap SAME",
                        "2005-12-22..2005-12-22 seen NI MAIL",
                        "2005-12-22..2015-05-06 gap SAME",
                        "2015-05-06..2015-05-06 found ni-mail",
                        "2017-05-18..2017-05-18 log de-assigned",
                        "2017-05-18..2026-02-13 Reserved");
        assertThat(History.changes(61))
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.at()).isEqualTo("2017-05-18T16:05:08Z");
                            assertThat(change.transports())
                                    .containsExactlyInAnyOrder(Transport.TCP, Transport.UDP);
                            assertThat(change.before().people()).isEqualTo("Steve Kille");
                        });
    }

    @Test
    void fortySevenChangedHands() {
        assertThat(listed(story(47, Transport.TCP)).map(l -> l.from() + " " + l.first().person()))
                .containsExactly(
                        "1978-09-26 ",
                        "1980-01 ",
                        "1981-01 Chris Bennett",
                        "1983-01 Steve Kille",
                        "1984-10 Steve Kille");
    }

    @Test
    void twentyFiveWasSomethingElse() {
        assertThat(lines(story(25, Transport.UDP)))
                .startsWith(
                        "1977-11-11..1980-09 Distributed Programming System",
                        "1981-01..1981-01 Unassigned",
                        "1981-09..1983-10 SMTP");
    }

    /// A change of a document, or of another transport's row, is no beginning.
    @ParameterizedTest
    @CsvSource({
        "22, TCP, ssh, 2015-05-06",
        "80, TCP, http, 2021-10-01", // its holder changed
        "80, SCTP, http, 2015-05-06", // its document did
        "465, TCP, submissions, 2017-12-12", // the row's own date; the log saw it a day later
        "993, TCP, imaps, 2017-12-13",
        "61, TCP, Reserved, 2017-05-18"
    })
    void whatIsTodayIsToldFromWhenItIsKnown(
            int port, Transport transport, String title, String since) {
        assertThat(story(port, transport))
                .anyMatch(
                        chapter ->
                                chapter instanceof Chapter.Today(Entry entry, String from, _)
                                        && entry.title().equals(title)
                                        && from.equals(since));
    }

    @Test
    void theNumbersWereOfOtherThings() {
        assertThat(
                        story(57, Transport.TCP).stream()
                                .filter(Chapter.Turn.class::isInstance)
                                .map(turn -> turn.from() + " " + what(turn)))
                .containsExactly(
                        "1978-09-26 NCP sockets",
                        "1979-08 TCP ports and NCP sockets",
                        "1983-01 TCP and UDP ports");
        assertThat(story(2525, Transport.TCP)).noneMatch(Chapter.Turn.class::isInstance);
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThat(lines(story(831, Transport.TCP)).getFirst())
                .isEqualTo("1994-10..2025-09-29 gap UNTOLD");
        assertThat(lines(story(1911, Transport.TCP)).getFirst())
                .isEqualTo("1994-10..2015-05-06 gap CAME");
        assertThat(lines(story(465, Transport.TCP))).contains("1994-10..2015-05-06 gap CHANGED");
    }

    @Test
    void listsSayNothingOfTransportsThatAreYounger() {
        assertThat(listed(story(25, Transport.SCTP))).isEmpty();
    }

    @Test
    void aListMaySayTwoThings() {
        assertThat(lines(story(69, Transport.UDP)))
                .contains("1981-01..1981-09 Unassigned", "1981-01..1983-10 Trivial File Transfer");
        assertThat(History.remarks(69)).anyMatch(r -> r.kind() == Remark.Kind.MISPRINT);
    }

    /// 57 octal is 47: whoever greps these lists for a number meets the wrong one.
    @Test
    void octalColumnsAreNotTakenForNumbers() {
        List<Listing> rows =
                History.listings().stream().filter(row -> !row.octal().isEmpty()).toList();
        assertThat(rows).hasSizeGreaterThan(400);
        var slips = new ArrayList<Listing>();
        for (Listing row : rows) {
            String[] octal = row.octal().split("-", -1);
            boolean right =
                    Integer.parseInt(octal[0], 8) == row.numbers().low()
                            && Integer.parseInt(octal[octal.length - 1], 8) == row.numbers().high();
            if (!right) slips.add(row);
        }
        assertThat(slips)
                .extracting(row -> row.list().rfc() + ":" + row.numbers() + ":" + row.octal())
                .containsExactly("750:98-127:142-136", "755:98-127:142-136", "758:98-127:142-136");
        assertThat(slips).allMatch(row -> row.warning().contains("octal"));
        assertThat(History.remarks(110)).anyMatch(r -> r.text().contains("it is 177"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 57, 80, 1023, 1024, 49_151, 49_152, 65_535})
    void everyStoryIsInOrderAndEndsToday(int port) {
        List<Chapter> story = Story.of(port, Optional.empty(), registry);
        List<String> dates =
                story.stream()
                        .filter(chapter -> !(chapter instanceof Chapter.Today))
                        .map(Chapter::from)
                        .toList();
        assertThat(dates).isSorted();
        if (Span.of(port) != Span.DYNAMIC)
            assertThat(story.getLast()).isInstanceOf(Chapter.Today.class);
    }

    /// In September and October 2021 the log's source served two copies by turns. Had those been
    /// taken for changes, rows would change in the same way again and again.
    @Test
    void noRowChangesTwiceInTheSameWayInAutumn2021() {
        List<Change> autumn =
                History.changes().stream()
                        .filter(change -> change.day().matches("2021-(09|10|11)-.."))
                        .toList();
        assertThat(autumn).hasSizeGreaterThan(20);
        assertThat(autumn)
                .extracting(c -> c.numbers() + " " + c.transports() + c.before() + c.now())
                .doesNotHaveDuplicates();
    }

    /// Those below whose rows RFC 1700 prints something else than a plain name, and those whose
    /// rows only stand above another's: "-" where it does not tell who held it.
    @ParameterizedTest
    @CsvSource({
        "64, '\"Tundra\" Tim Daneliuk'",
        "126, -",
        "130, -",
        "201, Rob Chandhok",
        "208, Rob Chandhok",
        "427, -",
        "444, -",
        "666, -",
        "709, Peter Whittaker",
        "730, Philippe Binet",
        "742, Gordon C. Galligher",
        "1080, Ying-Da Lee",
        "1084, -",
        "1454, Eli Sternheim",
        "1494, John Richardson",
        "1524, -",
        "1990, -"
    })
    void aHolderOfRfc1700IsWhomItNamesForThatPort(int port, String holder) {
        List<Listing> rows =
                History.listings(port).stream().filter(row -> row.list().rfc() == 1700).toList();
        assertThat(rows).isNotEmpty();
        assertThat(rows)
                .allSatisfy(
                        row ->
                                assertThat(row.person())
                                        .isEqualTo(holder.equals("-") ? "" : holder));
    }

    /// Nothing came to a port that was never anybody's.
    @Test
    void betweenNobodyAndNobodyNothingIsSaidToHaveCome() {
        assertThat(lines(story(42_070, Transport.TCP)))
                .containsExactly(
                        "1994-10..2015-05-06 gap SAME", "2015-05-06..2026-02-13 Unassigned");
    }

    /// The log saw it come, and so it was nobody's when the log began.
    @Test
    void whatTheLogSawComeCameThen() {
        assertThat(lines(story(31_337, Transport.TCP)))
                .containsExactly(
                        "1994-10..2015-05-06 gap SAME",
                        "2021-05-14..2021-05-14 log added",
                        "2021-05-14..2026-02-13 eldim");
    }
}
