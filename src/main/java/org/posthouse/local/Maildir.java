package org.posthouse.local;

import module java.base;

import java.nio.file.attribute.PosixFilePermissions;

/// One Maildir: a folder with `tmp`, where letters are written, `new`, where they arrive, and
/// `cur`, which is its reader's. It belongs to the user the server runs as, mode 0700.
final class Maildir {
    /// Writes a letter into its file.
    interface Letter {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int BUFFER = 16_384;

    /// Who makes Maildirs; one at a time, for it is rare and must be done whole.
    private static final ReentrantLock MAKING = new ReentrantLock();

    private final Path path;
    private final Optional<Path> base;
    private final Path tmp;
    private final Path arrived;
    private final FolderSync folders;

    /// @param base the folder that no symbolic link may lead it out of, if there is one
    Maildir(Path path, Optional<Path> base, FolderSync folders) {
        this.path = path;
        this.base = base;
        this.tmp = path.resolve("tmp");
        this.arrived = path.resolve("new");
        this.folders = folders;
    }

    /// Keeps a letter. When this returns it is in `new` and on disk; when it throws, it is not, as
    /// far as we can still see to that.
    ///
    /// @return the name of its file
    String keep(Letter letter, LetterName name) throws IOException {
        mustBeInBase(tmp);
        mustBeInBase(arrived);
        Path draft = tmp.resolve(name.inTmp());
        try {
            long size = write(draft, letter);
            Path kept = arrived.resolve(name.inNew(size));
            Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
            draft = kept;
            folders.sync(arrived);
            return kept.getFileName().toString();
        } catch (IOException e) {
            forget(draft, e);
            throw e;
        }
    }

    private long write(Path draft, Letter letter) throws IOException {
        try (var file = create(draft)) {
            var out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
            letter.writeTo(out);
            out.flush();
            file.force(false);
            return file.position();
        }
    }

    private FileChannel create(Path draft) throws IOException {
        try {
            return createNew(draft);
        } catch (NoSuchFileException _) {
            make();
            return createNew(draft);
        }
    }

    private static FileChannel createNew(Path draft) throws IOException {
        return FileChannel.open(
                draft,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                PRIVATE_FILE);
    }

    /// Makes what is missing. `tmp` comes last, when all else is on disk: whoever can write a draft
    /// knows that the way to `new` is durable.
    private void make() throws IOException {
        MAKING.lock();
        try {
            Files.createDirectories(arrived, PRIVATE_FOLDER);
            Files.createDirectories(path.resolve("cur"), PRIVATE_FOLDER);
            for (Path folder = path; folder != null; folder = folder.getParent()) sync(folder);
            Files.createDirectories(tmp, PRIVATE_FOLDER);
        } finally {
            MAKING.unlock();
        }
    }

    private static void sync(Path folder) throws IOException {
        try {
            FolderSync.force(folder);
        } catch (AccessDeniedException _) {
            // A folder that we may not read is none that we made.
        }
    }

    private static void forget(Path draft, IOException because) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /// Refuses a folder that a symbolic link puts elsewhere than its name says.
    private void mustBeInBase(Path folder) throws IOException {
        if (base.isEmpty() || Files.notExists(base.get())) return;
        Path there = nearest(folder);
        try {
            if (there.toRealPath().startsWith(base.get().toRealPath())) return;
        } catch (NoSuchFileException _) {
            // a link to nothing, which would become something when we make the Maildir
        }
        throw new LedAstray(there);
    }

    /// The folder itself, or the one nearest to it on the way to the root that is there.
    static Path nearest(Path folder) {
        for (Path there = folder; there != null; there = there.getParent())
            if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) return there;
        return folder;
    }

    /// A symbolic link leads out of the folder that holds all Maildirs.
    static final class LedAstray extends FileSystemException {
        private static final long serialVersionUID = 1;

        LedAstray(Path folder) {
            super(folder.toString(), null, "a symbolic link leads elsewhere");
        }
    }
}
