package org.posthouse.ports.sockets;

import module java.base;

/// Gathers the callable sockets of network namespaces from the tables in `/proc/PID/net`.
final class Tables {
    /// A table of sockets and whether every kernel has it.
    private record Table(Transport transport, String name) {}

    private static final List<Table> TABLES =
            List.of(
                    new Table(Transport.TCP, "tcp"),
                    new Table(Transport.TCP, "tcp6"),
                    new Table(Transport.UDP, "udp"),
                    new Table(Transport.UDP, "udp6"),
                    new Table(Transport.UDPLITE, "udplite"),
                    new Table(Transport.UDPLITE, "udplite6"),
                    new Table(Transport.SCTP, "sctp/eps"));

    private final ProcTree tree;
    private final Wanted wanted;
    private final List<String> gaps;
    private final List<Found> found = new ArrayList<>();

    /// @param gaps takes a sentence for what cannot be read
    Tables(ProcTree tree, Wanted wanted, List<String> gaps) {
        this.tree = tree;
        this.wanted = wanted;
        this.gaps = gaps;
    }

    List<Found> found() {
        return found;
    }

    /// The caller's own namespace.
    ///
    /// @throws Unreadable when not even its TCP sockets can be read
    void own() throws Unreadable {
        for (Table table : TABLES) {
            String file = tree.file("self/net/" + table.name);
            try {
                read(table, file, Namespace.OWN);
            } catch (FileNotFoundException _) {
                if (table.name.equals("tcp"))
                    throw new Unreadable(
                            file + " cannot be read; is it there and may you read it?");
            } catch (Unreadable e) {
                throw e;
            } catch (IOException _) {
                throw new Unreadable(file + " cannot be read to its end");
            }
        }
    }

    /// Another namespace, through the first of its processes that still runs.
    void other(long id, List<Integer> processes) {
        for (int process : processes) {
            int before = found.size();
            if (through(id, process)) return;
            found.subList(before, found.size()).clear();
        }
        gaps.add("the network namespace " + id + " could not be read: its processes have ended");
    }

    private boolean through(long id, int process) {
        Namespace namespace = new Namespace.Other(id, process);
        for (Table table : TABLES) {
            try {
                read(table, tree.file(process + "/net/" + table.name), namespace);
            } catch (FileNotFoundException _) {
                if (table.name.equals("tcp")) return false;
            } catch (IOException _) {
                return false;
            }
        }
        return true;
    }

    private void read(Table table, String file, Namespace namespace) throws IOException {
        Transport transport = table.transport;
        if (!wanted.transports().contains(transport)) return;
        int unreadable =
                transport == Transport.SCTP
                        ? SctpTable.read(file, namespace, this::add)
                        : new SocketTable(
                                        transport, tree.order(), row -> add(row, table, namespace))
                                .read(file);
        if (unreadable > 0) gaps.add(unreadable + " lines of " + file + " could not be understood");
    }

    private void add(TableLine row, Table table, Namespace namespace) {
        if (wanted.ports().test(row.port()))
            found.add(
                    new Found(
                            table.transport,
                            namespace,
                            row.address(),
                            row.port(),
                            row.user(),
                            row.inode()));
    }

    private void add(Found one) {
        if (wanted.ports().test(one.port())) found.add(one);
    }
}
