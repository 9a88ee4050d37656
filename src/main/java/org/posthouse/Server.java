package org.posthouse;

import module java.base;

import org.posthouse.conf.Address;
import org.posthouse.control.ControlServer;
import org.posthouse.control.Schedule;
import org.posthouse.control.SpoolQueue;
import org.posthouse.dispatch.Aliases;
import org.posthouse.dispatch.Dispatcher;
import org.posthouse.dispatch.KnownHosts;
import org.posthouse.ftpmail.FtpmailReceiver;
import org.posthouse.ftpmail.FtpmailSender;
import org.posthouse.intake.Reception;
import org.posthouse.local.MaildirSender;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Outbound;
import org.posthouse.mtp.MtpReceiver;
import org.posthouse.mtp.MtpSender;
import org.posthouse.pickup.Pickup;
import org.posthouse.smtp.SmtpReceiver;
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

/// A serving Posthouse: its parts, made from the spool outwards, so that whoever may hand something
/// on finds the next part ready; ended in the other direction.
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
    private final Closeable control;
    private final List<Place> places = new ArrayList<>();
    private final List<Pickup> pickups = new ArrayList<>();

    private Server(Settings settings, Spool spool) throws IOException {
        this.settings = settings;
        this.spool = spool;
        this.known = settings.known(spool);
        this.aliases = settings.aliases(spool);
        this.dispatcher =
                new Dispatcher(
                        spool,
                        settings.routes(),
                        senders(settings, known),
                        settings.dispatch(),
                        known,
                        aliases);
        this.reception =
                new Reception(
                        settings.names().host(),
                        spool,
                        settings.rules(),
                        aliases,
                        dispatcher::added);
        this.control =
                ControlServer.open(
                        settings.data(),
                        SpoolQueue.inServer(
                                spool, schedule(dispatcher), settings.notices(), reception),
                        Map.of());
    }

    /// Opens everything; conversations may begin while it returns.
    ///
    /// @throws IOException with what is wrong, in an operator's words; nothing is left open then
    static Server start(Settings settings) throws IOException {
        Spool spool = spool(settings);
        try {
            var server = new Server(settings, spool);
            try {
                server.listen();
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

    static Map<String, Outbound> senders(Settings settings, Acquaintances known) {
        return Map.of(
                "smtp",
                new SmtpSender(settings.smtp(), Transcript.NONE),
                "mtp",
                new MtpSender(settings.mtp(), known, Transcript.NONE),
                "ftpmail",
                new FtpmailSender(settings.ftpmail(), known, Transcript.NONE),
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

    private void listen() throws IOException {
        for (ListenerSettings wanted : settings.listeners()) {
            Listener.Protocol protocol =
                    switch (wanted.spoken()) {
                        case ListenerSettings.Spoken.Smtp(var smtp) ->
                                new SmtpReceiver(smtp, reception);
                        case ListenerSettings.Spoken.Mtp(var mtp) ->
                                new MtpReceiver(mtp, reception);
                        case ListenerSettings.Spoken.Ftpmail(var ftpmail) ->
                                new FtpmailReceiver(ftpmail, reception);
                    };
            for (Address address : wanted.addresses()) listen(wanted, address, protocol);
        }
        if (places.isEmpty()) throw new IOException("no address to listen at");
    }

    private void listen(ListenerSettings wanted, Address address, Listener.Protocol protocol)
            throws IOException {
        InetSocketAddress socket = address.socket();
        if (socket.isUnresolved())
            throw new IOException("listen." + wanted.name() + ": no address for " + address.host());
        try {
            places.add(
                    new Place(
                            wanted,
                            Listener.open(socket, wanted.name(), protocol, wanted.sessions())));
        } catch (IOException e) {
            if (wanted.optional(address) && !(e instanceof BindException && taken(e)))
                return; // a machine without IPv6
            throw new IOException(
                    "listen."
                            + wanted.name()
                            + ": cannot listen at "
                            + address
                            + ": "
                            + why(address, e),
                    e);
        }
    }

    private void watch() throws IOException {
        Optional<Path> directory = settings.pickup().directory();
        if (directory.isPresent())
            pickups.add(Pickup.open(directory.get(), settings.pickup(), reception));
    }

    private static boolean taken(IOException e) {
        return String.valueOf(e.getMessage()).contains("in use");
    }

    private static String why(Address address, IOException e) {
        if (taken(e)) return "the port is taken by " + PortOwner.of(address.port());
        if (address.port() < 1024 && String.valueOf(e.getMessage()).contains("denied"))
            return "ports below 1024 need the right to bind them (systemd:"
                    + " AmbientCapabilities=CAP_NET_BIND_SERVICE)";
        return String.valueOf(e.getMessage());
    }

    List<Place> places() {
        return List.copyOf(places);
    }

    /// Takes changed routes, relaying and users; listeners and the spool need a restart.
    void reload(Settings changed) {
        dispatcher.reload(changed.routes());
        reception.reload(changed.rules());
    }

    /// Ends in order: accepts no more, lets texts and attempts under way come to their end for as
    /// long as the drain allows, then lets go of everything.
    @Override
    public void close() {
        Instant limit = Instant.now().plus(settings.dispatch().drain());
        for (Place place : places) quietly(place.listener::drain);
        Thread attempts = Thread.ofVirtual().start(dispatcher::close);
        for (Pickup pickup : pickups) quietly(pickup);
        while (conversations() > 0 && Instant.now().isBefore(limit))
            LockSupport.parkNanos(STEP.toNanos());
        for (Place place : places) quietly(place.listener);
        try {
            attempts.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        quietly(control);
        spool.close();
    }

    private int conversations() {
        return places.stream().mapToInt(place -> place.listener.conversations()).sum();
    }

    private static void quietly(Closeable part) {
        try {
            part.close();
        } catch (IOException e) {
            LOG.warn("while closing: {}", e.getMessage());
        }
    }
}
