package org.posthouse.mail;

import module java.base;

/// A mailbox and the relays on the way to it (RFC 780 section 3.2, RFC 5321 section 4.1.2 and
/// appendix C).
///
/// @param route the hosts still to be passed, the next one first; mostly empty
public record MailPath(List<Host> route, Mailbox mailbox) {
    public MailPath {
        route = List.copyOf(route);
    }

    public static MailPath to(Mailbox mailbox) {
        return new MailPath(List.of(), mailbox);
    }

    /// The host this path leads to next: the first of the route, else the mailbox's own.
    public Host next() {
        return route.isEmpty() ? mailbox.host() : route.getFirst();
    }

    /// The same path as seen from beyond its first relay (RFC 780 section 3.2: a relay removes its
    /// own name).
    public MailPath beyondFirst() {
        return route.isEmpty() ? this : new MailPath(route.subList(1, route.size()), mailbox);
    }

    /// The same path with `host` as its most recent relay (RFC 780 section 5.1.1, MAIL).
    public MailPath through(Host host) {
        return new MailPath(Stream.concat(Stream.of(host), route.stream()).toList(), mailbox);
    }

    /// For people and logs: `@A,@B,user@C`.
    @Override
    public String toString() {
        return route.stream().map(hop -> "@" + hop.key() + ",").collect(Collectors.joining())
                + mailbox;
    }
}
