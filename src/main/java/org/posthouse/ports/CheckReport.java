package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Evidence;
import org.posthouse.ports.identify.Identity;
import org.posthouse.ports.identify.Observed;
import org.posthouse.ports.identify.Security;
import org.posthouse.ports.registry.Chapter;
import org.posthouse.ports.registry.Listing;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.Standing;
import org.posthouse.ports.registry.Story;
import org.posthouse.ports.registry.Transport;
import org.posthouse.ports.sockets.IpAddress;

/// What calling one port came to, told for people and for programs. What was observed, what the
/// port is registered for and what it once was stand in lines of their own.
///
/// @param host as it was named
/// @param historic a line for each use in the printed lists
/// @param now when it was called
/// @param others what came of other addresses of the host
/// @param here who listens, where it is a port of this machine
public record CheckReport(
        String host,
        Checked checked,
        Standing registered,
        List<String> historic,
        String registryDate,
        Instant now,
        List<Checked> others,
        Optional<Here> here) {
    /// Who listens on this machine where the call came to.
    ///
    /// @param owner in words, a line for each process
    /// @param listeners as values for [JsonText]
    public record Here(List<String> owner, List<Map<String, Object>> listeners) {
        public Here {
            owner = List.copyOf(owner);
            listeners = List.copyOf(listeners);
        }
    }

    public CheckReport {
        historic = List.copyOf(historic);
        others = List.copyOf(others);
    }

    public static CheckReport of(
            String host, Checked checked, Transport transport, Registry registry) {
        int port = checked.target().port();
        return new CheckReport(
                host,
                checked,
                registry.standing(port, transport),
                historic(port, transport, registry),
                registry.date(),
                Instant.now(),
                List.of(),
                Optional.empty());
    }

    /// The same, with what came of all addresses that were tried.
    public CheckReport beside(List<Checked> tried) {
        List<Checked> others = tried.stream().filter(one -> !one.equals(checked)).toList();
        return new CheckReport(
                host, checked, registered, historic, registryDate, now, others, here);
    }

    /// The same, with who listens.
    public CheckReport owned(Optional<Here> owners) {
        return new CheckReport(
                host, checked, registered, historic, registryDate, now, others, owners);
    }

    private static List<String> historic(int port, Transport transport, Registry registry) {
        return Story.of(port, Optional.of(transport), registry).stream()
                .filter(Chapter.Listed.class::isInstance)
                .map(Chapter.Listed.class::cast)
                .filter(listed -> isUse(listed.first().status()))
                .map(
                        listed ->
                                span(listed.from(), listed.to())
                                        + " "
                                        + listed.first().title()
                                        + " ("
                                        + listed.source()
                                        + ")")
                .toList();
    }

    private static boolean isUse(Listing.Status status) {
        return switch (status) {
            case ASSIGNED, PRIVATE_USE, LISTED -> true;
            case UNASSIGNED, RESERVED, BLANK -> false;
        };
    }

    private static String span(String from, String to) {
        return from.equals(to) ? from : from + ".." + to;
    }

    /// For a terminal.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(title());
        facts().forEach(
                        (name, values) ->
                                values.forEach(v -> lines.add("  %-11s %s".formatted(name, v))));
        return lines;
    }

    public List<String> markdown() {
        var lines = new ArrayList<String>();
        lines.add("### " + title());
        lines.add("");
        lines.add("| fact | |");
        lines.add("|---|---|");
        facts().forEach(
                        (name, values) ->
                                values.forEach(
                                        v ->
                                                lines.add(
                                                        "| "
                                                                + name
                                                                + " | "
                                                                + v.replace("|", "\\|")
                                                                + " |")));
        return lines;
    }

    private String title() {
        String address = address(checked);
        String where = host.equals(address) ? host : host + " (" + address + ")";
        String why = checked.why().isEmpty() ? "" : ", " + checked.why();
        return "%s port %d/%s: %s%s"
                .formatted(
                        where,
                        checked.target().port(),
                        registered.transport().word(),
                        reach(),
                        why);
    }

    /// As RFC 5952 writes it.
    static String address(Checked checked) {
        String address = checked.target().address().getHostAddress();
        return IpAddress.parse(address).map(IpAddress::toString).orElse(address);
    }

    private static String tried(Checked other) {
        String why = other.why().isEmpty() ? "" : ", " + other.why();
        return address(other) + ": " + other.reach().word() + why;
    }

    /// `open-silent` is a state of its own for those who look for open ports.
    String reach() {
        boolean silent =
                checked.identity()
                        .map(Identity::observed)
                        .filter(Observed.Silent.class::isInstance)
                        .isPresent();
        return silent ? "open-silent" : checked.reach().word();
    }

    private Map<String, List<String>> facts() {
        var facts = new LinkedHashMap<String, List<String>>();
        checked.identity().ifPresent(identity -> observed(facts, identity));
        facts.put("registered", List.of(meaning() + " [registry of " + registryDate + "]"));
        if (!historic.isEmpty()) facts.put("historic", historic);
        here.ifPresent(one -> facts.put("owner", one.owner()));
        if (!others.isEmpty())
            facts.put("tried too", others.stream().map(CheckReport::tried).toList());
        checked.identity()
                .ifPresent(
                        identity ->
                                facts.put(
                                        "evidence",
                                        identity.evidence().stream()
                                                .map(CheckReport::shown)
                                                .toList()));
        return facts;
    }

    private void observed(Map<String, List<String>> facts, Identity identity) {
        facts.put("observed", List.of(words(identity)));
        identity.product().ifPresent(p -> facts.put("product", List.of(p + ", as it says itself")));
        identity.security().ifPresent(s -> facts.put("TLS", security(s)));
        if (!identity.notes().isEmpty())
            facts.put("note", identity.notes().stream().map(CheckReport::printable).toList());
    }

    /// In a phrase: the protocol, its edition, and how sure that is.
    static String words(Identity identity) {
        String inside =
                switch (identity.observed()) {
                    case Observed.Speaks(var protocol, var edition, var confidence) ->
                            protocol.title()
                                    + (edition.isEmpty() ? "" : ", " + edition)
                                    + ": "
                                    + confidence.word();
                    case Observed.Busy(var perhaps) ->
                            "busy" + perhaps.map(p -> ", perhaps " + p.title()).orElse("");
                    case Observed.Unknown(var why) -> "unknown: " + why;
                    case Observed.Silent _ -> "open-silent: it said nothing to all that was tried";
                    case Observed.NotAsked _ -> "it said nothing, and nothing was said to it";
                };
        boolean around = identity.spoken().startsWith("tls+");
        return (around ? "TLS, and in it " : "") + printable(inside);
    }

    private List<String> security(Security security) {
        var lines = new ArrayList<String>();
        if (!security.version().isEmpty())
            lines.add(security.version() + " " + security.cipher() + alpn(security));
        security.certificate().ifPresent(one -> lines.addAll(certificate(one)));
        if (lines.isEmpty()) lines.add("no agreement");
        return lines;
    }

    private static String alpn(Security security) {
        return security.application().isEmpty()
                ? ""
                : ", agreed on " + printable(security.application());
    }

    private List<String> certificate(Security.Certificate certificate) {
        long days = certificate.daysLeft(now);
        String left = days < 0 ? "over for " + -days + " days" : days + " days left";
        return List.of(
                "for " + printable(String.join(", ", certificate.names())),
                "from " + (certificate.isSelfIssued() ? "itself" : printable(certificate.issuer())),
                "until " + certificate.until().toString().substring(0, 10) + ", " + left);
    }

    private String meaning() {
        String names =
                registered.names().isEmpty()
                        ? registered.entries().stream()
                                .map(entry -> entry.title())
                                .filter(text -> !text.equalsIgnoreCase(registered.state().words()))
                                .distinct()
                                .collect(Collectors.joining(", "))
                        : String.join(", ", registered.names());
        return names.isEmpty()
                ? registered.state().words()
                : names + " (" + registered.state().words() + ")";
    }

    private static String shown(Evidence evidence) {
        return "%-4s %s"
                .formatted(
                        evidence.side().name().toLowerCase(Locale.ROOT),
                        printable(evidence.shown()));
    }

    /// Controls never reach a terminal.
    static String printable(String words) {
        return words.codePoints()
                .map(c -> c < ' ' || c >= 0x7f && c < 0xa0 ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// All that was read and sent, octet by octet.
    public List<String> dump() {
        return OctetDump.of(checked.identity().map(Identity::evidence).orElse(List.of()));
    }

    /// For programs (docs/ports.md).
    public Map<String, Object> json() {
        return CheckJson.of(this);
    }
}
