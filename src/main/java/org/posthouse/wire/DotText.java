package org.posthouse.wire;

import module java.base;

/// The text of a message on the line: ended by a lone period, each line that begins with one given
/// another (RFC 780 section 5.5.2, RFC 5321 section 4.5.2). Only CR LF `.` CR LF ends it: a bare LF
/// or CR never does.
public final class DotText {
    private DotText() {}

    /// What keeps a line of the text from being taken for its end.
    public enum Transparency {
        /// Each line that begins with a period is given another.
        DOUBLED,
        /// Nothing: the MAIL of FTP (RFC 385 section 14, RFC 765) knows only the lone period. What
        /// is read is kept as it is; a lone period that is written gets a space before it.
        NONE
    }

    /// Takes octets of a text, its transparency undone.
    public interface Sink {
        void write(byte[] octets, int offset, int length) throws IOException;
    }

    /// What a text was like, once it has ended.
    ///
    /// @param octets that reached the sink
    /// @param longestLine octets, its CRLF counted
    /// @param stray whether it held a CR or LF outside CRLF
    public record Ended(long octets, long longestLine, boolean stray) {}

    /// Reads a text up to and with its ending.
    ///
    /// @throws EOFException when the line ends before the text does
    static Ended read(LineReader reader, Transparency transparency, Sink sink) throws IOException {
        return new DotReading(reader, transparency, sink).read();
    }

    /// Writes octets as a text, its ending included. A bare LF becomes CRLF and a bare CR a space,
    /// so that nothing in the octets can be taken for the end by any receiver; a missing last line
    /// ending is supplied.
    public static void write(InputStream octets, OutputStream out) throws IOException {
        write(octets, out, Transparency.DOUBLED);
    }

    static void write(InputStream octets, OutputStream out, Transparency transparency)
            throws IOException {
        DotWriting.Periods periods =
                switch (transparency) {
                    case DOUBLED -> DotWriting.Periods.DOUBLED;
                    case NONE -> DotWriting.Periods.SPACED;
                };
        new DotWriting(out, periods).write(octets);
    }

    /// Writes octets as lines that end with CRLF, as [#write] does, but with no ending of the
    /// whole: for a connection whose end is the text's (the stream mode of RFC 765).
    static void writeLines(InputStream octets, OutputStream out) throws IOException {
        new DotWriting(out, DotWriting.Periods.KEPT).write(octets);
    }
}
