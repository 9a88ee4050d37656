package org.posthouse.ports;

import static org.posthouse.ports.JsonText.object;

import module java.base;

import org.posthouse.ports.registry.Chapter;
import org.posthouse.ports.registry.Lineage;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.Remark;
import org.posthouse.ports.registry.Standing;
import org.posthouse.ports.registry.Transport;

/// The map of the system ports as one HTML page that needs nothing from outside: its style, its
/// script and its data are in it. The data is JSON without `<`, and the script makes text of it and
/// never markup.
public final class MapPage {
    private static final List<PortMap.Cell> CELLS = List.of(PortMap.Cell.values());

    private MapPage() {}

    public static String of(Registry registry) {
        return resource("map.html")
                .replace("/*style*/", resource("map.css"))
                .replace("/*script*/", resource("map.js"))
                .replace("/*data*/", JsonText.of(data(registry)));
    }

    private static String resource(String name) {
        try (InputStream in = MapPage.class.getResourceAsStream(name)) {
            byte[] octets = Objects.requireNonNull(in, name).readAllBytes();
            return new String(octets, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> data(Registry registry) {
        List<PortMap.Stop> stops = PortMap.of(registry).stops();
        var ports = new ArrayList<Map<String, Object>>();
        for (int port = 0; port < PortMap.PORTS; port++) ports.add(port(port, stops, registry));
        return object(
                "dates", Dossier.DataDates.of(registry).words(),
                "words", CELLS.stream().map(PortMap.Cell::words).toList(),
                "stops", stops.stream().map(stop -> List.of(stop.date(), stop.source())).toList(),
                "ports", ports);
    }

    /// @return `s` what it is at each stop from which on it is so: stop, cell, title; `r` what is
    ///   registered, `h` the history, `l` the lineage, `k` what is good to know
    private static Map<String, Object> port(int port, List<PortMap.Stop> stops, Registry registry) {
        Dossier dossier = Dossier.of(port, Optional.empty(), registry);
        return object(
                "s", turns(port, stops),
                "r", registered(dossier),
                "h",
                        dossier.story().stream()
                                .filter(c -> !(c instanceof Chapter.Changed ch && ch.isFormal()))
                                .map(c -> List.of(Chapters.when(c), Chapters.what(c), c.source()))
                                .toList(),
                "l", dossier.lineage().stream().map(MapPage::lineage).toList(),
                "k",
                        dossier.remarks().stream()
                                .filter(remark -> remark.kind() != Remark.Kind.SIGHTING)
                                .map(remark -> remark.text() + " (" + remark.source() + ")")
                                .toList());
    }

    /// Transports of which the same is said are told together.
    private static List<String> registered(Dossier dossier) {
        Map<String, List<String>> same = new LinkedHashMap<>();
        for (Standing standing : dossier.standings())
            standing(standing)
                    .ifPresent(
                            words ->
                                    same.computeIfAbsent(words, _ -> new ArrayList<>())
                                            .add(standing.transport().word()));
        return same.entrySet().stream()
                .map(one -> String.join(", ", one.getValue()) + ": " + one.getKey())
                .toList();
    }

    private static List<List<Object>> turns(int port, List<PortMap.Stop> stops) {
        var turns = new ArrayList<List<Object>>();
        for (int i = 0; i < stops.size(); i++) {
            int cell = CELLS.indexOf(stops.get(i).cells().get(port));
            String title = stops.get(i).titles().get(port);
            List<Object> last = turns.isEmpty() ? List.of() : turns.getLast();
            if (last.isEmpty() || !last.get(1).equals(cell) || !last.get(2).equals(title))
                turns.add(List.of(i, cell, title));
        }
        return turns;
    }

    private static Optional<String> standing(Standing standing) {
        boolean usual =
                standing.transport() == Transport.TCP || standing.transport() == Transport.UDP;
        if (!usual && standing.names().isEmpty()) return Optional.empty();
        String entries =
                standing.entries().stream()
                        .map(
                                entry ->
                                        entry.isNamed()
                                                ? entry.name() + ", " + entry.description()
                                                : entry.description())
                        .collect(Collectors.joining("; "));
        return Optional.of(
                standing.state().words()
                        + (entries.isEmpty()
                                ? ""
                                : " - " + entries.lines().findFirst().orElse("")));
    }

    private static List<Object> lineage(Lineage edge) {
        return List.of(
                edge.date(),
                edge.from(),
                edge.name(),
                edge.relation(),
                edge.to(),
                edge.other(),
                edge.source());
    }
}
