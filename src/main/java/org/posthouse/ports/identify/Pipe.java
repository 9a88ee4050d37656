package org.posthouse.ports.identify;

import module java.base;

/// Octets both ways, plain or within TLS.
interface Pipe extends Closeable {
    /// Nothing came in time.
    int SILENCE = 0;

    /// Nothing will come any more.
    int END = -1;

    /// Waits for octets.
    ///
    /// @param into with room for one at least
    /// @return how many came, [#SILENCE] or [#END]; a line that breaks has ended
    int read(byte[] into, Duration limit);

    /// @return whether the octets could be written
    boolean write(byte[] octets);

    /// Our end's address as mail writes one (RFC 5321 section 4.1.3).
    String ourAddress();

    int ourPort();

    /// Ends it as a well-behaved caller does: with a FIN, not a reset.
    @Override
    void close();
}
