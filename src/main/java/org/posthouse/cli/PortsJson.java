package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.sockets.Executable;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;

/// Listeners as JSON. The shape is a contract (docs/ports.md): keys are added, never renamed; what
/// is not known is null, never left out.
final class PortsJson {
    private PortsJson() {}

    /// One document, with a listener a line.
    static String document(Listing listing, Comparator<LocalSocket> order) {
        return listing.sockets().stream()
                .sorted(order)
                .map(PortsJson::socket)
                .collect(
                        Collectors.joining(
                                ",\n",
                                "{\"at\":\"" + listing.at() + "\",\"listeners\":[\n",
                                "\n],\"gaps\":" + texts(listing.gaps()) + "}"));
    }

    static String socket(LocalSocket socket) {
        var to = new StringBuilder("{");
        number(to, "port", socket.port());
        text(to, "protocol", socket.transport().word());
        text(to, "address", socket.address().toString());
        text(to, "reach", word(socket.reach()));
        text(to, "coverage", word(socket.coverage()));
        namespace(to, socket.namespace());
        if (socket.inode() == 0) literal(to, "inode", "null");
        else number(to, "inode", socket.inode());
        text(to, "user", socket.user());
        owners(to, socket.owners());
        return to.append('}').toString();
    }

    private static void namespace(StringBuilder to, Namespace namespace) {
        switch (namespace) {
            case Namespace.Own _ -> literal(to, "namespace", "null");
            case Namespace.Other(long id, int process) ->
                    literal(to, "namespace", "{\"id\":" + id + ",\"process\":" + process + "}");
        }
    }

    private static void owners(StringBuilder to, Owners owners) {
        text(
                to,
                "ownership",
                switch (owners) {
                    case Owners.Known _ -> "known";
                    case Owners.Hidden _ -> "hidden";
                    case Owners.Nobody _ -> "nobody";
                });
        literal(
                to,
                "owners",
                owners.known().stream()
                        .map(PortsJson::owner)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static String owner(Owner owner) {
        var to = new StringBuilder("{");
        number(to, "pid", owner.pid());
        number(to, "parent", owner.parent());
        text(to, "name", owner.name());
        text(to, "program", owner.executable().map(Executable::path));
        literal(
                to,
                "marks",
                texts(
                        owner.executable().stream()
                                .flatMap(program -> program.marks().stream().sorted())
                                .map(PortsJson::word)
                                .toList()));
        literal(to, "command", texts(owner.command()));
        text(to, "user", owner.user());
        text(to, "unit", owner.unit());
        text(to, "container", owner.container().map(one -> one.runtime() + ":" + one.id()));
        text(to, "started", owner.started().map(then -> "" + then.truncatedTo(ChronoUnit.MILLIS)));
        text(to, "forwards", owner.forwards());
        return to.append('}').toString();
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String texts(List<String> all) {
        var to = new StringBuilder("[");
        for (String one : all) {
            if (to.length() > 1) to.append(',');
            Json.text(to, one);
        }
        return to.append(']').toString();
    }

    private static void text(StringBuilder to, String key, Optional<String> value) {
        if (value.isPresent()) text(to, key, value.get());
        else literal(to, key, "null");
    }

    private static void text(StringBuilder to, String key, String value) {
        key(to, key);
        Json.text(to, value);
    }

    private static void number(StringBuilder to, String key, long value) {
        key(to, key);
        to.append(value);
    }

    private static void literal(StringBuilder to, String key, String json) {
        key(to, key);
        to.append(json);
    }

    private static void key(StringBuilder to, String key) {
        if (to.length() > 1) to.append(',');
        Json.text(to, key);
        to.append(':');
    }
}
