package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `posthouse ports map`: the grid, the words, the page.
final class PortsMapTest {
    private static final int PORTS = 1024;

    private final Terminal terminal = new Terminal(PortsCommand.line());

    @Test
    void theGridHasEveryPortAndNeedsNoColour() {
        assertThat(terminal.run("ports", "map")).isZero();
        List<String> rows =
                terminal.out().lines().filter(line -> line.matches(" {0,3}\\d+ [^ ]{64}")).toList();
        assertThat(rows).hasSize(16).allMatch(row -> row.length() == 69);
        String signs = rows.stream().map(row -> row.substring(5)).collect(Collectors.joining());
        assertThat(signs).hasSize(PORTS).doesNotContain("\u001b");
        assertThat(signs.charAt(57)).isEqualTo('P');
        assertThat(signs.charAt(61)).isEqualTo('x');
        assertThat(signs.charAt(25)).isEqualTo('#');
        assertThat(signs.charAt(4)).isEqualTo('.');
        assertThat(signs.chars().filter(c -> c == '.').count()).isEqualTo(282);
        assertThat(terminal.out()).contains(".   282 unassigned\n");
    }

    @Test
    void colourChangesNoSign() {
        assertThat(terminal.run("ports", "map")).isZero();
        String plain = terminal.out();
        var coloured = new Terminal(PortsCommand.line());
        coloured.line().setColorScheme(Help.defaultColorScheme(Ansi.ON));
        assertThat(coloured.run("ports", "map")).isZero();
        assertThat(coloured.out()).contains("\u001b[35mP\u001b[0m");
        assertThat(coloured.out().replaceAll("\u001b\\[\\d*m", "")).isEqualTo(plain);
    }

    @Test
    void wordsSayTheSame() {
        assertThat(terminal.run("ports", "map", "--runs")).isZero();
        assertThat(terminal.out())
                .contains("682 assigned, 7 private use, 282 unassigned,\n42 reserved, 9 de-")
                .containsPattern("private use +57 +any private terminal access\n");
    }

    @Test
    void thePageNeedsNothingFromOutside(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("map.html");
        assertThat(terminal.run("ports", "map", "--html", file.toString())).isZero();
        String page = Files.readString(file);
        assertThat(page).contains("default-src 'none'").doesNotContain("http://", "https://");
        assertThat(page).doesNotContainPattern("(?i)<(link|img|iframe|script[^>]+src)");
        assertThat(page).doesNotContain("/*data*/", "/*style*/", "/*script*/", "innerHTML");
        JsonNode facts = facts(page);
        assertThat(facts.get("ports")).hasSize(PORTS);
        assertThat(at(facts, 57, "1981-09")).isEqualTo("assigned MTP");
        assertThat(at(facts, 57, "1983-01")).isEqualTo("unassigned ");
        assertThat(at(facts, 57, "2026-02-13"))
                .isEqualTo("private use any private terminal access");
        assertThat(at(facts, 25, "1979-08")).isEqualTo("assigned Distributed Programming System");
        assertThat(at(facts, 61, "2017-01-01")).isEqualTo("assigned ni-mail");
        assertThat(at(facts, 61, "2018-01-01")).isEqualTo("de-assigned ");
        assertThat(at(facts, 831, "2018-01-01")).isEqualTo("no record ");
        assertThat(at(facts, 80, "1995")).isEqualTo("no record ");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid(@TempDir Path folder) {
        assertThat(terminal.run("ports", "map", "--html", folder + "/no/map.html")).isEqualTo(2);
        assertThat(terminal.err()).hasLineCount(1).contains("there is no such file");
    }

    /// What somebody writes into the registry becomes text of the page and no markup.
    @Test
    void noTextOfTheRegistryBecomesMarkup(@TempDir Path folder) throws IOException {
        Path csv = folder.resolve("iana.csv");
        Files.writeString(
                csv,
                "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,"
                        + "Registration Date,Modification Date,Reference,Service Code,"
                        + "Unauthorized Use Reported,Assignment Notes\n"
                        + "x,5,tcp,</script><b>/*script*/,,,2026-01-01,,,,,\n"
                        + ",49151,tcp,IANA Reserved,,,,,,,,\n");
        Path file = folder.resolve("map.html");
        assertThat(
                        terminal.run(
                                "ports",
                                "map",
                                "--registry",
                                csv.toString(),
                                "--html",
                                file.toString()))
                .as(terminal.err())
                .isZero();
        String page = Files.readString(file);
        assertThat(page).doesNotContain("<b>");
        assertThat(facts(page).get("ports").get(5).toString()).contains("</script><b>/*script*/");
    }

    private static JsonNode facts(String page) {
        String open = "<script type=\"application/json\" id=\"facts\">";
        int from = page.indexOf(open) + open.length();
        return JsonMapper.shared().readTree(page.substring(from, page.indexOf("</script>", from)));
    }

    /// As the page's script finds it.
    private static String at(JsonNode facts, int port, String date) {
        int stop = 0;
        while (!facts.get("stops").get(stop).get(0).stringValue().equals(date)) stop++;
        JsonNode found = facts.get("ports").get(port).get("s").get(0);
        for (JsonNode turn : facts.get("ports").get(port).get("s"))
            if (turn.get(0).intValue() <= stop) found = turn;
        return facts.get("words").get(found.get(1).intValue()).stringValue()
                + " "
                + found.get(2).stringValue();
    }
}
