package org.posthouse.conformance;

import module java.base;

/// One thing that an RFC asks of a program.
///
/// @param section its number, or its heading where the RFC numbers none
/// @param role receiver, sender, relay or format
/// @param words ours, not the RFC's
record Statement(String id, int rfc, String section, String role, String words) {
    private static final Path FOLDER = Path.of("src/test/resources/conformance");

    static List<Statement> all() throws IOException {
        return rows("mtp.tsv")
                .map(row -> row.split("\t", -1))
                .map(row -> new Statement(row[0], Integer.parseInt(row[1]), row[2], row[3], row[4]))
                .toList();
    }

    /// The proofs of each statement, by its id.
    static Map<String, List<Proof>> proofs() throws IOException {
        var proofs = new TreeMap<String, List<Proof>>();
        rows("mtp-proofs.txt")
                .map(row -> row.split(" +"))
                .forEach(
                        row ->
                                Stream.of(row)
                                        .skip(1)
                                        .forEach(
                                                id ->
                                                        proofs.computeIfAbsent(
                                                                        id, _ -> new ArrayList<>())
                                                                .add(new Proof(row[0]))));
        return proofs;
    }

    private static Stream<String> rows(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }
}
