package org.posthouse.ports.sockets;

import module java.base;

import org.posthouse.ports.sockets.Executable.Mark;

/// What is odd about a program, by the link `/proc/PID/exe` to it. The link itself is followed and
/// not the path it shows: that one is of the process's own file tree, which may be another one.
final class Programs {
    private static final String DELETED = " (deleted)";
    private static final String MEMORY = "/memfd:";
    private static final List<String> TEMPORARY = List.of("/tmp/", "/var/tmp/", "/dev/shm/");

    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITE = 0020;

    private Programs() {}

    /// @param target what the link says
    /// @param user the process's
    static Executable read(Path link, String target, OptionalInt user) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        String path = target;
        if (target.endsWith(DELETED) && !isThat(link, target)) {
            path = target.substring(0, target.length() - DELETED.length());
            marks.add(path.startsWith(MEMORY) ? Mark.MEMORY : Mark.DELETED);
        }
        if (TEMPORARY.stream().anyMatch(path::startsWith)) marks.add(Mark.TEMPORARY);
        if (!marks.contains(Mark.MEMORY) && isWritable(link, user)) marks.add(Mark.WRITABLE);
        return new Executable(path, marks);
    }

    /// A file may be called "x (deleted)" and be there.
    private static boolean isThat(Path link, String target) {
        try {
            return Files.isSameFile(link, Path.of(target));
        } catch (IOException | SecurityException _) {
            return false;
        }
    }

    /// Whether someone may write to it who is neither root nor the process's own user.
    private static boolean isWritable(Path link, OptionalInt user) {
        try {
            Map<String, Object> file = Files.readAttributes(link, "unix:mode,uid,gid");
            int mode = number(file, "mode");
            int owner = number(file, "uid");
            boolean group = (mode & GROUP_WRITE) != 0 && number(file, "gid") != 0;
            boolean foreign = owner != 0 && user.isPresent() && owner != user.getAsInt();
            return (mode & OTHERS_WRITE) != 0 || foreign || group && owner == 0;
        } catch (IOException | UnsupportedOperationException _) {
            return false; // not ours to see, or gone
        }
    }

    private static int number(Map<String, Object> file, String attribute) throws IOException {
        if (file.get(attribute) instanceof Integer number) return number;
        throw new IOException(attribute + " is no number here");
    }
}
