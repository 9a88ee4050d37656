package org.posthouse.intake;

import module java.base;

import org.posthouse.conf.PasswordHash;
import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;
import org.posthouse.policy.Network;

/// `[collect.NAME]`: a host that comes for its mail, which routes keep for it with `collect:NAME`.
///
/// @param addresses from which it calls; none for any, if it has a password
/// @param password that it gives; none if its address is enough
public record CollectingHost(
        String name, List<Network> addresses, Optional<PasswordHash> password) {
    public CollectingHost {
        addresses = List.copyOf(addresses);
    }

    /// Reads all of them.
    ///
    /// @param collect the table `[collect]`
    public static List<CollectingHost> from(Section collect) {
        return collect.keys().stream().map(name -> one(name, collect.table(name))).toList();
    }

    private static CollectingHost one(String name, Section section) {
        List<Network> addresses = section.several("addresses", List.of(), Network::parse);
        List<PasswordHash> password =
                section.several("password", List.of(), CollectingHost::password);
        if (!section.has("addresses") && !section.has("password"))
            section.mistake(
                    "addresses",
                    "is missing, and a password too: say from where "
                            + name
                            + " calls for its mail");
        return new CollectingHost(name, addresses, password.stream().findFirst());
    }

    private static Reading<PasswordHash> password(String text) {
        return PasswordHash.read(text)
                .<Reading<PasswordHash>>map(Reading.Good::new)
                .orElseGet(
                        () ->
                                new Reading.Bad<>(
                                        "is no hash as `posthouse niftp password` makes it"));
    }

    /// Whether one who calls from there may be this host.
    boolean callsFrom(InetAddress address) {
        return password.isPresent() && addresses.isEmpty()
                || addresses.stream().anyMatch(network -> network.holds(address));
    }
}
