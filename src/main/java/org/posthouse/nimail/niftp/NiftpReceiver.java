package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.mail.Transfer;
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

    private final Manner manner;
    private final Services services;
    private final UnderWay underWay;

    /// @param underWay where its transfers are seen
    public NiftpReceiver(Manner manner, Services services, UnderWay underWay) {
        this.manner = manner;
        this.services = services;
        this.underWay = underWay;
    }

    @Override
    public void converse(Connection connection) throws IOException {
        Octets line = connection.octets();
        line.within(manner.commandTimeout());
        if (!line.begins()) return;
        switch (Mapping.of(line)) {
            case Mapping.Straight _ -> respond(line, connection.peer(), "");
            case Mapping.Named(var name) -> respond(line, connection.peer(), name);
            case Mapping.Strange(var why) ->
                    LOG.warn("closed peer={} reason=\"{}\"", connection.peer(), why);
        }
    }

    private void respond(Octets line, InetSocketAddress peer, String name) throws IOException {
        Services.Reached reached = services.reached(name);
        Progress progress =
                underWay.watch(reached.service().protocol(), Transfer.Role.CALLED, peer, name);
        new Responder(
                        Exchange.over(line, manner.profile(), progress, Transcript.NONE),
                        manner,
                        reached.service(),
                        new Service.Caller(peer, name),
                        reached.notes())
                .converse();
    }

    /// There is no word for it before P has spoken: the connection is closed, and P calls again
    /// (docs/niftp.md, time-outs).
    @Override
    public void refuse(Connection connection) {
        LOG.info("no place for peer={}", connection.peer());
    }
}
