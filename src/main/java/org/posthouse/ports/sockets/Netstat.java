package org.posthouse.ports.sockets;

import module java.base;

/// Windows: `netstat -ano`, whose words are in the language of the system. So what listens is told
/// by the foreign address, which is all zeros, and not by the word for its state.
final class Netstat implements ToolSockets.Format {
    @Override
    public List<String> command() {
        return List.of("netstat.exe", "-ano");
    }

    @Override
    public Optional<String> gap() {
        return Optional.empty();
    }

    @Override
    public List<ToolSockets.Reported> read(Stream<String> lines) {
        return lines.map(line -> line.strip().split("\\s+", -1))
                .flatMap(columns -> row(columns).stream())
                .toList();
    }

    /// `TCP 0.0.0.0:25 0.0.0.0:0 STATE 4711`, `UDP [::]:123 *:* 4711`.
    private static Optional<ToolSockets.Reported> row(String[] columns) {
        if (columns.length < 4) return Optional.empty();
        Optional<Transport> transport =
                switch (columns[0]) {
                    case "TCP" ->
                            columns[2].matches("0\\.0\\.0\\.0:0|\\[::]:0")
                                    ? Optional.of(Transport.TCP)
                                    : Optional.empty();
                    case "UDP" -> Optional.of(Transport.UDP);
                    default -> Optional.empty();
                };
        int colon = columns[1].lastIndexOf(':');
        if (transport.isEmpty() || colon < 1) return Optional.empty();
        long port = ProcFile.number(columns[1].substring(colon + 1));
        long pid = ProcFile.number(columns[columns.length - 1]);
        if (port < 1 || port > 65_535 || pid < 0 || pid > Integer.MAX_VALUE)
            return Optional.empty();
        return IpAddress.parse(columns[1].substring(0, colon).replace("[", "").replace("]", ""))
                .map(
                        address ->
                                new ToolSockets.Reported(
                                        transport.get(),
                                        address,
                                        (int) port,
                                        (int) pid,
                                        Optional.empty()));
    }
}
