package org.posthouse.ports.sockets;

import module java.base;

/// Reads what Linux shows of one process: `stat`, `status`, `cmdline`, `exe` and `cgroup`.
final class ProcOwner {
    private static final int TICKS = 100; // USER_HZ, a second's, on every architecture of Java's
    private static final long FAR = 1L << 32; // seconds that no system has been up
    private static final int PARENT = 1; // fields of stat behind the name: proc(5) counts from 3
    private static final int STARTED = 19;

    private final ProcTree tree;
    private final Users users;
    private final ProcFile file = new ProcFile();
    private final Map<String, ControlGroup> groups = new HashMap<>();
    private final Optional<Instant> boot;

    ProcOwner(ProcTree tree, Users users, Instant now) {
        this.tree = tree;
        this.users = users;
        this.boot = boot(now);
    }

    /// `/proc/uptime`: seconds since the system started, with two decimals.
    private Optional<Instant> boot(Instant now) {
        if (!file.read(tree.file("uptime"))) return Optional.empty();
        String text = file.text();
        int point = text.indexOf('.');
        if (point < 0 || point + 3 > text.length()) return Optional.empty();
        long seconds = ProcFile.number(text.substring(0, point));
        long hundredths = ProcFile.number(text.substring(point + 1, point + 3));
        return seconds < 0 || seconds > FAR || hundredths < 0
                ? Optional.empty()
                : Optional.of(now.minusMillis(seconds * 1000 + hundredths * 10));
    }

    Owner read(int pid) {
        String folder = tree.file(pid + "/");
        Stat stat = file.read(folder + "stat") ? Stat.read(file.text()) : Stat.UNKNOWN;
        OptionalInt user = file.read(folder + "status") ? effective() : OptionalInt.empty();
        List<String> command = file.read(folder + "cmdline") ? file.words() : List.of();
        ControlGroup group =
                file.read(folder + "cgroup")
                        ? groups.computeIfAbsent(file.text(), ControlGroup::read)
                        : ControlGroup.NONE;
        return new Owner(
                pid,
                stat.parent,
                stat.name,
                executable(folder + "exe", user),
                command,
                user.isPresent() ? Optional.of(users.name(user.getAsInt())) : Optional.empty(),
                group.unit(),
                group.container(),
                stat.ticks < 0
                        ? Optional.empty()
                        : boot.map(then -> then.plusMillis(stat.ticks * 1000 / TICKS)),
                Forwarders.target(stat.name, command));
    }

    private OptionalInt effective() {
        long user = file.second("Uid:");
        return user < 0 || user >>> 32 != 0 ? OptionalInt.empty() : OptionalInt.of((int) user);
    }

    private static Optional<Executable> executable(String link, OptionalInt user) {
        String target = ProcFile.link(link);
        return target.isEmpty()
                ? Optional.empty()
                : Optional.of(Programs.read(Path.of(link), target, user));
    }

    /// What `/proc/PID/stat` says.
    ///
    /// @param ticks from the system's start to the process's; negative if unknown
    private record Stat(String name, int parent, long ticks) {
        static final Stat UNKNOWN = new Stat("?", 0, -1);

        /// The name stands in parentheses and may have any character in it, these too.
        static Stat read(String text) {
            int open = text.indexOf('(');
            int close = text.lastIndexOf(')');
            if (open < 0 || close < open) return UNKNOWN;
            String name = text.substring(open + 1, close);
            StringTokenizer rest = new StringTokenizer(text.substring(close + 1));
            long parent = 0;
            for (int i = 0; rest.hasMoreTokens(); i++) {
                String word = rest.nextToken();
                if (i == PARENT) parent = Math.max(0, ProcFile.number(word));
                if (i == STARTED) return new Stat(name, (int) parent, ProcFile.number(word));
            }
            return new Stat(name, (int) parent, -1);
        }
    }
}
