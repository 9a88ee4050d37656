package org.posthouse.ports;

import static org.posthouse.ports.JsonText.object;

import module java.base;

import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Reach;
import org.posthouse.ports.identify.Scanned;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.Transport;

/// What a scan of one host came to, told for people and for programs.
///
/// @param host as it was named
/// @param asked the ports that were tried, as a list of numbers and ranges
/// @param checked the open ones that were asked what they speak; empty when none was
public record ScanReport(
        String host,
        String asked,
        Scanned scanned,
        List<Checked> checked,
        Duration took,
        Registry registry) {
    public ScanReport {
        checked = List.copyOf(checked);
    }

    /// For a terminal.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (int port : scanned.open())
            lines.add(
                    "%-9s  %-4s  %-24s  %s"
                            .formatted(port + "/tcp", "open", registered(port), observed(port))
                            .stripTrailing());
        lines.add(summary());
        return lines;
    }

    public List<String> markdown() {
        var lines = new ArrayList<String>();
        lines.add("### " + summary());
        lines.add("");
        lines.add("| port | registered | observed |");
        lines.add("|---|---|---|");
        for (int port : scanned.open())
            lines.add(
                    "| %d/tcp | %s | %s |"
                            .formatted(port, registered(port), observed(port).replace("|", "\\|")));
        return lines;
    }

    private String summary() {
        String counts =
                Stream.of(Reach.OPEN, Reach.CLOSED, Reach.FILTERED, Reach.UNREACHABLE)
                        .filter(reach -> reach == Reach.OPEN || scanned.count(reach) > 0)
                        .map(reach -> "%,d %s".formatted(scanned.count(reach), reach.word()))
                        .collect(Collectors.joining(", "));
        String why = scanned.isUnreachable() ? "; " + scanned.why() : "";
        return String.format(
                Locale.ROOT,
                "%s, ports %s: %s in %.1f s%s; names from the registry of %s",
                host,
                asked,
                counts,
                took.toNanos() / 1e9,
                why,
                registry.date());
    }

    private String registered(int port) {
        var standing = registry.standing(port, Transport.TCP);
        return standing.names().isEmpty()
                ? "(" + standing.state().words() + ")"
                : String.join(", ", standing.names());
    }

    private String observed(int port) {
        return checked(port)
                .flatMap(Checked::identity)
                .map(
                        identity ->
                                CheckReport.words(identity)
                                        + identity.product().map(p -> "; " + p).orElse(""))
                .orElse("");
    }

    private Optional<Checked> checked(int port) {
        return checked.stream().filter(one -> one.target().port() == port).findFirst();
    }

    /// One object; the names are a contract (docs/ports.md).
    public String json() {
        return JsonText.of(
                object(
                        "host", host,
                        "address", scanned.address().getHostAddress(),
                        "ports", asked,
                        "open", scanned.open().stream().map(this::json).toList(),
                        "openCount", scanned.count(Reach.OPEN),
                        "closedCount", scanned.count(Reach.CLOSED),
                        "filteredCount", scanned.count(Reach.FILTERED),
                        "unreachableCount", scanned.count(Reach.UNREACHABLE),
                        "why", scanned.why(),
                        "seconds", took.toNanos() / 1e9,
                        "registry", registry.date()));
    }

    private Map<String, Object> json(int port) {
        var standing = registry.standing(port, Transport.TCP);
        return object(
                "port", port,
                "registered", object("state", standing.state().words(), "names", standing.names()),
                "observed", checked(port).flatMap(Checked::identity).map(CheckJson::observed),
                "product",
                        checked(port)
                                .flatMap(Checked::identity)
                                .flatMap(identity -> identity.product())
                                .map(Object::toString));
    }
}
