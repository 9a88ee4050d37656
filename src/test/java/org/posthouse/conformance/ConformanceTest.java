package org.posthouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import module java.base;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// docs/conformance-mtp.md: every statement of RFC 780 and RFC 772, what proves it, and whether
/// that passed. Comes after all other tests, and looks at how they fared: a proof that failed, was
/// not run or is no test fails the build, and so does a statement without one.
///
/// `-Dposthouse.conformance=write` writes the table anew.
@Order(Integer.MAX_VALUE)
final class ConformanceTest {
    private static final Path TABLE = Path.of("docs/conformance-mtp.md");

    @Test
    void everyStatementHasAProof() throws IOException {
        List<String> ids = Statement.all().stream().map(Statement::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Statement.proofs().keySet())
                .as("statements with a proof")
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void everyProofIsATest() throws IOException {
        assertThat(proofs().filter(proof -> !proof.exists()))
                .as("proofs that are neither a transcript that is played nor a test")
                .isEmpty();
    }

    @Test
    void everyProofWasRunAndPassed() throws IOException {
        assumeFalse(Outcomes.none(), "the tests that prove anything were not run this time");
        assertThat(proofs().filter(proof -> !Outcomes.passed(proof.key()).orElse(false)))
                .as("proofs that failed or were not run")
                .isEmpty();
    }

    @Test
    void theTableSaysSo() throws IOException {
        String table = table();
        if ("write".equals(System.getProperty("posthouse.conformance")))
            Files.writeString(TABLE, table);
        assertThat(Files.readString(TABLE))
                .as(TABLE + "; -Dposthouse.conformance=write writes it anew")
                .isEqualTo(table);
    }

    private static Stream<Proof> proofs() throws IOException {
        return Statement.proofs().values().stream().flatMap(List::stream).distinct();
    }

    // ------------------------------------------------------------------------------------------

    private static String table() throws IOException {
        List<Statement> statements = Statement.all();
        Map<String, List<Proof>> proofs = Statement.proofs();
        var table = new StringBuilder(head(statements));
        String section = "";
        for (Statement statement : statements) {
            String heading = heading(statement);
            if (!heading.equals(section)) {
                table.append("\n## ").append(heading).append("\n\n");
                table.append("| | who | statement | proof | |\n|---|---|---|---|---|\n");
                section = heading;
            }
            List<Proof> those = proofs.getOrDefault(statement.id(), List.of());
            table.append(row(statement, those));
        }
        return table.toString();
    }

    private static String head(List<Statement> statements) {
        return """
        # MTP, statement by statement

        What [RFC 780](https://www.rfc-editor.org/rfc/rfc780) and [RFC 772](https://www.rfc-editor.org/rfc/rfc772) ask of a
        program, %d statements in our words, numbered by someone who had not read our code yet; and for each the test that
        proves that Posthouse obeys it. `ConformanceTest` writes this page and holds it: it runs after all other tests of
        `mvn verify`, and fails when a statement has no proof, or a proof was not run or did not pass. A `.txt` is a transcript:
        the dialogue itself, played over a socket. RFC 772's statements are those of the dialect `rfc772`.

        Left out is what no program on TCP can obey or break: the NCP, NITS and X.25 transports, how a host stores characters
        in its words, the region identifiers of "some distant future" (RFC 780 section 3.2), advice to people, and reasons.
        """
                .formatted(statements.size());
    }

    private static String heading(Statement statement) {
        String section = statement.section();
        if (section.matches("[A-Z]")) section = "appendix " + section;
        else if (section.matches("[0-9.]+")) section = "section " + section;
        return "RFC %d, %s".formatted(statement.rfc(), section);
    }

    private static String row(Statement statement, List<Proof> proofs) {
        boolean passed =
                !proofs.isEmpty()
                        && proofs.stream()
                                .allMatch(proof -> Outcomes.passed(proof.key()).orElse(true));
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        statement.id(),
                        statement.role(),
                        cell(statement.words()),
                        proofs.stream().map(Proof::link).collect(Collectors.joining(", ")),
                        passed ? "pass" : "FAIL");
    }

    /// With nothing in it that Markdown would take for its own.
    private static String cell(String words) {
        return words.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "\\<")
                .replace("*", "\\*")
                .replace("_", "\\_");
    }
}
