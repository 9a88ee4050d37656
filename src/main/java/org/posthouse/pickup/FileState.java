package org.posthouse.pickup;

import module java.base;

/// A file as it is at one moment: the file itself, never what a link leads to.
///
/// @param key what it is the same file by
/// @param links names it has; 1 where that cannot be told
/// @param changed when anything about it last changed, by this machine's clock where the system
///   keeps that (on Unix), else [#written]
record FileState(
        Kind kind,
        long size,
        Instant written,
        Instant changed,
        String owner,
        int links,
        Object key) {
    enum Kind {
        REGULAR("a file"),
        LINK("a symbolic link"),
        DIRECTORY("a directory"),
        SPECIAL("no regular file");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        private static Kind of(BasicFileAttributes file) {
            if (file.isRegularFile()) return REGULAR;
            if (file.isSymbolicLink()) return LINK;
            return file.isDirectory() ? DIRECTORY : SPECIAL;
        }
    }

    /// @throws NoSuchFileException when it is not there
    static FileState of(Path file) throws IOException {
        var basic =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        Map<String, Object> more =
                unix
                        ? Files.readAttributes(
                                file, "unix:owner,nlink,ctime", LinkOption.NOFOLLOW_LINKS)
                        : Map.of();
        Instant written = basic.lastModifiedTime().toInstant();
        return new FileState(
                Kind.of(basic),
                basic.size(),
                written,
                more.get("ctime") instanceof FileTime time ? time.toInstant() : written,
                more.get("owner") instanceof Principal owner ? owner.getName() : "",
                more.get("nlink") instanceof Integer links ? links : 1,
                Objects.requireNonNullElse(basic.fileKey(), file));
    }

    /// Whether it was renamed, linked or given a mode after it was last written, as a program does
    /// that has finished with it. An empty one is still to be written.
    boolean finished() {
        return size > 0 && changed.isAfter(written);
    }

    /// Whether it may be the same octets still.
    boolean sameAs(FileState later) {
        return key.equals(later.key)
                && size == later.size
                && written.equals(later.written)
                && kind == later.kind;
    }
}
