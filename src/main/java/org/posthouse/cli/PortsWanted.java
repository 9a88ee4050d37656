package org.posthouse.cli;

import module java.base;

import org.posthouse.conf.Nearest;
import org.posthouse.ports.registry.AssignedNumbers;
import org.posthouse.ports.registry.Change;
import org.posthouse.ports.registry.Entry;
import org.posthouse.ports.registry.History;
import org.posthouse.ports.registry.Listing;
import org.posthouse.ports.registry.Numbers;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.Transport;

/// What a word of the command line asks for: a port, or what a name names, now and once.
///
/// @param word as it was typed
/// @param transport if it named one
/// @param ports those whose dossiers answer it
/// @param now entries of that name in the registry
/// @param then rows of that name in the lists, the first and the last of each port
/// @param gone changes of the log by which it lost the name, if nothing else has it
record PortsWanted(
        String word,
        Optional<Transport> transport,
        List<Integer> ports,
        List<Entry> now,
        List<Listing> then,
        List<Change> gone) {
    private static final int NEAR = 3; // names that are suggested

    /// @throws Stop when it is neither
    static PortsWanted of(String word, Registry registry) {
        int slash = word.lastIndexOf('/');
        String what = slash < 0 ? word : word.substring(0, slash);
        Optional<Transport> transport = Optional.empty();
        if (slash >= 0) {
            transport = Transport.of(word.substring(slash + 1));
            if (word.endsWith("/"))
                throw Stop.usage(word + ": a transport is missing, as in 57/udp");
            // names of today may have a slash: 914c/g
            if (transport.isEmpty() && registry.named(word).isEmpty())
                throw Stop.usage(
                        "\""
                                + word.substring(slash + 1)
                                + "\" is no transport: tcp, udp, sctp and dccp have ports");
            if (transport.isEmpty()) what = word;
        }
        if (what.matches("\\d+-\\d+"))
            throw Stop.usage(
                    what + " is a range: name each port, or see posthouse ports map and ports at");
        if (what.matches("\\d+"))
            return new PortsWanted(
                    word, transport, List.of(port(what)), List.of(), List.of(), List.of());
        return named(word, what, transport, registry);
    }

    static int port(String digits) {
        if (digits.length() > 5 || Integer.parseInt(digits) > Numbers.MAX)
            throw Stop.usage(digits + " is no port: ports are 0 to " + Numbers.MAX);
        return Integer.parseInt(digits);
    }

    private static PortsWanted named(
            String word, String name, Optional<Transport> transport, Registry registry) {
        List<Entry> now =
                namedNow(name, registry).stream()
                        .filter(entry -> transport.isEmpty() || entry.speaksOf(transport.get()))
                        .toList();
        List<Listing> then =
                History.names().stream()
                        .filter(known -> isAlike(known, name))
                        .flatMap(known -> History.named(known).stream())
                        .distinct()
                        .sorted()
                        .flatMap(port -> ends(port, name).stream())
                        .filter(row -> transport.isEmpty() || row.speaksOf(transport.get()))
                        .toList();
        var ports = new LinkedHashSet<Integer>();
        now.forEach(entry -> entry.numbers().ifPresent(numbers -> ports.add(numbers.low())));
        then.forEach(row -> ports.add(row.numbers().low()));
        List<Change> gone = now.isEmpty() && then.isEmpty() ? gone(name) : List.of();
        gone.forEach(change -> change.numbers().ifPresent(numbers -> ports.add(numbers.low())));
        if (now.isEmpty() && then.isEmpty() && gone.isEmpty()) throw unknown(word, name, registry);
        return new PortsWanted(word, transport, List.copyOf(ports), now, then, gone);
    }

    /// The changes by which a name went that came after the lists.
    private static List<Change> gone(String name) {
        return History.changes().stream()
                .filter(change -> isAlike(change.before().name(), name))
                .filter(change -> !isAlike(change.now().name(), name))
                .toList();
    }

    /// Those of the very name, else of one that is like it.
    private static List<Entry> namedNow(String name, Registry registry) {
        List<Entry> exact = registry.named(name);
        if (!exact.isEmpty()) return exact;
        return registry.names().stream()
                .filter(known -> isAlike(known, name))
                .sorted()
                .findFirst()
                .map(registry::named)
                .orElse(List.of());
    }

    /// Whether names differ in nothing but case, spaces and signs: NIMAIL, NI MAIL and ni-mail.
    private static boolean isAlike(String one, String other) {
        String folded = folded(one);
        return !folded.isEmpty() && folded.equals(folded(other));
    }

    private static String folded(String name) {
        var folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++)
            if (Character.isLetterOrDigit(name.charAt(i)))
                folded.append(Character.toLowerCase(name.charAt(i)));
        return folded.toString();
    }

    /// The first and the last row in which the port had the name.
    private static List<Listing> ends(int port, String name) {
        List<Listing> rows =
                History.listings(port).stream()
                        .filter(row -> row.section() != Listing.Section.CLASSES)
                        .filter(
                                row ->
                                        isAlike(row.keyword(), name)
                                                || isAlike(row.description(), name))
                        .toList();
        if (rows.isEmpty()) return List.of();
        AssignedNumbers first = rows.getFirst().list();
        return first.equals(rows.getLast().list())
                ? List.of(rows.getFirst())
                : List.of(rows.getFirst(), rows.getLast());
    }

    /// Whether a list ever had the name.
    static boolean isKnown(String name, Registry registry) {
        return !registry.named(name).isEmpty() || !History.named(name).isEmpty();
    }

    private static Stop unknown(String word, String name, Registry registry) {
        var known = new TreeSet<>(registry.names());
        known.addAll(History.names());
        var near = new ArrayList<String>();
        for (int i = 0; i < NEAR; i++) {
            Optional<String> next = Nearest.to(name.toLowerCase(Locale.ROOT), known);
            next.ifPresent(near::add);
            next.ifPresent(known::remove);
        }
        return Stop.usage(
                "\""
                        + word
                        + "\" is no service, now or once"
                        + (near.isEmpty()
                                ? ""
                                : "; did you mean " + String.join(", ", near) + "?"));
    }

    /// Whether there is something to say beside the dossiers.
    boolean isName() {
        return !now.isEmpty() || !then.isEmpty() || !gone.isEmpty();
    }

    /// What the name names, a sentence each.
    List<String> sentences() {
        if (!isName()) return List.of();
        var sentences = new ArrayList<String>();
        for (Entry entry : now) sentences.add(today(entry));
        if (now.isEmpty()) sentences.add(word + " is no name in the registry of today.");
        Map<Integer, List<Listing>> byPort = new LinkedHashMap<>();
        for (Listing row : then)
            byPort.computeIfAbsent(row.numbers().low(), _ -> new ArrayList<>()).add(row);
        byPort.forEach((port, rows) -> sentences.add(once(port, rows)));
        for (Change change : gone)
            sentences.add(
                    "%s was %s until %s (registry log)."
                            .formatted(
                                    change.before().name(),
                                    change.numbers()
                                            .map(numbers -> ports(numbers, change.transports()))
                                            .orElse("registered without a port"),
                                    change.day()));
        return sentences;
    }

    private static String today(Entry entry) {
        String held = entry.holder().isEmpty() ? "" : ", held by " + entry.holder();
        String text = entry.name() + " is ";
        return text
                + entry.numbers()
                        .map(numbers -> ports(numbers, entry.transports()))
                        .orElse("registered without a port")
                + " now: "
                + entry.description().lines().findFirst().orElse("")
                + held
                + (entry.registered().isEmpty() ? "" : ", since " + entry.registered())
                + ".";
    }

    private static String ports(Numbers numbers, Set<Transport> transports) {
        return transports.isEmpty()
                ? numbers.toString()
                : transports.stream()
                        .sorted()
                        .map(transport -> numbers + "/" + transport.word())
                        .collect(Collectors.joining(", "));
    }

    private static String once(int port, List<Listing> rows) {
        Listing first = rows.getFirst();
        Listing last = rows.getLast();
        String title = first.keyword().isEmpty() ? first.description() : first.keyword();
        return first.equals(last)
                ? title + " was " + port + " in " + first.list().date() + " (" + first.list() + ")."
                : "%s was %d from %s (%s) to %s (%s)."
                        .formatted(
                                title,
                                port,
                                first.list().date(),
                                first.list(),
                                last.list().date(),
                                last.list());
    }
}
