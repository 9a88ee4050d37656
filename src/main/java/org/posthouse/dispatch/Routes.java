package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Section;
import org.posthouse.gateway.HostNames;
import org.posthouse.gateway.ShapeSettings;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;

/// Where each path leads next. The first route of the configuration that matches wins; `*` never
/// matches our own names, whose mail goes, after the routes that name them, to their Maildirs. What
/// a look-up costs does not depend on how many routes there are.
///
/// A route is matched against the host a path leads to next, and `user@host` against the mailbox
/// when there is no further host on the way.
public final class Routes {
    /// A route and its place in the order.
    private record Ranked(int rank, Route route) {
        static Ranked first(Ranked one, Ranked other) {
            return one.rank < other.rank ? one : other;
        }
    }

    private final Names names;
    private final Set<String> ours;
    private final Route local;
    private final Map<String, Ranked> hosts = new HashMap<>();
    private final Map<String, Ranked> mailboxes = new HashMap<>();
    private final Set<String> hostsWithMailboxes = new HashSet<>();
    private final Map<String, Ranked> domains = new HashMap<>(); // by ".domain"
    private final HostNames hostNames;
    private final boolean percents;
    private Optional<Ranked> all = Optional.empty();

    /// @param local where mail for our own names goes that no route names
    /// @param routes patterns with their routes, in order
    Routes(Names names, Route local, List<Map.Entry<Pattern, Route>> routes) {
        this.names = names;
        this.local = local;
        this.ours = new HashSet<>(names.keys());
        routes.forEach(route -> claim(route.getValue().knownAs()));
        var known = new HashMap<String, String>();
        routes.forEach(route -> route.getValue().shape().hosts().forEach(known::putIfAbsent));
        this.hostNames = new HostNames(known);
        this.percents =
                routes.stream()
                        .map(route -> route.getValue().shape().addresses())
                        .anyMatch(ShapeSettings.Addresses.PERCENT::equals);
        for (int rank = 0; rank < routes.size(); rank++) {
            add(routes.get(rank).getKey(), new Ranked(rank, routes.get(rank).getValue()));
        }
    }

    /// Reads the `[[route]]` tables.
    ///
    /// @param root the whole file
    /// @param data the directory of the Maildirs
    /// @param schemes those there are senders for
    /// @param settings what holds for routes that do not say otherwise
    public static Routes from(
            Section root,
            Names names,
            Path data,
            Collection<Scheme> schemes,
            DispatchSettings settings) {
        var local = new Hop.Place("maildir", data.resolve("mail") + "/{user}");
        var otherwise =
                new Route(
                        "our own names",
                        List.of(local),
                        settings.patience(),
                        settings.connections(),
                        names.host());
        return new Routes(names, otherwise, new RouteReader(schemes, otherwise).read(root));
    }

    /// Our name in some environment is ours too: mail for it comes back from there.
    private void claim(String name) {
        Names.host(name).ifPresent(host -> ours.add(host.key()));
    }

    private void add(Pattern pattern, Ranked route) {
        switch (pattern) {
            case Pattern.Everything() -> all = Optional.of(all.orElse(route));
            case Pattern.Below(var domain) -> domains.putIfAbsent(domain, route);
            case Pattern.OneHost(var key) -> hosts.putIfAbsent(key, route);
            case Pattern.OneMailbox(var key, var host) -> {
                mailboxes.putIfAbsent(key, route);
                hostsWithMailboxes.add(host);
            }
        }
    }

    public Routing route(MailPath to) {
        Stream<Ranked> mailbox =
                to.route().isEmpty()
                        ? Stream.ofNullable(mailboxes.get(Pattern.key(to.mailbox())))
                        : Stream.empty();
        return Stream.concat(mailbox, byHost(to.next().key()))
                .reduce(Ranked::first)
                .<Routing>map(Ranked::route)
                .orElseGet(() -> ours(to.next()) ? local : new Routing.Nowhere(to.next()));
    }

    /// The way of mail in the queue that no route leads anywhere any more.
    Route nowhere() {
        return new Route(
                "nowhere",
                List.of(Hops.NOWHERE),
                local.patience(),
                local.connections(),
                local.knownAs());
    }

    /// Where most of a destination's mail goes, from its key alone; nothing when no route leads
    /// there.
    Optional<Route> towards(String key) {
        return byHost(key)
                .reduce(Ranked::first)
                .map(Ranked::route)
                .or(() -> ours.contains(key) ? Optional.of(local) : Optional.empty());
    }

    /// Whether all of a destination's mail goes [#towards] the same route.
    boolean uniform(String key) {
        return !hostsWithMailboxes.contains(key);
    }

    private Stream<Ranked> byHost(String key) {
        Stream.Builder<Ranked> found = Stream.builder();
        Optional.ofNullable(hosts.get(key)).ifPresent(found);
        if (!domains.isEmpty() && !key.startsWith("[")) {
            for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1))
                Optional.ofNullable(domains.get(key.substring(dot))).ifPresent(found);
        }
        if (!ours.contains(key)) all.ifPresent(found);
        return found.build();
    }

    /// The hosts that have a name in each world, whichever route says so.
    HostNames hostNames() {
        return hostNames;
    }

    /// Whether mail on this path stays here until a person has changed its route.
    public boolean holds(MailPath path) {
        return route(path) instanceof Route route && route.holds();
    }

    /// The mailbox that `user%host@US` stands for, where a route has addresses written that way.
    ///
    /// @param mailbox at a name of ours
    public Optional<MailPath> beyond(Mailbox mailbox) {
        int percent = percents ? mailbox.user().lastIndexOf('%') : 0;
        if (percent < 1) return Optional.empty();
        return Names.host(mailbox.user().substring(percent + 1))
                .map(host -> new Mailbox(mailbox.user().substring(0, percent), host))
                .map(MailPath::to);
    }

    /// Whether this is a name of ours.
    public boolean ours(Host host) {
        return ours.contains(host.key());
    }

    public boolean ours(Mailbox mailbox) {
        return ours(mailbox.host());
    }

    /// Whether mail from this path began here: what has been elsewhere has a route back.
    boolean begins(MailPath sender) {
        return sender.route().isEmpty() && ours(sender.mailbox());
    }

    /// The name we go by where no route says otherwise.
    public String host() {
        return names.host();
    }

    /// Our name in the environment a path leads into.
    public String knownAs(MailPath to) {
        return route(to) instanceof Route route ? route.knownAs() : names.host();
    }

    /// A path without our own names at the front of its route (RFC 780 section 3.2: a relay removes
    /// its own).
    public MailPath onward(MailPath path) {
        MailPath rest = path;
        while (!rest.route().isEmpty() && ours(rest.next())) rest = rest.beyondFirst();
        return rest;
    }
}
