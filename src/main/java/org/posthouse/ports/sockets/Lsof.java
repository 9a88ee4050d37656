package org.posthouse.ports.sockets;

import module java.base;

/// macOS: lsof(8), which ships with it, in its output for other programs (`-F`): a field a line,
/// told by its first character. `p` begins a process, `f` a file of it.
final class Lsof implements ToolSockets.Format {
    static final String PATH = "/usr/sbin/lsof";

    @Override
    public List<String> command() {
        return List.of(PATH, "-nP", "-iTCP", "-iUDP", "-sTCP:LISTEN", "-FpLftPn");
    }

    @Override
    public Optional<String> gap() {
        return "root".equals(System.getProperty("user.name"))
                ? Optional.empty()
                : Optional.of("sockets of other users are shown to root only");
    }

    @Override
    public List<ToolSockets.Reported> read(Stream<String> lines) {
        var reading = new Reading();
        lines.filter(line -> !line.isEmpty()).forEach(reading::field);
        reading.end();
        return reading.reported;
    }

    /// The fields of a file come in any order before the next file.
    private static final class Reading {
        private final List<ToolSockets.Reported> reported = new ArrayList<>();
        private int pid = -1;
        private Optional<String> user = Optional.empty();
        private String type = "";
        private String protocol = "";
        private String name = "";

        void field(String line) {
            String value = line.substring(1);
            switch (line.charAt(0)) {
                case 'p' -> {
                    end();
                    long number = ProcFile.number(value);
                    pid = number > Integer.MAX_VALUE ? -1 : (int) number;
                    user = Optional.empty();
                }
                case 'L' -> user = Optional.of(value);
                case 'f' -> end();
                case 't' -> type = value;
                case 'P' -> protocol = value;
                case 'n' -> name = value;
                default -> {} // another field that was not asked for
            }
        }

        void end() {
            boolean listens = pid >= 0 && !name.contains("->");
            int colon = name.lastIndexOf(':');
            Optional<Transport> transport = Transport.named(protocol);
            if (listens && colon > 0 && transport.isPresent()) {
                long port = ProcFile.number(name.substring(colon + 1));
                Optional<IpAddress> address = address(name.substring(0, colon));
                if (port > 0 && port < 65_536 && address.isPresent())
                    reported.add(
                            new ToolSockets.Reported(
                                    transport.get(), address.get(), (int) port, pid, user));
            }
            type = "";
            protocol = "";
            name = "";
        }

        /// `*` means all addresses of the version that the type tells.
        private Optional<IpAddress> address(String text) {
            if (text.equals("*"))
                return Optional.of(type.equals("IPv6") ? IpAddress.v6(0, 0) : IpAddress.v4(0));
            return IpAddress.parse(text.replace("[", "").replace("]", ""));
        }
    }
}
