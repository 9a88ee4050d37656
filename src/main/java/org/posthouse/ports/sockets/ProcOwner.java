package org.posthouse.ports.sockets;

import module java.base;

/// Reads what Linux shows of one process: `stat`, `status`, `cmdline`, `exe` and `cgroup`.
final class ProcOwner {
    private static final int TICKS = 100; // USER_HZ, a second's, on every architecture of Java's
    private static final int PARENT = 1; // fields of stat behind the name: proc(5) counts from 3
    private static final int STARTED = 19;

    private final ProcTree tree;
    private final Users users;
    private final ProcFile file = new ProcFile();
    private final Optional<Instant> boot;

    ProcOwner(ProcTree tree, Users users, Instant now) {
        this.tree = tree;
        this.users = users;
        this.boot = boot(now);
    }

    /// `/proc/uptime`: seconds since the system started, with two decimals.
    private Optional<Instant> boot(Instant now) {
        if (!file.read(tree.file("uptime"))) return Optional.empty();
        String word = file.text().split(" ", 2)[0];
        if (!word.matches("\\d{1,12}\\.\\d{1,3}")) return Optional.empty();
        return Optional.of(now.minusMillis(Math.round(Double.parseDouble(word) * 1000)));
    }

    Owner read(int pid) {
        String folder = tree.file(pid + "/");
        Stat stat = file.read(folder + "stat") ? Stat.read(file.text()) : Stat.UNKNOWN;
        OptionalInt user = file.read(folder + "status") ? effective() : OptionalInt.empty();
        List<String> command = file.read(folder + "cmdline") ? file.words() : List.of();
        ControlGroup group =
                file.read(folder + "cgroup") ? ControlGroup.read(file.text()) : ControlGroup.NONE;
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

    /// `Uid:` real, effective, saved, file system.
    private OptionalInt effective() {
        String[] ids = file.after("Uid:").orElse("").split("\\s+", -1);
        if (ids.length < 2 || !ids[1].matches("\\d{1,10}")) return OptionalInt.empty();
        return OptionalInt.of((int) Long.parseLong(ids[1]));
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
            String[] rest = text.substring(close + 1).strip().split(" ", -1);
            if (rest.length <= STARTED) return new Stat(name, 0, -1);
            return new Stat(name, (int) number(rest[PARENT], 0), number(rest[STARTED], -1));
        }

        private static long number(String word, long otherwise) {
            return word.matches("\\d{1,15}") ? Long.parseLong(word) : otherwise;
        }
    }
}
