package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.JntManner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches a directory and takes the mail that is left there as files (RFC 785, and plain
/// messages). A file is removed after the spool has its message; one that cannot be taken is set
/// aside with the reason. If the process ends between the two, the message may be delivered twice,
/// but never not at all.
public final class Pickup implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Pickup.class);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final Path directory;
    private final PickupSettings settings;
    private final Rounds rounds;
    private final WatchService watch;
    private final Thread thread;
    private volatile boolean closing;

    private Pickup(Path directory, PickupSettings settings, Intake intake, WatchService watch) {
        this.directory = directory;
        this.settings = settings;
        this.watch = watch;
        var inspection = new Inspection(settings, InstantSource.system());
        this.rounds =
                new Rounds(
                        directory,
                        new Taking(intake, inspection, JntManner.of(settings.order())),
                        new Aside(directory),
                        () -> closing);
        this.thread = Thread.ofPlatform().name("pickup").unstarted(this::run);
    }

    /// Watches from now on, what lies there already first.
    ///
    /// @throws IOException with what is wrong with the directory, in an operator's words
    public static Pickup open(Path directory, PickupSettings settings, Intake intake)
            throws IOException {
        prepare(directory);
        WatchService watch = directory.getFileSystem().newWatchService();
        try {
            directory.register(
                    watch,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (IOException e) {
            watch.close();
            throw e;
        }
        var pickup = new Pickup(directory, settings, intake, watch);
        pickup.thread.start();
        return pickup;
    }

    private static void prepare(Path directory) throws IOException {
        try {
            if (!Files.exists(directory)) Files.createDirectories(directory, PRIVATE);
        } catch (FileSystemException e) {
            throw new IOException("pickup: " + directory + " cannot be made: " + e.getReason(), e);
        }
        if (!Files.isDirectory(directory))
            throw new IOException("pickup: " + directory + " is not a directory");
        if (!Files.isReadable(directory) || !Files.isWritable(directory))
            throw new IOException(
                    "pickup: "
                            + directory
                            + " must be ours to read and to write: what was taken is removed from"
                            + " it");
        if (sticky(directory) && !owner(directory).equals(System.getProperty("user.name")))
            throw new IOException(
                    "pickup: "
                            + directory
                            + " is sticky and belongs to "
                            + owner(directory)
                            + ": what others leave there could not be removed; make it ours");
        LOG.info("pickup watches directory={}", directory);
    }

    private static boolean sticky(Path directory) throws IOException {
        return directory.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Files.getAttribute(directory, "unix:mode") instanceof Integer mode
                && (mode & 01000) != 0; // S_ISVTX of stat(2)
    }

    private static String owner(Path directory) throws IOException {
        return Files.getOwner(directory).getName();
    }

    private void run() {
        Instant next = Instant.now();
        try {
            while (!closing) {
                Set<Path> told = told(next);
                // After a refusal that is for all, news wait for their turn with the others.
                if (!Instant.now().isBefore(next)) next = round(rounds::all);
                else if (!told.isEmpty() && !rounds.paused())
                    next = earlier(next, round(() -> rounds.some(told)));
            }
        } catch (ClosedWatchServiceException | InterruptedException _) {
            // the end
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private interface Round {
        Optional<Instant> go() throws IOException, InterruptedException;
    }

    /// @return when to read the whole directory next
    private Instant round(Round round) throws InterruptedException {
        Instant regular = Instant.now().plus(settings.interval());
        try {
            Optional<Instant> wanted = round.go();
            return rounds.paused() ? regular : earlier(regular, wanted.orElse(regular));
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("pickup: {} cannot be read: {}", directory, e.toString());
            return regular;
        }
    }

    /// Waits for news of files, until a time. What is lost of them, if many come at once, the next
    /// reading of the directory finds.
    private Set<Path> told(Instant limit) throws InterruptedException {
        long wait = Math.max(0, Duration.between(Instant.now(), limit).toMillis());
        WatchKey key = watch.poll(wait, TimeUnit.MILLISECONDS);
        if (key == null) return Set.of();
        var names = new LinkedHashSet<Path>();
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.context() instanceof Path name) names.add(directory.resolve(name));
        }
        key.reset();
        return names;
    }

    /// Ends after the files that are being taken.
    @Override
    public void close() throws IOException {
        closing = true;
        watch.close();
        try {
            if (!thread.join(FAREWELL))
                LOG.warn("pickup did not end in {} s", FAREWELL.toSeconds());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
