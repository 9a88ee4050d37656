package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Octets;
import org.posthouse.wire.Transcript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Q for all connections of one listener: finds out how each caller lays NIFTP on TCP and whom he
/// calls, and leaves the rest to a [Responder].
public final class NiftpReceiver implements Listener.Protocol {
    private static final Logger LOG = LoggerFactory.getLogger(NiftpReceiver.class);

    /// Called names that are no file service: not offered here, which is not the same as unknown.
    private static final Set<String> FILES = Set.of("", "ftp", "niftp");

    private static final Pattern OTHERS = Pattern.compile("(?:ni)?ftp\\.(?:mail|jtmp|news|pp)");

    private final NiftpSettings settings;
    private final Service files;

    public NiftpReceiver(NiftpSettings settings, Service files) {
        this.settings = settings;
        this.files = files;
    }

    @Override
    public void converse(Connection connection) throws IOException {
        Octets line = connection.octets();
        line.within(settings.commandTimeout());
        if (!line.begins()) return;
        switch (Mapping.of(line)) {
            case Mapping.Straight _ -> respond(line, connection.peer(), "");
            case Mapping.Named(var name) -> respond(line, connection.peer(), name);
            case Mapping.Strange(var why) ->
                    LOG.warn("closed peer={} reason=\"{}\"", connection.peer(), why);
        }
    }

    private void respond(Octets line, InetSocketAddress peer, String name) throws IOException {
        boolean other = OTHERS.matcher(name).matches();
        List<String> notes =
                FILES.contains(name) || other
                        ? List.of()
                        : List.of("Unknown service, taken for file transfer");
        Service service = other ? (_, _) -> noSuchService(name) : files;
        new Responder(
                        Exchange.over(line, settings.profile(), Progress.NONE, Transcript.NONE),
                        settings,
                        service,
                        new Service.Caller(peer, name),
                        notes)
                .converse();
    }

    private static Service.Answer noSuchService(String name) {
        return new Service.Answer.Refused(
                Refusal.of(State.REJECTED, "There is no service " + name + " at this port"));
    }

    /// There is no word for it before P has spoken: the connection is closed, and P calls again
    /// (docs/niftp.md, time-outs).
    @Override
    public void refuse(Connection connection) {
        LOG.info("no place for peer={}", connection.peer());
    }
}
