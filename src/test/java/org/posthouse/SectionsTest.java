package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// Every RFC section that the sources cite exists: `RFC 780 section 4.1`, `RFC 5321 4.5.3.1.4`,
/// `sections 3.2 and 4.1 of RFC 780`. A bare `5.1.2` without its RFC is not looked at.
///
/// The section numbers stand in `rfc-sections.txt`, made by `scripts/rfc-sections`, so that the
/// build needs no copy of the RFCs. `rfc-sections-by-hand.txt` adds sections of RFCs that were not
/// at hand for the script and that someone has looked up.
final class SectionsTest {
    private record Citation(String rfc, String section) {}

    private static final String NUMBER = "(?:[1-9]\\d*|[A-K])(?:\\.\\d+)*+(?![\\w-])";
    private static final String DOTTED = "(?:[1-9]\\d*|[A-K])(?:\\.\\d+)++(?![\\w-])";
    private static final String MORE = "(?:(?:, and |, | and | or | to |-)" + DOTTED + ")*";
    private static final String WORD = "(?:[Ss]ections?|[Aa]ppendix|§) ?";
    private static final List<Pattern> CITATIONS =
            List.of(
                    // RFC 780 section 3.2; RFC 5321's appendix D
                    Pattern.compile(
                            "RFC (?<rfc>\\d+)(?:'s|,)? " + WORD + "(?<list>" + NUMBER + MORE + ")"),
                    // RFC 780 3.2, 4.1; a lone integer without the word may be anything
                    Pattern.compile("RFC (?<rfc>\\d+)(?:'s|,)? (?<list>" + DOTTED + MORE + ")"),
                    // sections 3.2 and 4.1 of RFC 780
                    Pattern.compile(WORD + "(?<list>" + NUMBER + MORE + ") of RFC (?<rfc>\\d+)"));

    @Test
    void everyCitedSectionExists() throws IOException {
        Map<String, Set<String>> sections = sections();
        assertThat(cited().filter(found -> !exists(sections, found.getValue())).toList())
                .as(
                        "file=citation of a section that is in neither rfc-sections.txt nor"
                                + " -by-hand.txt")
                .isEmpty();
    }

    @Test
    void citationsAreFound() {
        assertThat(citations("/// (RFC 780 section 4.1). RFC 5321 4.5.3.1.4, 4.5.3.2 and D.1;"))
                .containsExactlyInAnyOrder(
                        new Citation("780", "4.1"),
                        new Citation("5321", "4.5.3.1.4"),
                        new Citation("5321", "4.5.3.2"),
                        new Citation("5321", "D.1"));
        assertThat(citations("   // sections 3.2 and 4.1 of\n   // RFC 780, RFC 780's appendix E"))
                .containsExactlyInAnyOrder(
                        new Citation("780", "3.2"),
                        new Citation("780", "4.1"),
                        new Citation("780", "E"));
        assertThat(citations("RFC 780 4 octets, RFC 821, 822 and RFC 822 A line")).isEmpty();
    }

    @Test
    void aSectionThatIsNotThereIsSeen() throws IOException {
        assertThat(exists(sections(), new Citation("780", "5.1.2"))).isTrue();
        assertThat(exists(sections(), new Citation("780", "5.1.3"))).isFalse();
        assertThat(exists(sections(), new Citation("99999", "1"))).isFalse();
    }

    private static boolean exists(Map<String, Set<String>> sections, Citation citation) {
        return sections.getOrDefault(citation.rfc, Set.of()).contains(citation.section);
    }

    private static Map<String, Set<String>> sections() throws IOException {
        Path folder = Path.of("src/test/resources");
        List<String> lines = new ArrayList<>();
        lines.addAll(Files.readAllLines(folder.resolve("rfc-sections.txt")));
        lines.addAll(Files.readAllLines(folder.resolve("rfc-sections-by-hand.txt")));
        return lines.stream()
                .map(line -> List.of(line.split(" ")))
                .collect(Collectors.toMap(List::getFirst, Set::copyOf));
    }

    private static Stream<Map.Entry<Path, Citation>> cited() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root :
                List.of(Path.of("src"), Path.of("ARCHITECTURE.md"), Path.of("README.md"))) {
            if (Files.exists(root)) {
                try (Stream<Path> found = Files.walk(root)) {
                    found.filter(f -> f.toString().matches(".*\\.(java|md|toml)"))
                            .forEach(files::add);
                }
            }
        }
        files.remove(Path.of("src/test/java/org/posthouse/SectionsTest.java")); // cites wrongly on
        // purpose
        return files.stream().flatMap(f -> citations(read(f)).stream().map(c -> Map.entry(f, c)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Citation> citations(String source) {
        // A citation may be broken over two lines of a comment.
        String text = source.replaceAll("\\s*\\R\\s*(?://+|\\*|#)?\\s*", " ");
        return CITATIONS.stream()
                .flatMap(pattern -> pattern.matcher(text).results())
                .flatMap(
                        found ->
                                Pattern.compile(NUMBER)
                                        .matcher(found.group("list"))
                                        .results()
                                        .map(n -> new Citation(found.group("rfc"), n.group())))
                .distinct()
                .toList();
    }
}
