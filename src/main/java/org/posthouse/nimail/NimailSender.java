package org.posthouse.nimail;

import module java.base;

import org.posthouse.conf.Query;
import org.posthouse.mail.Acquaintance;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Host;
import org.posthouse.mail.Outbound;
import org.posthouse.nimail.niftp.UnderWay;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// The sending half of NI MAIL: `nimail://host:port`, port 61 unless told otherwise (RFC 820). It
/// is NIFTP's P; the host that takes the mail is Q.
public final class NimailSender implements Outbound {
    private static final int PORT = 61;

    private final NimailSenderSettings settings;
    private final Acquaintances acquaintances;
    private final UnderWay underWay;
    private final Transcript transcript;

    public NimailSender(
            NimailSenderSettings settings, Acquaintances acquaintances, Transcript transcript) {
        this(settings, acquaintances, new UnderWay(), transcript);
    }

    /// @param acquaintances what earlier conversations have shown of each host
    /// @param underWay where its transfers are seen
    public NimailSender(
            NimailSenderSettings settings,
            Acquaintances acquaintances,
            UnderWay underWay,
            Transcript transcript) {
        this.underWay = underWay;
        this.settings = settings;
        this.acquaintances = acquaintances;
        this.transcript = transcript;
    }

    /// The settings that the URL of a hop may have in its query.
    public static Query hopSettings() {
        return HopSettings.QUERY;
    }

    @Override
    public Conversation converse(Hop hop, String knownAs) throws IOException {
        if (!(hop instanceof Hop.Remote remote))
            throw new IllegalArgumentException("no host to speak NIFTP with: " + hop.url());
        var wishes = HopSettings.of(remote, settings.domains());
        Acquaintance host = acquaintances.with(remote);
        Call.Dialling dialling =
                () ->
                        Connection.open(
                                remote.host(),
                                remote.port().orElse(PORT),
                                settings.connectTimeout(),
                                transcript);
        var call =
                new Call(
                        dialling,
                        new Laying(wishes.mapping(), host),
                        wishes.profile(),
                        settings,
                        underWay,
                        transcript);
        var to =
                new Letter.To(
                        remote.host(),
                        new Host.Name(knownAs),
                        wishes.manner(),
                        wishes.generation());
        return new Sending(call, wishes, to);
    }
}
