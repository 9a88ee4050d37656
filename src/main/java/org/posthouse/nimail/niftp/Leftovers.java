package org.posthouse.nimail.niftp;

import module java.base;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Parts of files that a crash of ours has left in the tree: no docket tells of them, and nobody
/// will go on with them. They are found by their names and by their age alone; whatever else lies
/// in the tree is not touched.
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(NiftpReceiver.class);

    /// Begins the key of a part that no later transfer goes on with.
    static final String ONCE = "once-";

    private static final Pattern ONCE_NAME =
            Pattern.compile("\\.niftp-once-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern KEYED = Pattern.compile("\\.niftp-([0-9a-f]{24})");

    /// Longer than the longest time-out without an octet, so that no transfer can have it.
    private static final Duration ABANDONED = Duration.ofHours(2);

    private static final Duration EACH = Duration.ofDays(1);

    private final Path tree;
    private final Dockets dockets;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    Leftovers(Path tree, Dockets dockets) {
        this.tree = tree;
        this.dockets = dockets;
    }

    /// Begins a sweep in a thread of its own, where the last one was a day ago: a tree may be
    /// large.
    void sweepDaily(Instant now) {
        Instant due = next.get();
        if (due == null || now.isBefore(due) || !next.compareAndSet(due, now.plus(EACH))) return;
        Thread.ofVirtual().name("niftp-sweep").start(() -> sweep(now));
    }

    /// @return how many were removed
    int sweep(Instant now) {
        var found = new Visitor(now);
        try {
            Files.walkFileTree(tree, found);
        } catch (IOException e) {
            LOG.warn("cannot look for parts left in {}: {}", tree, e.getMessage());
        }
        if (found.removed > 0) LOG.info("removed {} parts left in {}", found.removed, tree);
        return found.removed;
    }

    /// Follows no links.
    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Instant now;
        private int removed;

        Visitor(Instant now) {
            this.now = now;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isLeft(file, attributes)) remove(file);
            return FileVisitResult.CONTINUE;
        }

        private boolean isLeft(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            Duration age = Duration.between(attributes.lastModifiedTime().toInstant(), now);
            if (ONCE_NAME.matcher(name).matches()) return age.compareTo(ABANDONED) > 0;
            Matcher keyed = KEYED.matcher(name);
            return keyed.matches()
                    && age.compareTo(Dockets.KEPT) > 0
                    && dockets.find(keyed.group(1)).isEmpty();
        }

        private void remove(Path file) {
            try {
                Files.delete(file);
                removed++;
            } catch (IOException e) {
                LOG.warn("cannot remove {}: {}", file, e.getMessage());
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
