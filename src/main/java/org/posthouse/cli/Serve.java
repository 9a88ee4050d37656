package org.posthouse.cli;

import module java.base;

/// The running server, as `Main` makes it.
public interface Serve {
    /// Serves until it is told to stop.
    ///
    /// @return the exit status
    /// @throws IOException when it cannot begin
    int run(ServeOptions options) throws IOException;
}
