package org.posthouse.mtp;

import module java.base;

import org.posthouse.conf.Query;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// The sending half of MTP (RFC 780): `mtp://host:port`, port 57 unless told otherwise (appendix
/// A).
///
/// The settings of a hop widen (or narrow) the sizes of section 5.5.3 for a host that is known to
/// take it: `mtp://10.3.0.6?text-line=4000&path=255`.
public final class MtpSender implements Outbound {
    private static final int PORT = 57;
    private static final Pattern MINUTES =
            Pattern.compile("(\\d{1,6}) *min", Pattern.CASE_INSENSITIVE);

    private final MtpSenderSettings settings;
    private final Acquaintances acquaintances;
    private final Transcript transcript;

    /// @param acquaintances what earlier conversations have shown of each host
    public MtpSender(
            MtpSenderSettings settings, Acquaintances acquaintances, Transcript transcript) {
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
            throw new IllegalArgumentException("no host to speak MTP with: " + hop.url());
        var wishes = HopSettings.of(remote);
        Connection connection =
                Connection.open(
                        remote.host(),
                        remote.port().orElse(PORT),
                        settings.connectTimeout(),
                        transcript);
        var channel = new Channel(connection, settings, remote.host());
        boolean welcome = false;
        try {
            greet(channel);
            welcome = true;
            return new Sending(channel, settings, wishes, knownAs, acquaintances.with(remote));
        } finally {
            if (!welcome) channel.close();
        }
    }

    private void greet(Channel channel) throws IOException {
        Answer greeting = channel.greeting();
        if (greeting.code() == 120) greeting = delayed(channel, greeting);
        if (!greeting.completes()) {
            throw new IOException(channel.remote() + " does not want mail now: " + greeting);
        }
    }

    /// The host is not ready yet (RFC 780 section 5.3): CONT and wait, or ABRT when it would be too
    /// long.
    private Answer delayed(Channel channel, Answer greeting) throws IOException {
        Matcher minutes = MINUTES.matcher(greeting.text());
        if (minutes.find() && expected(minutes).compareTo(settings.delay()) > 0) {
            channel.complete("ABRT");
            throw new IOException(channel.remote() + " is not ready: " + greeting);
        }
        try {
            return channel.last("CONT", channel.ask("CONT", settings.delay()));
        } catch (SocketTimeoutException e) {
            channel.say("ABRT");
            throw e;
        }
    }

    private static Duration expected(Matcher minutes) {
        return Duration.ofMinutes(Integer.parseInt(minutes.group(1)));
    }
}
