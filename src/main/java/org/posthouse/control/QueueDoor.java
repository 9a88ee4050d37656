package org.posthouse.control;

import module java.base;

import org.posthouse.dispatch.Originals;
import org.posthouse.mail.Intake;
import org.posthouse.mail.MessageId;
import org.posthouse.spool.InUse;
import org.posthouse.spool.Spool;

/// The way to a data directory's queue: through the server when one answers, else by the spool
/// itself. The engine's lock sees to it that never both work on it.
public final class QueueDoor {
    /// Opens the spool of a data directory.
    @FunctionalInterface
    public interface Engine {
        /// @throws InUse when another process has it open
        Spool open(Path data) throws IOException;
    }

    /// What came of knocking.
    public sealed interface Reached {}

    /// @param through whose queue it is, for whoever must say so
    public record Opened(QueueWork work, Through through) implements Reached {}

    public enum Through {
        SERVER,
        SPOOL
    }

    /// A process has the spool but does not answer: it starts, stops, or hangs. Worth another try.
    public record Busy(String why) implements Reached {}

    /// Nobody will get to it this way.
    ///
    /// @param why and what to do about it
    public record Refused(String why) implements Reached {}

    private final Path data;
    private final String host;
    private final Engine engine;
    private final Function<Spool, SpoolQueue> queue;

    /// @param host our name, for what has none of its own when it comes in
    /// @param notices for work on the spool itself; a server has its own
    /// @param intake likewise, the door into it
    public QueueDoor(
            Path data,
            String host,
            Engine engine,
            Notices notices,
            Function<Spool, Intake> intake) {
        this(data, host, engine, spool -> SpoolQueue.alone(spool, notices, intake.apply(spool)));
    }

    /// @param queue for work on the spool itself
    public QueueDoor(Path data, String host, Engine engine, Function<Spool, SpoolQueue> queue) {
        this.data = data;
        this.host = host;
        this.engine = engine;
        this.queue = queue;
    }

    public String host() {
        return host;
    }

    /// Writes the original of a message that left in another shape. It lies beside the queue, so
    /// that neither the server nor its spool is asked.
    ///
    /// @return whether it is kept
    public boolean original(MessageId id, OutputStream to) throws IOException {
        return new Originals(data, InstantSource.system()).cat(id, to);
    }

    /// @throws IOException when the spool fails
    public Reached open() throws IOException {
        if (!Files.isDirectory(data))
            return new Refused("there is no data directory " + data + "; --data names it");
        Optional<RemoteQueue> server;
        try {
            server = RemoteQueue.reach(data);
        } catch (SocketException | AccessDeniedException _) {
            return new Refused(
                    "the server's socket in "
                            + data
                            + " is another user's; ask as "
                            + owner().orElse("that user"));
        }
        if (server.isPresent()) return new Opened(server.get(), Through.SERVER);
        Optional<Refused> stranger = stranger();
        return stranger.isPresent() ? stranger.get() : openSpool();
    }

    private Reached openSpool() throws IOException {
        try {
            return new Opened(queue.apply(engine.open(data)), Through.SPOOL);
        } catch (InUse _) {
            return new Busy(
                    "a process has the spool in "
                            + data
                            + " open but does not answer: a server that starts or stops, or another"
                            + " queue command; try again in a moment");
        }
    }

    /// The files that another user's process leaves in the spool could not be opened by the server
    /// afterwards; root is the one this happens to.
    private Optional<Refused> stranger() throws IOException {
        Optional<String> me = ProcessHandle.current().info().user();
        Optional<String> owner = owner();
        return me.isEmpty() || owner.isEmpty() || me.equals(owner)
                ? Optional.empty()
                : Optional.of(
                        new Refused(
                                data
                                        + " belongs to "
                                        + owner.get()
                                        + ": ask as that user, or start the server"));
    }

    private Optional<String> owner() throws IOException {
        try {
            return Optional.of(Files.getOwner(data).getName());
        } catch (UnsupportedOperationException _) {
            return Optional.empty();
        }
    }
}
