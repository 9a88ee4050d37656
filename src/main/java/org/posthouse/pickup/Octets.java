package org.posthouse.pickup;

import module java.base;

import org.posthouse.wire.Crlf;

/// A file that is read from its beginning to its end, and may turn out to have been written
/// meanwhile.
///
/// @param state as it was before it was opened
record Octets(Path file, FileState state) {
    /// Its octets with their lines ended by CRLF. What a link leads to is not opened.
    InputStream open() throws IOException {
        return new Crlf(raw(file));
    }

    static InputStream raw(Path file) throws IOException {
        return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /// @throws NoSuchFileException when it is gone
    boolean unchanged() throws IOException {
        return state.sameAs(FileState.of(file));
    }
}
