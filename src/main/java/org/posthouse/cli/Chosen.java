package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Filter;
import org.posthouse.control.Selection;
import org.posthouse.mail.MessageId;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a command is to work on: ids, or a filter, or all there is. One of them must be given, for
/// what was forgotten must not mean everything.
final class Chosen {
    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Messages by their ids; - reads ids from standard input.")
    private List<String> ids = List.of();

    @Mixin private FilterOptions filter = new FilterOptions();

    @Option(names = "--all", description = "Everything in the queue.")
    private boolean all;

    /// @throws Stop when it is none of them, or several
    Selection selection() throws IOException {
        Filter given = filter.filter();
        boolean filtered = !given.equals(Filter.ANY);
        long ways = Stream.of(!ids.isEmpty(), filtered, all).filter(way -> way).count();
        if (ways == 0)
            throw Stop.usage(
                    "which messages? Name ids, or a filter such as --destination, or --all");
        if (ways > 1) throw Stop.usage("ids, a filter and --all exclude each other");
        return ids.isEmpty() ? new Selection.Matching(given) : new Selection.Ids(read(ids));
    }

    private static List<MessageId> read(List<String> words) throws IOException {
        var read = new ArrayList<MessageId>();
        for (String word : words) {
            if (word.equals("-")) {
                var lines =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine())
                    if (!line.isBlank()) read.add(id(line.strip()));
            } else {
                read.add(id(word));
            }
        }
        return read;
    }

    /// @throws Stop when it cannot be one
    static MessageId id(String word) {
        return MessageId.parse(word)
                .orElseThrow(
                        () ->
                                Stop.usage(
                                        "\""
                                                + Printable.line(word)
                                                + "\" is no id; ids have 13 letters and digits,"
                                                + " see posthouse queue list"));
    }
}
