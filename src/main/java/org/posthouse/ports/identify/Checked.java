package org.posthouse.ports.identify;

import module java.base;

/// What came of looking at one port.
///
/// @param why of a port that is not open, in the system's words; else empty
/// @param connecting how long the connection took to come about or to fail
/// @param identity where it is open
public record Checked(
        Target target, Reach reach, String why, Duration connecting, Optional<Identity> identity) {}
