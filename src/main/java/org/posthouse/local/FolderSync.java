package org.posthouse.local;

import module java.base;

import org.jspecify.annotations.Nullable;

/// Syncs folders, one sync for all who wait: who comes while a sync runs waits for the next one,
/// which one of them runs for all. So each is answered by a sync that began after it asked, and no
/// folder is synced twice at a time. Only after it a renamed file is sure to keep its new name.
final class FolderSync {
    /// The sync itself.
    interface Force {
        void force(Path folder) throws IOException;
    }

    private final Force force;
    private final Map<Path, Folder> folders = new ConcurrentHashMap<>();

    FolderSync(Force force) {
        this.force = force;
    }

    /// With the file system's own sync.
    static FolderSync real() {
        return new FolderSync(FolderSync::force);
    }

    static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Returns when all that was renamed into `folder` before the call is durable.
    void sync(Path folder) throws IOException {
        Folder shared = folders.compute(folder, this::joined);
        try {
            shared.sync();
        } finally {
            folders.computeIfPresent(folder, (_, f) -> --f.waiting == 0 ? null : f);
        }
    }

    private Folder joined(Path path, @Nullable Folder folder) {
        Folder joined = folder == null ? new Folder(path) : folder;
        joined.waiting++;
        return joined;
    }

    /// One folder, known as long as someone waits for it.
    private final class Folder {
        private final Path path;
        private final ReentrantLock running = new ReentrantLock();

        /// The round that has not begun; whoever finds none leads one.
        private final AtomicReference<@Nullable FutureTask<Void>> gathering =
                new AtomicReference<>();

        private int waiting; // changed only inside the map's own lock on this entry

        Folder(Path path) {
            this.path = path;
        }

        void sync() throws IOException {
            var mine = new FutureTask<Void>(this::forced);
            FutureTask<Void> led = gathering.compareAndExchange(null, mine);
            if (led == null) lead(mine);
            outcome(led == null ? mine : led);
        }

        private void lead(FutureTask<Void> round) {
            running.lock();
            try {
                gathering.set(null); // from here on who comes is too late for this round
                round.run();
            } finally {
                running.unlock();
            }
        }

        @SuppressWarnings("NullAway") // a Void has no other value
        private Void forced() throws IOException {
            force.force(path);
            return null;
        }
    }

    private static void outcome(FutureTask<Void> round) throws IOException {
        try {
            round.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) throw new SyncFailed(cause);
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a folder was synced");
        }
    }

    /// The same failure for each who waited.
    static final class SyncFailed extends IOException {
        private static final long serialVersionUID = 1;

        SyncFailed(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
