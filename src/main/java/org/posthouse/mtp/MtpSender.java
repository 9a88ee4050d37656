package org.posthouse.mtp;

import module java.base;

import org.posthouse.conf.Query;
import org.posthouse.mail.Acquaintance;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// The sending half of MTP (RFC 780): `mtp://host:port`, port 57 unless told otherwise (appendix
/// A).
///
/// Speaks the MTP of RFC 772 with hosts that do, and finds out which these are. The settings of a
/// hop may say it, and widen (or narrow) the sizes of section 5.5.3 for a host that is known to
/// take it: `mtp://10.3.0.6?dialect=rfc780&text-line=4000`.
public final class MtpSender implements Outbound {
    private static final int PORT = 57;
    private static final Duration PARTING = Duration.ofSeconds(2); // for the reply to an ABRT
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
        Acquaintance host = acquaintances.with(remote);
        var edition = new Edition(wishes.dialect(), host);
        return new Sending(() -> open(remote, edition), settings, wishes, knownAs, edition, host);
    }

    private Channel open(Hop.Remote hop, Edition edition) throws IOException {
        Connection connection =
                Connection.open(
                        hop.host(), hop.port().orElse(PORT), settings.connectTimeout(), transcript);
        var channel = new Channel(connection, settings, edition, hop.host());
        boolean welcome = false;
        try {
            greet(channel, edition);
            welcome = true;
            return channel;
        } finally {
            if (!welcome) channel.close();
        }
    }

    private void greet(Channel channel, Edition edition) throws IOException {
        Answer greeting = channel.greeting();
        if (greeting.code() == 120) greeting = delayed(channel, edition, greeting);
        if (!greeting.completes()) {
            String words = channel.remote() + " does not want mail now: " + greeting;
            // No 5yz is a greeting of MTP's (RFC 780 section 5.3).
            throw greeting.code() >= 500 ? new ProtocolException(words) : new IOException(words);
        }
        if (!channel.usable())
            throw new ProtocolException(channel.remote() + " and we are out of step");
    }

    /// The host is not ready yet (RFC 780 section 5.3): we go on and wait, or not when it would be
    /// too long.
    private Answer delayed(Channel channel, Edition edition, Answer greeting) throws IOException {
        Matcher minutes = MINUTES.matcher(greeting.text());
        if (minutes.find() && expected(minutes).compareTo(settings.delay()) > 0) {
            if (edition.known() == Dialect.RFC772) channel.leave();
            else channel.ask("ABRT", PARTING);
            throw new IOException(channel.remote() + " is not ready: " + greeting);
        }
        try {
            var preliminary = new Preliminary(channel, edition, settings);
            return channel.last("CONT", preliminary.proceed("the connection", settings.delay()));
        } catch (SocketTimeoutException e) {
            if (edition.known() != Dialect.RFC772) channel.say("ABRT");
            throw e;
        }
    }

    private static Duration expected(Matcher minutes) {
        return Duration.ofMinutes(Integer.parseInt(minutes.group(1)));
    }
}
