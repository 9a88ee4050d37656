package org.posthouse.ports.registry;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// Sixty facts that were read in the RFCs, against the record: what a port was at a date, by which
/// line. The table is `ports/facts.tsv` among the tests' resources.
final class FactsTest {
    private static List<List<String>> facts() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/ports/facts.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }

    @Test
    void thereAreSixty() throws IOException {
        assertThat(facts()).hasSize(60);
        assertThat(facts().stream().map(List::getFirst).distinct().count())
                .isGreaterThan(30); // many a port beside mail's
    }

    @Test
    void eachIsInTheRecord() throws IOException {
        for (List<String> fact : facts()) {
            int port = Integer.parseInt(fact.get(0));
            String date = fact.get(1);
            AssignedNumbers list = AssignedNumbers.at(date).orElseThrow();
            assertThat(list.rfc()).as("%s", fact).isEqualTo(Integer.parseInt(fact.get(2)));
            assertThat(list.date()).isEqualTo(date);
            assertThat(History.listings(port))
                    .as("%s", fact)
                    .anyMatch(
                            row ->
                                    row.list().equals(list)
                                            && row.line() == Integer.parseInt(fact.get(3))
                                            && row.title().equals(fact.get(4)));
        }
    }

    /// The table's own last column: the words of the RFC have the number (in decimal first, where
    /// there is an octal column) and the text.
    @Test
    void eachIsInTheWordsOfItsRfc() throws IOException {
        for (List<String> fact : facts()) {
            String words = fact.get(5);
            String text = fact.get(4).replaceAll(".*, |;.*", "").replaceAll(" +", " ");
            assertThat(words).as("%s", fact).contains(text);
            List<Integer> numbers =
                    Pattern.compile("\\d+")
                            .matcher(words)
                            .results()
                            .map(found -> Integer.parseInt(found.group()))
                            .toList();
            int port = Integer.parseInt(fact.getFirst());
            boolean run = words.matches("\\d+-\\d+ .*");
            assertThat(
                            run
                                    ? numbers.get(0) <= port && port <= numbers.get(1)
                                    : numbers.contains(port))
                    .as("%s", fact)
                    .isTrue();
        }
    }
}
