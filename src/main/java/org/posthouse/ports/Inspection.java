package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.sockets.LocalSocket;

/// One listener of this machine with all that was found out about it.
///
/// @param checked what came of calling it; empty if it was not called
public record Inspection(
        LocalSocket socket, Optional<Checked> checked, Facts facts, Verdict verdict) {}
