package org.posthouse.ports;

import static org.posthouse.ports.JsonText.object;

import module java.base;

import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Confidence;
import org.posthouse.ports.identify.Evidence;
import org.posthouse.ports.identify.Identity;
import org.posthouse.ports.sockets.Executable;
import org.posthouse.ports.sockets.Firewall;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Passage;
import org.posthouse.ports.sockets.Redirection;

/// Listeners as values for [JsonText]. The names are a contract (docs/ports.md): members are added,
/// never renamed. What is not known is left out.
public final class ListenerJson {
    private ListenerJson() {}

    public static Map<String, Object> of(LocalSocket socket) {
        Map<String, Object> listener =
                object(
                        "port", socket.port(),
                        "protocol", socket.transport().word(),
                        "address", socket.address().toString(),
                        "reach", word(socket.reach()),
                        "coverage", word(socket.coverage()),
                        "user", socket.user(),
                        "ownership", ownership(socket.owners()),
                        "owners", socket.owners().known().stream().map(ListenerJson::of).toList());
        if (socket.inode() != 0) listener.put("inode", socket.inode());
        if (socket.namespace() instanceof Namespace.Other(long id, int process))
            listener.put("namespace", object("id", id, "process", process));
        return listener;
    }

    /// The same with what the packet filters do.
    public static Map<String, Object> of(LocalSocket socket, Firewall firewall) {
        Map<String, Object> listener = of(socket);
        firewall.passage(socket).ifPresent(passage -> listener.put("filter", of(passage)));
        List<String> gets =
                firewall.redirections().stream()
                        .filter(one -> one.leadsTo(socket))
                        .map(Redirection::place)
                        .distinct()
                        .toList();
        if (!gets.isEmpty()) listener.put("gets", gets);
        return listener;
    }

    private static Map<String, Object> of(Passage passage) {
        Map<String, Object> filter = object("word", passage.word());
        filter.putAll(
                switch (passage) {
                    case Passage.Accepted _ -> Map.<String, Object>of();
                    case Passage.Dropped(var by) -> object("by", by);
                    case Passage.Rejected(var by) -> object("by", by);
                    case Passage.Handed(var to, var by) -> object("to", to.words(), "by", by);
                    case Passage.Partly(var otherwise, var some) ->
                            object(
                                    "otherwise",
                                    of(otherwise),
                                    "some",
                                    some.stream().map(ListenerJson::of).toList());
                    case Passage.Versions(var v4, var v6) -> object("ipv4", of(v4), "ipv6", of(v6));
                    case Passage.Unclear(var why) -> object("why", why);
                });
        return filter;
    }

    private static Map<String, Object> of(Passage.Some some) {
        Map<String, Object> end = of(some.end());
        if (!some.conditions().isEmpty()) end.put("if", some.conditions());
        return end;
    }

    /// Ports that are passed on, whether anything listens there or not.
    public static Map<String, Object> of(Redirection one) {
        return object(
                "port", one.low(),
                "last", one.high(),
                "protocol", one.transport().word(),
                "to", one.target().words(),
                "callers", word(one.callers()),
                "if", one.conditions(),
                "by", one.by());
    }

    private static String ownership(Owners owners) {
        return switch (owners) {
            case Owners.Known _ -> "known";
            case Owners.Hidden _ -> "hidden";
            case Owners.Nobody _ -> "nobody";
        };
    }

    private static Map<String, Object> of(Owner owner) {
        return object(
                "pid",
                owner.pid(),
                "parent",
                owner.parent(),
                "name",
                owner.name(),
                "program",
                owner.executable().map(Executable::path),
                "marks",
                owner.executable().stream()
                        .flatMap(program -> program.marks().stream().sorted())
                        .map(ListenerJson::word)
                        .toList(),
                "command",
                owner.command(),
                "user",
                owner.user(),
                "unit",
                owner.unit(),
                "container",
                owner.container().map(one -> one.runtime() + ":" + one.id()),
                "started",
                owner.started().map(then -> then.truncatedTo(ChronoUnit.SECONDS)),
                "forwards",
                owner.forwards());
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What a list of the user's says of a port.
    public static Map<String, Object> of(ThreatList.Rumour rumour) {
        return object("name", rumour.name(), "source", rumour.source(), "date", rumour.date());
    }

    /// One with all that was found out about it.
    public static Map<String, Object> of(Inspection inspection, List<ThreatList.Rumour> hearsay) {
        Map<String, Object> listener = of(inspection.socket());
        Facts facts = inspection.facts();
        facts.passage().ifPresent(passage -> listener.put("filter", of(passage)));
        Verdict verdict = inspection.verdict();
        listener.putAll(
                object(
                        "registered", facts.registered(),
                        "historic", facts.historic(),
                        "observed", inspection.checked().map(ListenerJson::observed),
                        "verdict",
                                object(
                                        "word", verdict.word(),
                                        "gravity", word(verdict.gravity()),
                                        "text", Advice.summary(verdict),
                                        "advice", Advice.toDo(verdict, facts)),
                        "hearsay", hearsay.stream().map(ListenerJson::of).toList()));
        return listener;
    }

    private static Map<String, Object> observed(Checked checked) {
        Map<String, Object> observed =
                object("reach", checked.reach().word(), "why", checked.why());
        checked.identity().ifPresent(identity -> observed.putAll(identity(identity)));
        return observed;
    }

    private static Map<String, Object> identity(Identity identity) {
        return object(
                "speaks",
                identity.spoken(),
                "confidence",
                identity.observed().sureness().map(Confidence::word),
                "product",
                identity.product().map(Object::toString),
                "notes",
                identity.notes(),
                "evidence",
                identity.evidence().stream().map(Evidence::shown).toList());
    }

    /// What became of a place.
    public static Map<String, Object> of(Change change, Instant at) {
        String event =
                switch (change) {
                    case Change.Opened _ -> "opened";
                    case Change.Closed _ -> "closed";
                    case Change.Replaced _ -> "replaced";
                };
        Map<String, Object> line =
                object("event", event, "at", at, "listener", of(change.socket()));
        if (change instanceof Change.Replaced(var before, _)) line.put("before", of(before));
        return line;
    }

    /// What else a document on a listing says.
    public static Map<String, Object> frame(Listing listing, List<Redirection> redirections) {
        return object(
                "at",
                listing.at(),
                "gaps",
                listing.gaps(),
                "redirections",
                redirections.stream().map(ListenerJson::of).toList());
    }
}
