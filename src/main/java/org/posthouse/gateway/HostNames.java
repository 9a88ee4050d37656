package org.posthouse.gateway;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.Mailbox;

/// The names that hosts have in the old world and in the modern one: `MIT-AI` is
/// `mit-ai.example.org`.
public final class HostNames {
    public static final HostNames NONE = new HostNames(Map.of());

    private final Map<String, Host> modern = new HashMap<>();
    private final Map<String, Host> old = new HashMap<>();

    /// @param names modern ones by old ones
    public HostNames(Map<String, String> names) {
        names.forEach(
                (before, now) -> {
                    var one = new Host.Name(before);
                    var other = new Host.Name(now);
                    modern.put(one.key(), other);
                    old.put(other.key(), one);
                });
    }

    /// As the modern world names it.
    public Mailbox modern(Mailbox mailbox) {
        return new Mailbox(mailbox.user(), modern(mailbox.host()));
    }

    /// As the old world names it.
    public Mailbox old(Mailbox mailbox) {
        return new Mailbox(mailbox.user(), old(mailbox.host()));
    }

    public Host modern(Host host) {
        return modern.getOrDefault(host.key(), host);
    }

    public Host old(Host host) {
        return old.getOrDefault(host.key(), host);
    }
}
