package org.posthouse;

import module java.base;

import org.posthouse.conf.Address;
import org.posthouse.ftpmail.FtpmailReceiver;
import org.posthouse.mail.Collection;
import org.posthouse.mail.Intake;
import org.posthouse.mtp.MtpReceiver;
import org.posthouse.nimail.MailService;
import org.posthouse.nimail.NimailSettings;
import org.posthouse.nimail.niftp.FileService;
import org.posthouse.nimail.niftp.NiftpReceiver;
import org.posthouse.nimail.niftp.NiftpSettings;
import org.posthouse.nimail.niftp.Services;
import org.posthouse.nimail.niftp.UnderWay;
import org.posthouse.smtp.SmtpReceiver;
import org.posthouse.wire.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All the places where a server listens, from before there is anything else of it to after the
/// last conversation. Who calls while we start is asked to wait where the protocol has words for
/// it, and else waits for a greeting.
final class Listening implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Entrance entrance;
    private final Path data;
    private final UnderWay transfers = new UnderWay();
    private final SequencedMap<NimailSettings, MailService> mail = new LinkedHashMap<>();
    private final List<Server.Place> places = new ArrayList<>();

    private Listening(Entrance entrance, Path data, List<ListenerSettings> settings) {
        this.entrance = entrance;
        this.data = data;
        for (ListenerSettings listener : settings) {
            if (listener.spoken() instanceof ListenerSettings.Spoken.Nimail(var nimail))
                mail(nimail);
        }
    }

    /// One for all listeners that are alike, so that each knows what the others have taken.
    private MailService mail(NimailSettings nimail) {
        return mail.computeIfAbsent(
                nimail, like -> new MailService(like, entrance, entrance, data.resolve("nimail")));
    }

    /// Binds every address that the settings name, so that a port that is taken is known before
    /// anything else is opened.
    ///
    /// @param data the data directory, for what a protocol keeps of its own
    /// @throws IOException with what is wrong, in an operator's words; nothing is left bound then
    static Listening begin(List<ListenerSettings> settings, String host, Path data)
            throws IOException {
        var listening = new Listening(new Entrance(host), data, settings);
        try {
            for (ListenerSettings wanted : settings) listening.bind(wanted);
            if (listening.places.isEmpty()) throw new IOException("no address to listen at");
            return listening;
        } catch (IOException e) {
            listening.close();
            throw e;
        }
    }

    private void bind(ListenerSettings wanted) throws IOException {
        Listener.Protocol protocol =
                switch (wanted.spoken()) {
                    case ListenerSettings.Spoken.Smtp(var smtp) -> new SmtpReceiver(smtp, entrance);
                    case ListenerSettings.Spoken.Mtp(var mtp) -> new MtpReceiver(mtp, entrance);
                    case ListenerSettings.Spoken.Ftpmail(var ftpmail) ->
                            new FtpmailReceiver(ftpmail, entrance);
                    case ListenerSettings.Spoken.Nimail(var nimail) ->
                            new NiftpReceiver(
                                    nimail.manner(), Services.mail(mail(nimail)), transfers);
                    case ListenerSettings.Spoken.Niftp(var niftp) ->
                            new NiftpReceiver(niftp.manner(), services(niftp), transfers);
                };
        for (Address address : wanted.addresses()) bind(wanted, address, protocol);
    }

    private Services services(NiftpSettings niftp) {
        var files = Services.files(new FileService(niftp, data.resolve("niftp")));
        return switch (niftp.mail()) {
            case SERVED -> mail.isEmpty() ? files : files.and(mail.firstEntry().getValue());
            case REFUSED -> files;
        };
    }

    private void bind(ListenerSettings wanted, Address address, Listener.Protocol protocol)
            throws IOException {
        InetSocketAddress socket = address.socket();
        if (socket.isUnresolved())
            throw new IOException("listen." + wanted.name() + ": no address for " + address.host());
        try {
            places.add(
                    new Server.Place(
                            wanted,
                            Listener.starting(socket, wanted.name(), protocol, wanted.sessions())));
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

    /// From now on conversations begin.
    void open(Intake intake, Collection waiting) {
        entrance.open(intake, waiting);
        places.forEach(place -> place.listener().ready());
    }

    List<Server.Place> places() {
        return List.copyOf(places);
    }

    /// What is being transferred in all of them.
    UnderWay transfers() {
        return transfers;
    }

    /// Conversations at this moment.
    int conversations() {
        return places.stream().mapToInt(place -> place.listener().conversations()).sum();
    }

    void drain() {
        for (Server.Place place : places) quietly(place.listener()::drain);
    }

    @Override
    public void close() {
        for (Server.Place place : places) quietly(place.listener());
    }

    private static void quietly(Closeable part) {
        try {
            part.close();
        } catch (IOException e) {
            LOG.warn("while closing: {}", e.getMessage());
        }
    }
}
