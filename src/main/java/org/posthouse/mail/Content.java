package org.posthouse.mail;

import module java.base;

/// The octets of a message at rest: header and body, transparency undone, lines ended as they came
/// (mostly CRLF).
public interface Content {
    Measure measure();

    /// The octets from the first. Each call reads anew; the stream takes a few chunks of memory
    /// whatever the size.
    ///
    /// @throws IOException when the store fails or no longer has them
    InputStream open() throws IOException;
}
