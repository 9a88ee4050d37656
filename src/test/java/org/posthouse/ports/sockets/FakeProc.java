package org.posthouse.ports.sockets;

import module java.base;

/// A `/proc` as a test wants it: what the real one shows to root, to others, and on its bad days.
/// Addresses are printed as on a little-endian machine, whatever machine the test runs on.
final class FakeProc {
    static final String TCP =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid "
                    + " timeout inode\n";
    static final long NAMESPACE = 4_026_531_840L;

    private final Path root;

    FakeProc(Path folder) throws IOException {
        root = Files.createDirectory(folder.resolve("proc"));
        write("uptime", "1000.00 1900.00\n");
        write("self/net/tcp", TCP);
        write("self/status", "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\n");
        link("self/ns/net", "net:[" + NAMESPACE + "]");
        Files.writeString(
                root.resolveSibling("passwd"),
                """
                root:x:0:0:root:/root:/bin/sh
                postfix:x:101:105::/var/spool/postfix:/bin/false
                broken
                pat:x:1000:1000::/home/pat:/bin/sh
                """);
    }

    ProcTree tree() {
        return new ProcTree(root, root.resolveSibling("passwd"), ByteOrder.LITTLE_ENDIAN);
    }

    Sockets sockets() {
        return sockets(FilterTools.NONE, _ -> Map.of());
    }

    Sockets sockets(FilterTools tools, Function<Set<Transport>, Map<Long, Boolean>> ipv6Alone) {
        return new ProcSockets(
                tree(),
                new Surroundings(
                        tools, Duration.ofSeconds(30), ipv6Alone, root.resolveSibling(".")));
    }

    /// A file below `/`.
    FakeProc file(String name, String text) throws IOException {
        Path file = root.resolveSibling(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    Path path(String name) {
        return root.resolve(name);
    }

    FakeProc write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    FakeProc append(String name, String text) throws IOException {
        Files.writeString(path(name), text, StandardOpenOption.APPEND);
        return this;
    }

    FakeProc link(String name, String target) throws IOException {
        Path link = root.resolve(name);
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(target));
        return this;
    }

    /// A TCP socket that listens, in the caller's own namespace.
    FakeProc listens(String address, int port, int user, long inode) throws IOException {
        return append("self/net/tcp", row(address, port, "0A", user, inode));
    }

    static String row(String address, int port, String state, int user, long inode) {
        return "   0: %s:%04X 00000000:0000 %s 00000000:00000000 00:00000000 00000000 %5d        0 %d 1 0000000000000000 100 0 0 10 0\n"
                .formatted(address, port, state, user, inode);
    }

    /// A process in the caller's own namespace that holds sockets, and a file or two.
    FakeProc process(int pid, String name, int user, long... inodes) throws IOException {
        write(
                pid + "/stat",
                pid + " (" + name + ") S 1 7 7 0 -1 4194560 1 1 1 1 1 1 1 1 20 0 1 0 90000 1 1\n");
        write(pid + "/status", "Name:\tx\nUid:\t0\t" + user + "\t0\t0\n");
        write(pid + "/cmdline", "/usr/bin/" + name + "\0-v\0two words\0\0");
        write(pid + "/cgroup", "0::/system.slice/" + name + ".service\n");
        link(pid + "/exe", "/usr/bin/" + name);
        link(pid + "/ns/net", "net:[" + NAMESPACE + "]");
        link(pid + "/fd/0", "pipe:[76]");
        link(pid + "/fd/1", "pipe:[77]");
        int descriptor = 3;
        for (long inode : inodes) link(pid + "/fd/" + descriptor++, "socket:[" + inode + "]");
        return this;
    }

    /// As another user's process looks to somebody without privileges: its links are there and
    /// cannot be read.
    FakeProc hidden(int pid, String name, int user) throws IOException {
        process(pid, name, user);
        for (String link : List.of("fd/0", "fd/1", "fd", "exe", "ns/net"))
            Files.deleteIfExists(path(pid + "/" + link));
        write(pid + "/fd", ""); // it is there and cannot be listed, for root neither
        return this;
    }
}
