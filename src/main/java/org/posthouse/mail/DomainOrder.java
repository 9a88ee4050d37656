package org.posthouse.mail;

import module java.base;

/// The order in which a domain's parts are written: the internet's, the host first, or that of the
/// Name Registration Scheme of the British academic networks, the country first
/// (`UK.AC.SALBRIDGE.CS`; docs/nimail.md). Inside Posthouse all names stand in the internet's
/// order.
///
/// What comes in where the country is first may be in either order, for people wrote both: the end
/// that looks more like a top is taken for it, and where both look alike, it is the first. Names of
/// one part, numbers and address literals have no order.
///
/// @param table names that would be read wrongly so: as they are written there, and the internet's;
///   case does not matter
public record DomainOrder(First first, Map<String, String> table) {
    public enum First {
        HOST,
        COUNTRY
    }

    public static final DomainOrder INTERNET = new DomainOrder(First.HOST, Map.of());
    public static final DomainOrder NRS = new DomainOrder(First.COUNTRY, Map.of());

    public DomainOrder {
        table =
                table.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        entry -> Tops.key(entry.getKey()),
                                        Map.Entry::getValue,
                                        (one, _) -> one));
    }

    /// A name as it came, in the internet's order; its case is kept.
    public String read(String name) {
        String listed = table.get(Tops.key(name));
        if (listed != null) return listed;
        return first == First.HOST || Tops.standsLast(name) ? name : Tops.turned(name);
    }

    /// A name of ours as it is to be written.
    public String write(String name) {
        String key = Tops.key(name);
        return table.entrySet().stream()
                .filter(entry -> Tops.key(entry.getValue()).equals(key))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> first == First.HOST ? name : unlisted(name));
    }

    /// Turned, unless it would then be read as another, and not turned would not.
    private String unlisted(String name) {
        String turned = Tops.turned(name);
        return readsAs(turned, name) || !readsAs(name, name) ? turned : name;
    }

    private boolean readsAs(String written, String name) {
        return Tops.key(read(written)).equals(Tops.key(name));
    }

    public Host read(Host host) {
        return host instanceof Host.Name(var name) ? new Host.Name(read(name)) : host;
    }

    public Host write(Host host) {
        return host instanceof Host.Name(var name) ? new Host.Name(write(name)) : host;
    }

    /// As a configuration names it.
    @Override
    public String toString() {
        return switch (first) {
            case HOST -> "internet";
            case COUNTRY -> "nrs";
        };
    }
}
