package org.posthouse.wire;

import module java.base;

/// The lines of a host's replies as FTP, and MTP after it, have them: a code of three digits, then
/// words; of several lines, the last begins with the code and a space (RFC 765, "FTP replies"; RFC
/// 780 appendix E). What a reply means is its channel's affair.
///
/// Whatever a host sends, no more is read than [#MOST] lines of a bounded length, before one
/// instant for all of them.
public final class ReplyLines {
    /// Lines of one reply.
    public static final int MOST = 256;

    private static final int LONGEST = 4096; // octets of a line: RFC 780 section 5.5.3 allows 65
    private static final int KEPT = 512; // characters of a reply's text

    private final Connection connection;
    private final String remote;

    /// @param remote the host's name, for an operator
    public ReplyLines(Connection connection, String remote) {
        this.connection = connection;
        this.remote = remote;
    }

    /// The next line, whatever it is.
    ///
    /// @param what it is to answer, for an operator
    /// @throws IOException when none comes before the end, or one that is too long
    public String next(String what, Instant end) throws IOException {
        Duration left = Duration.between(Instant.now(), end);
        return switch (connection.line(LONGEST, left.isPositive() ? left : Duration.ZERO)) {
            case Line.Text(var text) -> text;
            case Line.Stray(var text) -> text; // what it ends its lines with is its own affair
            case Line.TooLong(var octets) ->
                    throw new ProtocolException(
                            remote + " answered " + what + " with a line of " + octets + " octets");
            case Line.Nothing _ -> throw silence(what);
        };
    }

    /// Adds the lines up to the one that begins with the code and a space. The others need not
    /// begin with the code (RFC 772, "MTP replies").
    public void rest(String what, String code, StringBuilder text, Instant end) throws IOException {
        for (int lines = 1; lines < MOST; lines++) {
            String line = next(what, end);
            boolean marked = line.startsWith(code);
            if (text.length() < KEPT)
                text.append(' ').append(marked ? line.substring(Math.min(4, line.length())) : line);
            if (marked && (line.length() == 3 || line.charAt(3) == ' ')) return;
        }
        throw tooMany(what);
    }

    public ProtocolException tooMany(String what) {
        return new ProtocolException(
                remote + " answered " + what + " with more than " + MOST + " lines");
    }

    /// The line is no reply.
    public ProtocolException noReply(String what, String line) {
        return new ProtocolException(remote + " answered " + what + " with: " + printable(line));
    }

    private IOException silence(String what) {
        return silence(connection, remote, what);
    }

    /// Why there was nothing to hear.
    public static IOException silence(Connection connection, String remote, String what) {
        return switch (connection.ending()) {
            case LATE ->
                    new SocketTimeoutException(remote + " did not answer " + what + " in time");
            case OPEN, PEER -> new EOFException(remote + " hung up instead of answering " + what);
            case DRAINING -> new EOFException("we are shutting down");
        };
    }

    /// As much of a reply's text as is kept, fit for logs and notices.
    public static String printable(String text) {
        return text.substring(0, Math.min(KEPT, text.length())).strip().replaceAll("[^ -~]", "?");
    }
}
