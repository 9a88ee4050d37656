package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;
import org.posthouse.gateway.ShapeSettings;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Host;

/// Makes routes of the configuration's `[[route]]` tables. What is wrong with a table is noted in
/// its section; a table without a pattern or a hop that can be used makes no route.
final class RouteReader {
    private static final int MOST_CONNECTIONS = 1000;

    private final Map<String, Scheme> schemes;
    private final Route otherwise;
    private Set<String> collecting = Set.of(); // the hosts that come for their mail

    /// @param otherwise has what a table does not say
    RouteReader(Collection<Scheme> schemes, Route otherwise) {
        this.schemes = schemes.stream().collect(Collectors.toUnmodifiableMap(Scheme::name, s -> s));
        this.otherwise = otherwise;
    }

    List<Map.Entry<Pattern, Route>> read(Section root) {
        collecting = root.table("collect").keys();
        return root.tables("route").stream().flatMap(this::table).toList();
    }

    private Stream<Map.Entry<Pattern, Route>> table(Section table) {
        List<String> to = table.texts("to", List.of());
        List<Pattern> patterns = to.stream().flatMap(text -> patterns(table, text)).toList();
        List<Hop> hops = table.several("send", List.of(), this::hop);
        if (to.isEmpty() && !table.has("to"))
            table.mistake("to", "is missing; name the hosts, such as to = \"*.example.org\"");
        if (!table.has("send"))
            table.mistake("send", "is missing; say where, as send = \"smtp://host:25\"");
        var patience = Patience.from(table, otherwise.patience());
        int connections = table.number("connections", otherwise.connections(), 1, MOST_CONNECTIONS);
        String knownAs = table.one("known-as", otherwise.knownAs(), Names::name);
        ShapeSettings shape = ShapeReader.read(table.table("shape"));
        if (patterns.isEmpty() || hops.isEmpty()) return Stream.empty();
        var route = new Route(shown(to), hops, patience, connections, knownAs, shape);
        return patterns.stream()
                .flatMap(pattern -> withModernName(pattern, shape))
                .map(pattern -> Map.entry(pattern, route));
    }

    /// Mail for a host goes its way under either of its names.
    private static Stream<Pattern> withModernName(Pattern pattern, ShapeSettings shape) {
        if (!(pattern instanceof Pattern.OneHost(var key))) return Stream.of(pattern);
        return Stream.concat(
                Stream.of(pattern),
                shape.hosts().entrySet().stream()
                        .filter(host -> new Host.Name(host.getKey()).key().equals(key))
                        .map(host -> new Pattern.OneHost(new Host.Name(host.getValue()).key())));
    }

    private static String shown(List<String> to) {
        return to.getFirst() + (to.size() > 1 ? " and others" : "");
    }

    private Reading<Hop> hop(String text) {
        return switch (Scheme.parse(text, schemes)) {
            case Hop.Understood(Hop.Collect(var name)) when !collecting.contains(name) ->
                    new Reading.Bad<>(
                            "there is no [collect."
                                    + name
                                    + "] that says who may come for this mail");
            case Hop.Understood(var hop) -> new Reading.Good<>(hop);
            case Hop.Malformed(var why) -> new Reading.Bad<>(why);
        };
    }

    private static Stream<Pattern> patterns(Section table, String text) {
        return text.contains("/") ? file(table, Path.of(text)) : pattern(table, text, "");
    }

    private static Stream<Pattern> pattern(Section table, String text, String where) {
        return switch (Pattern.read(text)) {
            case Reading.Good<Pattern>(var pattern) -> Stream.of(pattern);
            case Reading.Bad<Pattern>(var why) -> {
                table.mistake("to", where + why);
                yield Stream.empty();
            }
        };
    }

    /// A table file: a pattern a line, and comments.
    private static Stream<Pattern> file(Section table, Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return IntStream.range(0, lines.size())
                    .boxed()
                    .flatMap(i -> line(table, lines.get(i), file + " line " + (i + 1) + ": "));
        } catch (NoSuchFileException _) {
            table.mistake("to", "there is no table file " + file);
        } catch (IOException e) {
            table.mistake("to", "the table file " + file + " cannot be read: " + e.getMessage());
        }
        return Stream.empty();
    }

    private static Stream<Pattern> line(Section table, String line, String where) {
        String text = line.strip();
        // `#` begins a comment, but `#1234` a host number (RFC 780 section 5.1.2).
        if (text.isEmpty() || text.matches("#(\\D.*)?")) return Stream.empty();
        return pattern(table, text.replaceFirst("\\s+#.*", ""), where);
    }
}
