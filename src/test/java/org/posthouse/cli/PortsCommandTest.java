package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `posthouse ports PORT` as a person sees it.
final class PortsCommandTest {
    private Terminal terminal = new Terminal(PortsCommand.line(Machines.QUIET));

    private String tell(String... words) {
        terminal = new Terminal(PortsCommand.line(Machines.QUIET));
        var all = new ArrayList<>(List.of("ports"));
        all.addAll(List.of(words));
        assertThat(terminal.run(all.toArray(String[]::new))).as(terminal.err()).isZero();
        assertThat(terminal.err()).isEmpty();
        return terminal.out();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "65536 | 65536 is no port: ports are 0 to 65535",
                "99999999999999999999 | is no port: ports are 0 to 65535",
                "57/tpc | \"tpc\" is no transport: tcp, udp, sctp and dccp have ports",
                "smpt | \"smpt\" is no service, now or once; did you mean smtp, smpp, smpte?",
                "57-60 | 57-60 is a range",
                "57/ | a transport is missing, as in 57/udp",
                "57\u001b[2Jx | is no service, now or once"
            })
    void whatIsNoPortIsSaidInALine(String word, String why) {
        assertThat(terminal.run("ports", "57", word)).isEqualTo(2);
        assertThat(terminal.err()).contains(why).doesNotContain("\u001b").hasLineCount(1);
        assertThat(terminal.out()).isEmpty(); // nothing half-done
    }

    @Test
    void fiftySevenIsPrivateNotUnassigned() {
        assertThat(tell("57"))
                .startsWith("Port 57  any private terminal access, once MTP\n")
                .contains("tcp, udp   private use (RFC 6335: assigned)\n")
                .contains("1981-09                MTP (Jon Postel) ")
                .contains("  RFC 790\n")
                .contains("57 MTP was followed by 25 SMTP")
                .contains("no record; the same at both ends")
                .contains("registry 2026-02-13; log 2015-05-06..2025-04-08;");
    }

    @Test
    void aNameIsToldBothWays() {
        assertThat(tell("MTP"))
                .startsWith("mtp is 1911/tcp, 1911/udp now: Starlight")
                .contains("\nMTP was 57 in 1981-09 (RFC 790).\n")
                .contains("\nPort 1911  mtp\n")
                .contains("\nPort 57  any private terminal access, once MTP\n");
        assertThat(tell("ni-mail"))
                .startsWith("ni-mail is registered without a port now")
                .contains("NIMAIL was 61 from 1983-01 (RFC 820) to 1994-10 (RFC 1700).");
    }

    /// The lists themselves write NIMAIL, NI MAIL and NI-MAIL.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nimail | ni-mail is registered without a port now",
                "niftp | NI FTP was 47 from 1980-01 (RFC 762) to 1994-10 (RFC 1700).",
                "pop-2 | pop2 is 109/tcp, 109/udp now",
                "acrnema | acr-nema is 104/tcp, 104/udp now",
                "sai_sentlm | sai-sentlm was 2640/tcp, 2640/udp until 2016-05-12 (registry log)."
            })
    void spellingIsForgiven(String word, String sentence) {
        assertThat(tell(word).replace('\n', ' ')).contains(sentence);
    }

    @Test
    void markdownHasAllParts() {
        assertThat(tell("57", "--markdown"))
                .contains("### Registered", "### Here now", "### History", "### Lineage")
                .contains("### Holders\n\n- Jon Postel 1981-01..2026-02-13\n")
                .contains("### Good to know")
                .endsWith("lists 1972..1994-10.\n");
    }

    @Test
    void programsGetTheStateAsRfc6335HasItToo() {
        assertThat(tell("57", "--json"))
                .contains("\"state\":\"private-use\",\"rfc6335\":\"assigned\"");
        assertThat(tell("61", "--json"))
                .contains("\"state\":\"de-assigned\",\"rfc6335\":\"reserved\"");
        assertThat(tell("49152", "--json")).contains("\"state\":\"dynamic\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"57", "61", "80", "smtp", "465", "mtp", "0", "65535", "x11", "914c/g"})
    void allFitsATerminal(String word) {
        for (String line : tell(word).lines().toList())
            assertThat(line).hasSizeLessThanOrEqualTo(80);
        tell(word, "--all");
        tell(word, "--markdown");
    }

    @Test
    void allHasTheSurveyAndEveryRow() {
        assertThat(tell("57", "--all"))
                .containsPattern("57 \\(71 octal\\): MTP \\(Jon Postel\\) +RFC 790:455\n")
                .contains("0-63: Network wide standard functions,");
        assertThat(tell("1", "--all"))
                .contains("UCLA-NMC (host 1): Telnet")
                .contains("RFC 433:131");
    }

    @Test
    void programsGetAnObjectALine() {
        List<JsonNode> lines =
                tell("57/tcp", "mtp", "--json").lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines).hasSize(2);
        JsonNode port = lines.getFirst().get("ports").get(0);
        assertThat(port.get("port").intValue()).isEqualTo(57);
        assertThat(port.get("registered").get(0).get("state").stringValue())
                .isEqualTo("private-use");
        assertThat(port.get("history").valueStream().map(c -> c.get("kind").stringValue()))
                .contains("list", "namespace", "gap", "seen", "registry");
        assertThat(lines.getFirst().get("data").get("registry").stringValue())
                .isEqualTo("2026-02-13");
        assertThat(lines.getLast().get("ports").valueStream().map(p -> p.get("port").intValue()))
                .containsExactly(1911, 57);
    }

    @Test
    void theRegistryMayBeOnesOwn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("iana.csv");
        Files.writeString(file, "Service Name,Port Number\nx,1\n");
        assertThat(terminal.run("ports", "57", "--registry", file.toString())).isEqualTo(2);
        assertThat(terminal.err())
                .isEqualTo(
                        "posthouse ports: "
                                + file
                                + ", line 1: not IANA's service-names-port-numbers.csv: other"
                                + " columns\n");
        terminal = new Terminal(PortsCommand.line(Machines.QUIET));
        assertThat(terminal.run("ports", "57", "--registry", folder + "/none")).isEqualTo(2);
        assertThat(terminal.err()).endsWith("none: there is no such file\n");
    }

    /// Only what is named is made; all of it for help and for whoever describes the commands.
    @Test
    void commandsBelowAreThereWhenTheyAreNamed() {
        Map<String, CommandLine> all = PortsCommand.line(List.of()).getSubcommands();
        assertThat(PortsCommand.line(List.of("ports", "-h")).getSubcommands())
                .containsOnlyKeys(all.keySet());
        assertThat(PortsCommand.line(List.of("ports", "57")).getSubcommands()).isEmpty();
        all.forEach(
                (name, command) -> {
                    assertThat(command.getCommandName()).isEqualTo(name);
                    assertThat(PortsCommand.line(List.of("ports", name)).getSubcommands())
                            .containsOnlyKeys(name);
                });
    }
}
