package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands that work on the registry and its history, as a person sees them.
final class PortsRegistryTest {
    private Terminal terminal = new Terminal(PortsCommand.line(Machines.QUIET));

    private int run(String... words) {
        terminal = new Terminal(PortsCommand.line(Machines.QUIET));
        return terminal.run(
                Stream.concat(Stream.of("ports"), Stream.of(words)).toArray(String[]::new));
    }

    private List<JsonNode> rows(String... words) {
        run(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new));
        return JsonMapper.shared().readTree(terminal.out()).path("rows").valueStream().toList();
    }

    @Test
    void nextIsASetWithItsSizeAndReasons() {
        assertThat(run("next", "system", "tcp")).isZero();
        assertThat(terminal.out())
                .startsWith("282 system ports are unassigned for tcp;")
                .contains("269 clean                4, 6, 8, 10, 12, 14-16, 26,")
                .contains("9 given up, last of all  2-3, 47, 51, 61, 359, 831-833")
                .contains("RFC 7605 section 7.3 advises not to ask");
        assertThat(run("next", "user")).isZero();
        assertThat(terminal.out())
                .startsWith("42446 user ports")
                .contains("40764 clean")
                .contains("1895, 2693, 2925,");
        assertThat(run("next", "dynamic")).isEqualTo(2);
        assertThat(run("next", "sideways")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "my-new-service | 0 | Nobody has it, and no list ever had it.",
                "914c/g | 1 | is no letter, digit or hyphen",
                "smtp | 1 | smtp is 25/tcp, 25/udp now",
                "MTP | 1 | MTP was 57 in 1981-09 (RFC 790).",
                "6000-6063 | 1 | it has no letter",
                "a-very-long-name | 1 | it has 16 characters; 15 is the most",
                "a--b | 1 | it has two hyphens in a row",
                "b- | 1 | it ends with a hyphen"
            })
    void namesAreJudged(String name, int exit, String finding) {
        assertThat(run("validate", name)).isEqualTo(exit);
        assertThat(terminal.out().replaceAll("\\s+", " ")).contains(finding);
    }

    @Test
    void aPersonIsFoundThroughAllAges() {
        assertThat(run("who", "Steve Kille")).isZero();
        assertThat(terminal.out())
                .containsPattern("Steve Kille +1983-01\\.\\.2017-05-18 +47 +NI FTP")
                .containsPattern("Steve Kille +2017-05-18\\.\\.2026-02-13 +- +ni-mail");
        assertThat(run("who", "kille")).isZero();
        assertThat(run("who", "chris", "bennett")).isZero();
        assertThat(terminal.out()).containsPattern("1981-01\\.\\.1981-09 +47 +NI FTP");
        assertThat(run("who", "Nobody Atall")).isEqualTo(2);
        assertThat(terminal.err()).hasLineCount(1);
    }

    @Test
    void theTableOfADateIsTheListInForce() {
        assertThat(rows("at", "1981-10"))
                .anyMatch(row -> row.toString().contains("\"57\",\"what\":\"MTP (Jon Postel)\""));
        assertThat(terminal.out()).contains("RFC 790 of 1981-09 was the list in force");
        assertThat(rows("at", "1979"))
                .anyMatch(row -> row.toString().contains("Distributed Programming System"));
        assertThat(rows("at", "2017-05-17"))
                .anyMatch(row -> row.toString().contains("\"ni-mail\""));
        assertThat(rows("at", "2017-05-18"))
                .noneMatch(row -> row.toString().contains("\"name\":\"ni-mail\""));
        assertThat(rows("at", "2001")).isNotEmpty();
        assertThat(terminal.out()).contains("there is no record");
        assertThat(run("at", "1972-05-29")).isEqualTo(2);
        assertThat(terminal.err()).contains("before the first list of numbers");
        assertThat(run("at", "57")).isEqualTo(2);
    }

    @Test
    void datesDiffer() {
        assertThat(run("diff", "1980-09", "1981-09")).isEqualTo(1);
        assertThat(terminal.out())
                .containsPattern("\n- +25 +Distributed Programming System\n")
                .containsPattern("\n\\+ +25 +SMTP \\(Jon Postel\\)\n")
                .containsPattern("\n\\+ +57 +MTP \\(Jon Postel\\)\n")
                .doesNotContain("Discard");
        assertThat(run("diff", "1981-09", "1981-12")).isZero();
        assertThat(rows("diff", "1979-08", "1994-10")).hasSizeGreaterThan(500);
    }

    @Test
    void theMuseumHasTheSurveys() {
        assertThat(rows("museum")).hasSize(214);
        assertThat(rows("museum", "ucla-nmc")).isNotEmpty().hasSizeLessThan(30);
        assertThat(run("museum", "no-such-host")).isEqualTo(2);
    }

    @Test
    void theDataHasAnAge() {
        Instant day = Instant.parse("2026-02-23T00:00:00Z");
        terminal = new Terminal(new PortsUpdateCheck(InstantSource.fixed(day)));
        assertThat(terminal.run("update-check")).isZero();
        assertThat(terminal.out()).containsPattern("registry +2026-02-13 +10 days\n");
        Instant later = Instant.parse("2027-02-23T00:00:00Z");
        terminal = new Terminal(new PortsUpdateCheck(InstantSource.fixed(later)));
        assertThat(terminal.run("update-check")).isEqualTo(1);
    }

    @Test
    void everyReportFitsATerminalAndTellsItsDates() {
        for (String words :
                List.of("next user udp", "who postel", "at 1994", "diff 1972 1973", "museum")) {
            run(words.split(" ", -1));
            assertThat(terminal.out()).contains("\nData: registry 2026-02-13; log 2015-05-06..");
            assertThat(terminal.out().lines().filter(line -> line.length() > 80)).isEmpty();
        }
    }

    /// A key of the lists in print is the person's.
    @Test
    void aKeyIsSomebodysName() {
        assertThat(run("who", "SK8")).isZero();
        assertThat(terminal.out())
                .startsWith("SK8 is Steve Kille in RFC 1010 to RFC 1340.")
                .containsPattern("Steve Kille +1983-01\\.\\.2017-05-18 +47 +NI FTP");
        assertThat(run("who", "Mark Crispin")).isZero();
        assertThat(terminal.out()).contains(" imap ").doesNotContain("Crispin 2");
    }

    @Test
    void programsGetCountsAndPartsApart() {
        assertThat(rows("next", "system"))
                .anyMatch(
                        row ->
                                row.path("count").asInt() == 269
                                        && row.path("runs").get(0).asString().equals("4"));
        assertThat(rows("at", "1981-09"))
                .anyMatch(
                        row ->
                                row.path("text").asString().equals("MTP")
                                        && row.path("holder").asString().equals("Jon Postel"));
        assertThat(rows("diff", "1981-01", "1981-09"))
                .anyMatch(row -> row.path("after").asString().equals("SMTP (Jon Postel)"));
        assertThat(rows("who", "Chris", "Bennett"))
                .anyMatch(row -> row.path("from").asString().equals("1981-01"));
    }

    @Test
    void aWideCellDoesNotShiftTheOthers() {
        run("who", "skycatch");
        assertThat(terminal.out())
                .containsPattern("(?m)^Skycatch Inc\\., Ruben Beltran del Rio\n {5,}2018-02-09");
    }
}
