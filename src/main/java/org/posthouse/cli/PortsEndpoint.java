package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.registry.Transport;

/// A port to be called: `57`, `57/udp`, or a service's name, which stands for the port it has now.
///
/// @param transport TCP or UDP
record PortsEndpoint(int port, Transport transport) {
    /// @throws Stop when it is none, or a name that may mean several
    static PortsEndpoint of(String word, PortsSource source) throws IOException {
        int slash = word.lastIndexOf('/');
        String what = slash < 0 ? word : word.substring(0, slash);
        Transport transport = slash < 0 ? Transport.TCP : transport(word.substring(slash + 1));
        if (what.matches("\\d+")) return new PortsEndpoint(PortNumbers.port(what), transport);
        PortsWanted wanted = PortsWanted.of(what + "/" + transport.word(), source.registry());
        List<Integer> now =
                wanted.now().stream()
                        .flatMap(entry -> entry.numbers().stream())
                        .flatMap(numbers -> Stream.of(numbers.low(), numbers.high()))
                        .distinct()
                        .toList();
        if (now.size() == 1) return new PortsEndpoint(now.getFirst(), transport);
        throw Stop.usage(
                "\""
                        + what
                        + "\" stands for no single port: "
                        + String.join(" ", wanted.sentences()));
    }

    private static Transport transport(String word) {
        return Transport.of(word)
                .filter(one -> one == Transport.TCP || one == Transport.UDP)
                .orElseThrow(
                        () -> Stop.usage("\"" + word + "\" cannot be called: tcp and udp can"));
    }

    @Override
    public String toString() {
        return port + "/" + transport.word();
    }
}
