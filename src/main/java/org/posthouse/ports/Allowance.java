package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.sockets.Owners;

/// What the user's baseline says of a listener.
public sealed interface Allowance {
    /// No baseline was given.
    record NotAsked() implements Allowance {}

    /// It is as the baseline has it.
    record Listed() implements Allowance {}

    /// The baseline knows nothing of it.
    record Unlisted() implements Allowance {}

    /// The baseline has a listener there, and this one is another.
    ///
    /// @param how in what, a phrase each
    record Differs(List<String> how) implements Allowance {
        public Differs {
            how = List.copyOf(how);
        }
    }

    /// The baseline names a program or a unit, and the caller may not see whose the listener is.
    record Hidden(Owners.Lacking lacking) implements Allowance {}

    Allowance NONE = new NotAsked();
}
