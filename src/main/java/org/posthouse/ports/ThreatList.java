package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.registry.Csv;
import org.posthouse.ports.registry.Dates;
import org.posthouse.ports.registry.Malformed;
import org.posthouse.ports.sockets.Transport;

/// A list of ports that somebody calls bad, as the user has it: comma-separated values with the
/// heading `port,protocol,name,source,date`, in any order, more columns ignored.
///
/// It is hearsay and is quoted as that. A trojan may use any number, and a service any number that
/// a trojan once used, so that no verdict comes of it.
public record ThreatList(List<Rumour> rumours) {
    private static final List<String> COLUMNS =
            List.of("port", "protocol", "name", "source", "date");
    private static final int LAST = 65_535;

    /// What one line says.
    ///
    /// @param protocol a transport, or empty for any
    /// @param source who says so
    /// @param date when, as the list has it
    public record Rumour(int port, String protocol, String name, String source, String date) {
        public String words() {
            return "%s, according to %s (%s)"
                    .formatted(
                            name,
                            source.isEmpty() ? "the list, which names no source" : source,
                            date.isEmpty() ? "undated" : date);
        }
    }

    public ThreatList {
        rumours = List.copyOf(rumours);
    }

    /// @throws Malformed when it has no such heading, or a line has no port, protocol, name or date
    public static ThreatList read(String text) throws Malformed {
        List<Csv.Line> lines = Csv.read(text.startsWith("\ufeff") ? text.substring(1) : text);
        if (lines.isEmpty()) throw new Malformed(1, "the heading is missing: " + heading());
        List<String> heading =
                lines.getFirst().fields().stream()
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .toList();
        if (!heading.contains("port") || !heading.contains("name"))
            throw new Malformed(1, "the heading is not " + heading());
        var rumours = new ArrayList<Rumour>();
        for (Csv.Line line : lines.subList(1, lines.size())) rumours.add(rumour(heading, line));
        return new ThreatList(rumours);
    }

    private static String heading() {
        return String.join(",", COLUMNS);
    }

    private static Rumour rumour(List<String> heading, Csv.Line line) throws Malformed {
        int fields = line.fields().size();
        if (fields < heading.size())
            throw new Malformed(
                    line.number(),
                    "it has " + fields + " fields where the heading has " + heading.size());
        List<String> cells =
                COLUMNS.stream()
                        .map(heading::indexOf)
                        .map(
                                at ->
                                        at < 0 || at >= line.fields().size()
                                                ? ""
                                                : line.fields().get(at).strip())
                        .toList();
        String port = cells.getFirst();
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST)
            throw new Malformed(line.number(), "\"" + port + "\" is no port");
        String protocol = cells.get(1).toLowerCase(Locale.ROOT);
        if (!protocol.isEmpty() && Transport.named(protocol).isEmpty())
            throw new Malformed(
                    line.number(),
                    "\"" + cells.get(1) + "\" is no protocol: tcp, udp, udplite, sctp or nothing");
        if (cells.get(2).isEmpty()) throw new Malformed(line.number(), "the name is missing");
        String date = cells.get(4);
        if (!date.isEmpty() && !Dates.isDate(date))
            throw new Malformed(
                    line.number(),
                    "\"" + date + "\" is no date; write 2003, 2003-05 or 2003-05-17, or nothing");
        return new Rumour(
                Integer.parseInt(port), protocol, cells.get(2), cells.get(3), cells.get(4));
    }

    /// What is said of a port, whatever the transport.
    public List<Rumour> of(int port) {
        return rumours.stream().filter(one -> one.port == port).toList();
    }

    /// What is said of a port.
    public List<Rumour> of(int port, Transport transport) {
        return rumours.stream()
                .filter(one -> one.port == port)
                .filter(one -> one.protocol.isEmpty() || one.protocol.equals(transport.word()))
                .toList();
    }
}
