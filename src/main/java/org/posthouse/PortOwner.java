package org.posthouse;

import module java.base;

/// Which process listens on a TCP port of this machine, as far as /proc lets us see. For the one
/// message that says why we could not bind.
final class PortOwner {
    private static final String LISTEN = "0A"; // the state column of /proc/net/tcp

    private PortOwner() {}

    /// In words: `process 4711 (master)`, or that it cannot be seen.
    static String of(int port) {
        Set<String> inodes = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6"))
            inodes.addAll(listening(Path.of(table), port));
        if (inodes.isEmpty()) return "another process";
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(path -> holds(path, inodes))
                    .findFirst()
                    .map(path -> "process " + path.getFileName() + " (" + name(path) + ")")
                    .orElse("a process of another user");
        } catch (IOException e) {
            return "another process";
        }
    }

    private static Set<String> listening(Path table, int port) {
        String suffix = ":%04X".formatted(port);
        try (Stream<String> lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+", -1))
                    .filter(
                            columns ->
                                    columns.length > 9
                                            && columns[1].endsWith(suffix)
                                            && columns[3].equals(LISTEN))
                    .map(columns -> "socket:[" + columns[9] + "]")
                    .collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }

    private static boolean holds(Path process, Set<String> inodes) {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> inodes.contains(target(descriptor)));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "its name is hidden";
        }
    }
}
