package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.conf.Query;
import org.posthouse.mail.Acquaintance;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// The sending half of FTP mail: `ftpmail://host:port`, port 21 unless told otherwise. Speaks with
/// hosts of old FTP (they greet with 300) and of RFC 765.
public final class FtpmailSender implements Outbound {
    private static final int PORT = 21;

    private final FtpmailSenderSettings settings;
    private final Acquaintances acquaintances;
    private final Transcript transcript;

    /// @param acquaintances what earlier conversations have shown of each host
    public FtpmailSender(
            FtpmailSenderSettings settings, Acquaintances acquaintances, Transcript transcript) {
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
            throw new IllegalArgumentException("no host to speak FTP with: " + hop.url());
        Connection connection =
                Connection.open(
                        remote.host(),
                        remote.port().orElse(PORT),
                        settings.connectTimeout(),
                        transcript);
        var channel = new Channel(connection, settings, transcript, remote.host());
        boolean welcome = false;
        try {
            var conversation = greeted(channel, HopSettings.of(remote), acquaintances.with(remote));
            welcome = true;
            return conversation;
        } finally {
            if (!welcome) channel.close();
        }
    }

    private static Sending greeted(Channel channel, HopSettings wishes, Acquaintance host)
            throws IOException {
        Answer greeting = channel.greeting();
        if (greeting.code() != 300 && !greeting.completes()) {
            String words = channel.remote() + " does not want mail now: " + greeting;
            throw greeting.code() >= 500 ? new ProtocolException(words) : new IOException(words);
        }
        var passage = new Passage(channel, wishes, host);
        passage.begin();
        return new Sending(channel, wishes, passage, host);
    }
}
