package org.posthouse.ports.identify;

import module java.base;

/// The programs that can be told by how they name themselves: `fingerprints.txt` beside this class,
/// a line for each, written from what their documentation and their sources say they greet with.
final class Fingerprints {
    private record Print(Protocol protocol, Pattern words, String product) {}

    private static final String VERSION = "v";
    private static final String NAME = "n";

    private Fingerprints() {}

    /// Read when it is first needed.
    private static final class Prints {
        static final List<Print> ALL = read();
    }

    private static List<Print> read() {
        return lines("fingerprints.txt").map(Fingerprints::print).toList();
    }

    /// The lines of a table beside this class, without its comments.
    static Stream<String> lines(String table) {
        try (InputStream in =
                Objects.requireNonNull(Fingerprints.class.getResourceAsStream(table))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Print print(String line) {
        List<String> parts = List.of(line.split("\t+"));
        return new Print(
                Protocol.of(parts.get(0)).orElseThrow(() -> new IllegalStateException(line)),
                Pattern.compile(parts.get(2)),
                parts.get(1));
    }

    /// @param words all that the service said
    static Optional<Product> product(Protocol protocol, String words) {
        for (Print print : Prints.ALL) {
            if (print.protocol != protocol) continue;
            Matcher matcher = print.words.matcher(words);
            if (matcher.find())
                return Optional.of(
                        new Product(
                                group(NAME, matcher).orElse(print.product),
                                group(VERSION, matcher)));
        }
        return Optional.empty();
    }

    private static Optional<String> group(String name, Matcher matcher) {
        return matcher.namedGroups().containsKey(name)
                ? Optional.ofNullable(matcher.group(name))
                : Optional.empty();
    }

    /// For tests: how many there are.
    static int count() {
        return Prints.ALL.size();
    }
}
