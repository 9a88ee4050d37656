package org.posthouse.ports.identify;

import module java.base;

/// Knocks at ports and finds out what speaks there.
///
/// Safe for use by many threads.
public final class Identifier {
    /// Whether an open port is spoken to at all.
    public enum Manner {
        /// Read first, then ask as little as tells.
        ASK,
        /// Say nothing.
        LISTEN
    }

    private final Optional<Patience> patience;
    private final Manner manner;

    public Identifier() {
        this(Optional.empty(), Manner.ASK);
    }

    /// @param patience with all hosts; empty for what befits each
    public Identifier(Optional<Patience> patience, Manner manner) {
        this.patience = patience;
        this.manner = manner;
    }

    /// Looks at a TCP port.
    public Checked check(Target target) {
        Patience patience = this.patience.orElseGet(() -> Patience.towards(target.address()));
        long began = System.nanoTime();
        var knock = Knock.at(target.socketAddress(), patience.connection());
        Duration connecting = Duration.ofNanos(System.nanoTime() - began);
        Optional<Identity> identity =
                knock.socket()
                        .map(socket -> new Inquiry(target, patience, manner).about(socket))
                        .or(() -> knock.reach() == Reach.OPEN ? gone() : Optional.empty());
        return new Checked(target, knock.reach(), knock.why(), connecting, identity);
    }

    /// As of those who serve only some callers, and of forwarders with nobody behind them.
    private static Optional<Identity> gone() {
        Finding finding = Finding.unknown("it takes the connection and resets it at once");
        return Optional.of(
                new Identity(
                        finding.observed(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of()));
    }

    /// Looks at a UDP port; one that is not to be spoken to cannot be told anything of.
    public Checked checkDatagrams(Target target) {
        if (manner == Manner.LISTEN)
            return new Checked(
                    target,
                    Reach.OPEN_OR_FILTERED,
                    "UDP tells nothing to those who say nothing",
                    Duration.ZERO,
                    Optional.empty());
        Patience patience = this.patience.orElseGet(() -> Patience.towards(target.address()));
        return new Datagrams(target, patience).check();
    }
}
