package org.posthouse.smtp;

import module java.base;

import org.posthouse.conf.Query;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// The sending half of SMTP (RFC 5321): `smtp://host:port`, port 25 unless told otherwise. Asks no
/// DNS for MX records: the host is the one that is named.
public final class SmtpSender implements Outbound {
    private static final int PORT = 25;

    private final SmtpSenderSettings settings;
    private final Transcript transcript;

    public SmtpSender(SmtpSenderSettings settings, Transcript transcript) {
        this.settings = settings;
        this.transcript = transcript;
    }

    /// The settings that the URL of a hop may have in its query.
    public static Query hopSettings() {
        return HopSettings.QUERY;
    }

    @Override
    public Conversation converse(Hop hop, String knownAs) throws IOException {
        if (!(hop instanceof Hop.Remote remote))
            throw new IllegalArgumentException("no host to speak SMTP with: " + hop.url());
        var wishes = HopSettings.of(remote, settings);
        Connection connection =
                Connection.open(
                        remote.host(),
                        remote.port().orElse(PORT),
                        settings.connectTimeout(),
                        transcript);
        var channel = new Channel(connection, remote.host());
        boolean met = false;
        try {
            Extensions offered = meet(channel, wishes, knownAs);
            met = true;
            return new Sending(channel, settings, wishes, offered);
        } finally {
            if (!met) channel.close();
        }
    }

    /// The greeting and EHLO, or HELO where that is not understood (RFC 5321 section 3.2).
    private Extensions meet(Channel channel, HopSettings wishes, String knownAs)
            throws IOException {
        positive(channel, channel.hear("the connection", settings.greetingTimeout()));
        if (wishes.hello() == HopSettings.Hello.EHLO) {
            Answer ehlo = channel.ask("EHLO " + knownAs, settings.greetingTimeout());
            if (ehlo.code() < 500) return Extensions.of(positive(channel, ehlo).texts());
        }
        positive(channel, channel.ask("HELO " + knownAs, settings.greetingTimeout()));
        return Extensions.NONE;
    }

    private static Answer positive(Channel channel, Answer answer) throws IOException {
        if (answer.positive()) return answer;
        String words = channel.remote() + " does not want mail now: " + answer;
        // RFC 5321 section 3.1: 554 is no SMTP service here.
        throw answer.code() >= 500 ? new ProtocolException(words) : new IOException(words);
    }
}
