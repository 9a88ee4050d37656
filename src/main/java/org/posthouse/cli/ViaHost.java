package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.wire.Transcript;

import picocli.CommandLine.Option;

/// The host that `send` and `load` send to, and how long they wait for it.
final class ViaHost {
    private final Senders senders;

    @Option(
            names = "--via",
            required = true,
            paramLabel = "URL",
            converter = Via.class,
            description =
                    "The host to send to: smtp://HOST[:PORT], mtp://, ftpmail:// or nimail://.")
    private Hop.Remote hop;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Timeout.class,
            description =
                    "How long to wait for a connection, and for each reply: 30 or 30s, 2m. Default:"
                            + " the protocol's own times, some minutes.")
    private Optional<Duration> timeout;

    ViaHost(Senders senders) {
        this.senders = senders;
    }

    Hop.Remote hop() {
        return hop;
    }

    /// @throws Stop when it is to be reached by a protocol that we do not send by
    Outbound sender(Transcript transcript) {
        return senders.sender(hop, timeout, transcript)
                .orElseThrow(() -> Stop.usage("no protocol is called " + hop.scheme()));
    }
}
