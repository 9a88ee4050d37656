package org.posthouse.ports.sockets;

import module java.base;

/// What the path of a control group (cgroups(7)) tells of a process: its systemd unit and the
/// container it is in. Runtimes and systemd put both into the names of the groups they make.
record ControlGroup(Optional<String> unit, Optional<Container> container) {
    static final ControlGroup NONE = new ControlGroup(Optional.empty(), Optional.empty());

    /// The name of a scope, or of a folder below one of the runtime's own.
    private static final List<Pattern> CONTAINERS =
            Stream.of(
                            "(docker|libpod|crio|cri-containerd)-([0-9a-f]{64})(?:\\.scope)?",
                            "(docker|containerd|garden)/([0-9a-f]{64}|[\\w.-]{1,64})",
                            "(lxc)(?:\\.payload)?[./]([^/]+)",
                            "(machine)-([^/]+)\\.scope",
                            "(kubepods)[^/]*(?:/[^/]+)*/([0-9a-f]{64})")
                    .map(name -> Pattern.compile("(?:^|/)" + name + "(?:/|$)"))
                    .toList();

    private static final Pattern UNIT =
            Pattern.compile("(?:^|/)([^/]+\\.(?:service|scope|socket|mount|swap))(?=/|$)");

    /// @param file `/proc/PID/cgroup`: `HIERARCHY:CONTROLLERS:PATH` a line
    static ControlGroup read(String file) {
        Optional<Container> container = Optional.empty();
        Optional<String> unit = Optional.empty();
        for (String line : file.split("\n", -1)) {
            String[] fields = line.split(":", 3);
            if (fields.length < 3 || fields[2].length() < 2) continue;
            if (container.isEmpty()) container = container(fields[2]);
            boolean systemd = fields[1].isEmpty() || fields[1].equals("name=systemd");
            if (systemd && unit.isEmpty()) unit = unit(fields[2]);
        }
        return unit.isEmpty() && container.isEmpty() ? NONE : new ControlGroup(unit, container);
    }

    private static Optional<Container> container(String path) {
        return CONTAINERS.stream()
                .map(pattern -> pattern.matcher(path))
                .filter(Matcher::find)
                .findFirst()
                .map(found -> new Container(runtime(found.group(1)), found.group(2)));
    }

    private static String runtime(String word) {
        return switch (word) {
            case "libpod" -> "podman";
            case "cri-containerd" -> "containerd";
            case "machine" -> "nspawn";
            case "kubepods" -> "kubernetes";
            default -> word;
        };
    }

    /// The innermost unit, but for a user's session that is what the user's own manager runs.
    private static Optional<String> unit(String path) {
        return UNIT.matcher(path)
                .results()
                .map(found -> found.group(1))
                .reduce((_, inner) -> inner);
    }
}
