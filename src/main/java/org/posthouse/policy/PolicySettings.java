package org.posthouse.policy;

import module java.base;

import org.posthouse.conf.Section;

/// `[policy]`: who may relay through us.
///
/// @param relay networks whose hosts may send mail anywhere; loopback alone by default
/// @param relayTo domains anyone may send to, though their mail goes on to another host:
///   `example.org`, `*.example.org`
public record PolicySettings(List<Network> relay, List<String> relayTo) {
    public static PolicySettings defaults() {
        return new PolicySettings(
                List.of(
                        new Network(InetAddress.ofLiteral("127.0.0.0"), 8),
                        new Network(InetAddress.ofLiteral("::1"), 128)),
                List.of());
    }

    public static PolicySettings from(Section section) {
        PolicySettings byDefault = defaults();
        return new PolicySettings(
                section.several("relay", byDefault.relay, Network::parse),
                section.texts("relay-to", byDefault.relayTo));
    }
}
