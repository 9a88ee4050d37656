package org.posthouse;

import module java.base;

import org.posthouse.control.ControlServer;
import org.posthouse.control.Holds;
import org.posthouse.control.Schedule;
import org.posthouse.control.SpoolNeighbours;
import org.posthouse.control.SpoolQueue;
import org.posthouse.dispatch.Aliases;
import org.posthouse.dispatch.Dispatcher;
import org.posthouse.dispatch.KnownHosts;
import org.posthouse.dispatch.Originals;
import org.posthouse.ftpmail.FtpmailSender;
import org.posthouse.intake.Reception;
import org.posthouse.intake.Waiting;
import org.posthouse.local.MaildirSender;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Transfers;
import org.posthouse.mtp.MtpSender;
import org.posthouse.nimail.NimailSender;
import org.posthouse.nimail.niftp.UnderWay;
import org.posthouse.pickup.Pickup;
import org.posthouse.smtp.SmtpSender;
import org.posthouse.spool.Due;
import org.posthouse.spool.InUse;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.rocks.RocksSpool;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A serving Posthouse. It listens first, so that who calls can be told that we start; its parts
/// are made from the spool outwards, so that whoever may hand something on finds the next part
/// ready, and ended in the other direction.
final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration STEP = Duration.ofMillis(50);

    /// A place where it listens.
    record Place(ListenerSettings settings, Listener listener) {}

    private final Settings settings;
    private final Spool spool;
    private final KnownHosts known;
    private final Aliases aliases;
    private final Dispatcher dispatcher;
    private final Reception reception;
    private final Waiting waiting;
    private final Closeable control;
    private final Listening listening;
    private final List<Pickup> pickups = new ArrayList<>();

    private Server(Settings settings, Spool spool, Listening listening) throws IOException {
        this.settings = settings;
        this.listening = listening;
        this.spool = spool;
        this.known = settings.known(spool);
        this.aliases = settings.aliases(spool);
        this.dispatcher =
                new Dispatcher(
                        spool,
                        settings.routes(),
                        senders(settings, known, listening.transfers()),
                        settings.dispatch(),
                        known,
                        aliases,
                        originals(settings));
        this.reception =
                new Reception(
                        settings.names().host(),
                        spool,
                        settings.rules(),
                        aliases,
                        dispatcher::added);
        this.waiting = new Waiting(dispatcher, settings.collecting());
        this.control =
                ControlServer.open(
                        settings.data(),
                        SpoolQueue.inServer(
                                        spool, schedule(dispatcher), settings.notices(), reception)
                                .with(new SpoolNeighbours(known, aliases))
                                .with((Holds) path -> dispatcher.routes().holds(path))
                                .with(listening.transfers()),
                        Map.of());
    }

    private static Originals originals(Settings settings) {
        var originals = new Originals(settings.data(), InstantSource.system());
        originals.sweep();
        return originals;
    }

    /// Opens everything; conversations may begin while it returns.
    ///
    /// @throws IOException with what is wrong, in an operator's words; nothing is left open then
    static Server start(Settings settings) throws IOException {
        Listening listening =
                Listening.begin(settings.listeners(), settings.names().host(), settings.data());
        try {
            return start(settings, listening);
        } catch (IOException e) {
            listening.close();
            throw e;
        }
    }

    private static Server start(Settings settings, Listening listening) throws IOException {
        Spool spool = spool(settings);
        try {
            var server = new Server(settings, spool, listening);
            try {
                listening.open(server.reception, server.waiting);
                server.watch();
                server.dispatcher.start();
                return server;
            } catch (IOException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            spool.close();
            throw e;
        }
    }

    private static Spool spool(Settings settings) throws IOException {
        Path directory = settings.data().resolve("spool");
        try {
            Files.createDirectories(directory);
            Spool spool = RocksSpool.open(directory, settings.spool());
            for (Shard shard : spool.shards())
                LOG.info(
                        "spool opened directory={} messages={} swept={}",
                        directory,
                        shard.recovery().messages(),
                        shard.recovery().swept());
            return spool;
        } catch (InUse e) {
            throw new IOException(
                    "another Posthouse serves from " + settings.data() + " already", e);
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "the data directory "
                            + settings.data()
                            + " cannot be written; give another with --data",
                    e);
        }
    }

    static Map<String, Outbound> senders(
            Settings settings, Acquaintances known, UnderWay transfers) {
        return Map.of(
                "smtp",
                new SmtpSender(settings.smtp(), Transcript.NONE),
                "mtp",
                new MtpSender(settings.mtp(), known, Transcript.NONE),
                "ftpmail",
                new FtpmailSender(settings.ftpmail(), known, Transcript.NONE),
                "nimail",
                new NimailSender(settings.nimail(), known, transfers, Transcript.NONE),
                MaildirSender.SCHEME,
                new MaildirSender(settings.local()));
    }

    private static Schedule schedule(Dispatcher dispatcher) {
        return new Schedule() {
            @Override
            public void added(Collection<Due> entries) {
                dispatcher.added(entries);
            }

            @Override
            public void flush(Optional<String> destination) {
                dispatcher.flush(destination);
            }
        };
    }

    private void watch() throws IOException {
        Optional<Path> directory = settings.pickup().directory();
        if (directory.isPresent())
            pickups.add(Pickup.open(directory.get(), settings.pickup(), reception));
    }

    List<Place> places() {
        return listening.places();
    }

    /// What is being transferred at this moment.
    Transfers transfers() {
        return listening.transfers();
    }

    /// Takes changed routes, relaying and users; listeners and the spool need a restart.
    void reload(Settings changed) {
        dispatcher.reload(changed.routes());
        reception.reload(changed.rules());
        waiting.reload(changed.collecting());
    }

    /// Ends in order: accepts no more, lets texts and attempts under way come to their end for as
    /// long as the drain allows, then lets go of everything.
    @Override
    public void close() {
        Instant limit = Instant.now().plus(settings.dispatch().drain());
        listening.drain();
        Thread attempts = Thread.ofVirtual().start(dispatcher::close);
        for (Pickup pickup : pickups) quietly(pickup);
        while (listening.conversations() > 0 && Instant.now().isBefore(limit))
            LockSupport.parkNanos(STEP.toNanos());
        listening.close();
        try {
            attempts.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        quietly(control);
        spool.close();
    }

    private static void quietly(Closeable part) {
        try {
            part.close();
        } catch (IOException e) {
            LOG.warn("while closing: {}", e.getMessage());
        }
    }
}
