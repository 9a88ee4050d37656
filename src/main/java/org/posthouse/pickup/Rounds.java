package org.posthouse.pickup;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes over files, several at a time, so that they share the spool's commits, and does with each
/// what came of it: remove, set aside, leave.
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final int AT_ONCE = 32;

    /// Files that can be neither removed nor set aside are not taken again, as long as they stay as
    /// they are. With so many of them something is wrong that a person must mend first.
    private static final int STUCK = 1_000;

    private final Taking taking;
    private final Aside aside;
    private final BooleanSupplier closing;
    private final Path directory;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<Path, FileState> stuck = new ConcurrentHashMap<>();
    private final LongAccumulator soonest = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private volatile boolean paused;

    Rounds(Path directory, Taking taking, Aside aside, BooleanSupplier closing) {
        this.directory = directory;
        this.taking = taking;
        this.aside = aside;
        this.closing = closing;
    }

    /// Whether the spool would take nothing the last time it was asked.
    boolean paused() {
        return paused;
    }

    /// Over the whole directory, which is read bit by bit, however long it is.
    ///
    /// @return when one of them is worth another look, if any is
    Optional<Instant> all() throws IOException, InterruptedException {
        paused = false;
        stuck.keySet().removeIf(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            return over(files);
        }
    }

    Optional<Instant> some(Collection<Path> files) throws InterruptedException {
        return over(files);
    }

    private Optional<Instant> over(Iterable<Path> files) throws InterruptedException {
        soonest.reset();
        try {
            for (Path file : files) {
                if (paused || closing.getAsBoolean() || stuck.size() >= STUCK) break;
                if (Found.by(String.valueOf(file.getFileName())) instanceof Found.Nothing) continue;
                places.acquire();
                Thread.ofVirtual().name("pickup").start(() -> one(file));
            }
        } finally {
            places.acquireUninterruptibly(AT_ONCE); // all are done
            places.release(AT_ONCE);
        }
        long millis = soonest.get();
        return millis == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(millis));
    }

    private void one(Path file) {
        try {
            if (!isStuck(file)) settle(file, taking.take(file));
        } catch (IOException e) {
            LOG.warn("pickup: {} is left for later: {}", file, e.toString());
        } catch (RuntimeException e) {
            LOG.error("pickup: a fault of ours; {} is left for later", file, e);
        } finally {
            places.release();
        }
    }

    private void settle(Path file, Taken taken) {
        switch (taken) {
            case Taken.Nothing() -> {}
            case Taken.NotYet(var when) -> soonest.accumulate(when.toEpochMilli());
            case Taken.Accepted(var id, var files) -> remove(id.toString(), files);
            case Taken.Later(var why, var scope) -> {
                LOG.warn("pickup: {} is left for later: {}", file, why);
                if (scope == Taken.Scope.ALL) paused = true;
            }
            case Taken.Unfit(var files, var why) -> setAside(files, why);
        }
    }

    /// The control file first: without its text it would be taken for half a pair, while a text
    /// alone is nothing.
    private void remove(String id, List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
                LOG.info("{} picked up file={}", id, file.getFileName());
            } catch (IOException e) {
                leave(file, id + " has it, and it cannot be removed: " + e);
            }
        }
    }

    private void setAside(List<Path> files, String why) {
        try {
            Path now = aside.move(files, why);
            LOG.warn("pickup: set aside as {}: {}", now, why.replace("\n", "; "));
        } catch (IOException e) {
            leave(files.getFirst(), why.replace("\n", "; ") + "; it cannot be set aside: " + e);
        }
    }

    private void leave(Path file, String why) {
        try {
            stuck.put(file, FileState.of(file));
            LOG.error("pickup: {} stays where it is and is not looked at again: {}", file, why);
            if (stuck.size() >= STUCK)
                LOG.error("pickup: takes no more files, since {} could not be removed", STUCK);
        } catch (IOException _) {
            // it is gone after all
        }
    }

    private boolean isStuck(Path file) throws IOException {
        FileState then = stuck.get(file);
        if (then == null) return false;
        try {
            return then.sameAs(FileState.of(file));
        } catch (NoSuchFileException _) {
            return true;
        }
    }
}
