package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Originals of messages that left in another shape, for as long as their routes say, so that a
/// person can fetch them: a file each, by the id of its message. A file's time of change is the
/// time until which it is kept.
public final class Originals {
    private static final Logger LOG = LoggerFactory.getLogger(Originals.class);
    private static final String DRAFT = "draft";
    private static final Duration ROUND = Duration.ofHours(1);

    private final Path folder;
    private final InstantSource clock;
    private Instant swept = Instant.MIN;

    /// @param data the directory of everything that lasts
    public Originals(Path data, InstantSource clock) {
        this.folder = data.resolve("originals");
        this.clock = clock;
    }

    /// On disk when this returns. A second time only makes it last longer.
    ///
    /// @throws IOException when it cannot be kept
    void keep(MessageId id, Content original, Duration time) throws IOException {
        sweepNowAndThen();
        Path file = file(id);
        FileTime until = FileTime.from(clock.instant().plus(time));
        if (!Files.exists(file)) store(file, original);
        if (Files.getLastModifiedTime(file).compareTo(until) < 0)
            Files.setLastModifiedTime(file, until);
    }

    private void store(Path file, Content original) throws IOException {
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, DRAFT, "");
        try (InputStream in = original.open();
                FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            in.transferTo(Channels.newOutputStream(out));
            out.force(true);
            Files.setLastModifiedTime(draft, FileTime.from(clock.instant()));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        try (FileChannel directory = FileChannel.open(folder)) {
            directory.force(true);
        }
    }

    private Path file(MessageId id) {
        return folder.resolve(id.toString());
    }

    /// Writes an original's octets.
    ///
    /// @return whether it is kept; nothing is written if not
    public boolean cat(MessageId id, OutputStream to) throws IOException {
        Path file = file(id);
        try {
            if (isOver(file)) return false;
            Files.copy(file, to);
            return true;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private boolean isOver(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant());
    }

    private void sweepNowAndThen() {
        if (isTimeForARound()) sweep();
    }

    private synchronized boolean isTimeForARound() {
        Instant now = clock.instant();
        boolean time = swept.isBefore(now.minus(ROUND));
        if (time) swept = now;
        return time;
    }

    private boolean isLeft(Path file) throws IOException {
        if (!String.valueOf(file.getFileName()).startsWith(DRAFT)) return isOver(file);
        return Files.getLastModifiedTime(file)
                .toInstant()
                .isBefore(clock.instant().minus(ROUND)); // nobody writes that long
    }

    /// Removes those whose time is over, and what an attempt to keep one left behind.
    public void sweep() {
        if (!Files.isDirectory(folder)) return;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) if (isLeft(file)) Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("originals whose time is over could not be removed: {}", e.getMessage());
        }
    }
}
