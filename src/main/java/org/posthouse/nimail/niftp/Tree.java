package org.posthouse.nimail.niftp;

import module java.base;

/// The directory tree that is served. A name from outside leads to a plain file in it or to
/// nowhere: no `..`, no symbolic links on the way, no special files, and none of our own.
///
/// Who may write in the tree by other means than ours, and so change it between a look and an open,
/// is trusted.
final class Tree {
    sealed interface Found {
        /// A plain file.
        record File(Path path) implements Found {}

        /// There is none, but there could be.
        record Free(Path path) implements Found {}

        record Wrong(String why) implements Found {}
    }

    /// Our files for data that are not complete begin so, and cannot be asked for.
    static final String OURS = ".niftp-";

    private static final Found WRONG = new Found.Wrong("Cannot access file");
    private static final int LONGEST_PART = 255;

    private final Path root;

    Tree(Path root) {
        this.root = root;
    }

    /// @param home of the user, below the root
    /// @param name as the partner wrote it; a leading slash means the home too
    Found find(String home, String name) {
        try {
            Path directory = root.toRealPath();
            List<String> parts = parts(home);
            parts.addAll(parts(name));
            if (name.endsWith("/") || parts(name).isEmpty() || !parts.stream().allMatch(Tree::good))
                return WRONG;
            for (String part : parts.subList(0, parts.size() - 1)) {
                directory = directory.resolve(part);
                if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) return WRONG;
            }
            return file(directory.resolve(parts.getLast()));
        } catch (IOException | InvalidPathException _) {
            return WRONG;
        }
    }

    private static Found file(Path path) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) return new Found.File(path);
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? WRONG : new Found.Free(path);
    }

    private static List<String> parts(String name) {
        return Arrays.stream(name.split("/"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean good(String part) {
        return !part.equals(".")
                && !part.equals("..")
                && !part.startsWith(OURS)
                && part.length() <= LONGEST_PART
                && part.chars().noneMatch(c -> c < 0x20 || c == 0x7f || c == '\\');
    }
}
