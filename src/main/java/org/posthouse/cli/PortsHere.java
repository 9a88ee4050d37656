package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Advice;
import org.posthouse.ports.Inspection;
import org.posthouse.ports.Inspector;
import org.posthouse.ports.JsonText;
import org.posthouse.ports.ListenerJson;
import org.posthouse.ports.ThreatList;
import org.posthouse.ports.Verdict;
import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Confidence;
import org.posthouse.ports.identify.Identity;
import org.posthouse.ports.identify.Observed;
import org.posthouse.ports.registry.Transport;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;
import org.posthouse.ports.sockets.Redirection;
import org.posthouse.ports.sockets.Unreadable;
import org.posthouse.ports.sockets.Wanted;

/// What listens on one port of this machine, whose it is, what it speaks, and what to think of it:
/// the part of a dossier that is about here and now.
final class PortsHere {
    private static final int LABEL = 12;

    private final Inspector.Found found;
    private final ThreatList threats;
    private final List<Redirection> redirections;

    /// What is said of the port where nothing listens of which it could be said.
    private final List<ThreatList.Rumour> rumours;

    /// Why nothing could be read; empty if it could.
    private final Optional<String> unread;

    private PortsHere(
            int port,
            Inspector.Found found,
            List<Redirection> redirections,
            ThreatList threats,
            Optional<String> unread) {
        this.found = found;
        this.redirections = redirections;
        this.threats = threats;
        this.rumours = found.inspections().isEmpty() ? threats.of(port) : List.of();
        this.unread = unread;
    }

    /// Looks.
    ///
    /// @param transport that is asked for; empty for all
    static PortsHere look(
            int port, Optional<Transport> transport, Inspector inspector, ThreatList threats) {
        Wanted all = Wanted.port(port).whole();
        Wanted wanted =
                transport.map(one -> new Wanted(listed(one), all.ports()).whole()).orElse(all);
        try {
            Inspector.Found found = inspector.inspect(wanted);
            List<Redirection> redirections =
                    found.listing().firewall().redirections(port).stream()
                            .filter(one -> wanted.transports().contains(one.transport()))
                            .toList();
            return new PortsHere(port, found, redirections, threats, Optional.empty());
        } catch (Unreadable e) {
            var nothing = new Listing(Instant.EPOCH, List.of(), List.of());
            return new PortsHere(
                    port,
                    new Inspector.Found(nothing, List.of()),
                    List.of(),
                    threats,
                    Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /// As the system lists them; of DCCP it lists nothing.
    private static Set<org.posthouse.ports.sockets.Transport> listed(Transport transport) {
        return switch (transport) {
            case TCP -> Set.of(org.posthouse.ports.sockets.Transport.TCP);
            case UDP ->
                    Set.of(
                            org.posthouse.ports.sockets.Transport.UDP,
                            org.posthouse.ports.sockets.Transport.UDPLITE);
            case SCTP -> Set.of(org.posthouse.ports.sockets.Transport.SCTP);
            case DCCP -> Set.of();
        };
    }

    /// What the worst of it means to a script.
    Exit exit() {
        if (unread.isPresent()) return Exit.UNJUDGED;
        Set<Verdict.Gravity> all =
                found.inspections().stream()
                        .map(one -> one.verdict().gravity())
                        .collect(Collectors.toSet());
        if (all.contains(Verdict.Gravity.ALARM) || all.contains(Verdict.Gravity.FINDING))
            return Exit.REFUSED;
        return all.contains(Verdict.Gravity.UNJUDGED) ? Exit.UNJUDGED : Exit.DONE;
    }

    Map<String, Object> json() {
        return JsonText.object(
                "listeners",
                        found.inspections().stream()
                                .map(one -> ListenerJson.of(one, rumours(one.socket())))
                                .toList(),
                "redirections", redirections.stream().map(ListenerJson::of).toList(),
                "hearsay", rumours.stream().map(ListenerJson::of).toList(),
                "gaps", found.listing().gaps(),
                "unread", unread);
    }

    private List<ThreatList.Rumour> rumours(LocalSocket socket) {
        return threats.of(socket.port(), socket.transport());
    }

    /// For a terminal, without a heading.
    List<String> lines(Paint paint) {
        if (unread.isPresent())
            return Columns.wrap("It cannot be told: " + unread.get() + ".", Columns.WIDTH - 2)
                    .stream()
                    .map(line -> "  " + line)
                    .toList();
        var lines = new ArrayList<String>();
        if (found.inspections().isEmpty()) lines.add("  Nothing listens here now.");
        for (Inspection one : found.inspections()) lines.addAll(lines(one, paint));
        for (Redirection one : redirections) lines.addAll(labelled("passed", one.words()));
        for (ThreatList.Rumour rumour : rumours) lines.addAll(labelled("hearsay", rumour.words()));
        for (String gap : found.listing().gaps()) lines.addAll(labelled("note", gap + "."));
        return lines;
    }

    private List<String> lines(Inspection one, Paint paint) {
        LocalSocket socket = one.socket();
        var lines = new ArrayList<String>();
        String name = socket.transport().word() + " " + socket.endpoint();
        List<String> reach = Columns.wrap(reach(socket), Columns.WIDTH - name.length() - 4);
        lines.add("  " + paint.strong(name) + "  " + reach.getFirst());
        for (String more : reach.subList(1, reach.size())) lines.add("    " + more);
        for (String owner : OwnerText.of(socket, found.listing().at()))
            lines.addAll(labelled("owner", owner));
        one.facts()
                .passage()
                .ifPresent(passage -> lines.addAll(labelled("filter", passage.words())));
        lines.addAll(
                labelled("speaks", one.checked().map(PortsHere::spoken).orElse(unasked(socket))));
        lines.addAll(
                labelled(
                        "verdict", Advice.summary(one.verdict()), words -> hue(one, words, paint)));
        for (String advice : Advice.toDo(one.verdict(), one.facts()))
            lines.addAll(labelled("advice", advice));
        for (ThreatList.Rumour rumour : rumours(socket))
            lines.addAll(labelled("hearsay", rumour.words()));
        return lines;
    }

    private static String hue(Inspection one, String words, Paint paint) {
        return switch (one.verdict().gravity()) {
            case FINE -> paint.green(words);
            case FINDING, UNJUDGED -> paint.yellow(words);
            case ALARM -> paint.red(words);
        };
    }

    private static String reach(LocalSocket socket) {
        String far =
                switch (socket.reach()) {
                    case LOOPBACK -> "for this machine only";
                    case LINK -> "at one address";
                    case ALL -> "at all addresses";
                };
        String where =
                socket.namespace() instanceof Namespace.Other(long id, int process)
                        ? ", in the network namespace " + id + " of process " + process
                        : "";
        return far + ", " + socket.coverage().words() + where;
    }

    /// Why a listener was not called.
    private static String unasked(LocalSocket socket) {
        if (socket.transport() != org.posthouse.ports.sockets.Transport.TCP)
            return "not asked: only TCP is called here";
        return socket.namespace() instanceof Namespace.Other
                ? "not asked: it is in another network namespace"
                : "not asked";
    }

    private static String spoken(Checked checked) {
        return checked.identity()
                .map(PortsHere::spoken)
                .orElse("not to us: " + checked.reach().word() + ", " + checked.why());
    }

    private static String spoken(Identity identity) {
        if (identity.observed() instanceof Observed.Unknown(var why)) return "unknown: " + why;
        String what =
                identity.observed()
                        .named()
                        .map(protocol -> protocol.title())
                        .orElse(identity.observed().word());
        return what
                + identity.observed()
                        .sureness()
                        .map(Confidence::word)
                        .map(word -> ", " + word)
                        .orElse("")
                + identity.product().map(product -> "; it says it is " + product).orElse("");
    }

    private static List<String> labelled(String label, String text) {
        return labelled(label, text, UnaryOperator.identity());
    }

    private static List<String> labelled(String label, String text, UnaryOperator<String> hue) {
        List<String> wrapped = Columns.wrap(text, Columns.WIDTH - LABEL);
        return IntStream.range(0, wrapped.size())
                .mapToObj(
                        i ->
                                Columns.pad(i == 0 ? "    " + label : "", LABEL)
                                        + hue.apply(wrapped.get(i)))
                .toList();
    }
}
