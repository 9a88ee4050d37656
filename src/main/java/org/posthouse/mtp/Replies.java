package org.posthouse.mtp;

import module java.base;

import org.posthouse.mtp.Dialect.Occasion;
import org.posthouse.wire.Connection;

/// Says replies, in the form and with the codes that a dialect has for them.
///
/// @param connection to the sender
record Replies(Connection connection, Dialect dialect) {
    void say(Reply reply) throws IOException {
        if (reply.texts().size() == 1) connection.send(reply.toString());
        else for (String line : lines(reply)) connection.send(line);
    }

    /// The code before each line, a hyphen between them until the last (RFC 780 appendix E). RFC
    /// 772 ("MTP replies") has it before the first and the last alone, and what stands between must
    /// not begin with three digits.
    private List<String> lines(Reply reply) {
        var lines = new ArrayList<String>(reply.texts().size());
        for (String text : reply.texts().subList(0, reply.texts().size() - 1)) {
            boolean coded = dialect != Dialect.RFC772 || lines.isEmpty();
            lines.add(coded ? reply.code() + "-" + text : "    " + text);
        }
        lines.add(reply.toString());
        return lines;
    }

    Reply refusal(Reply reply, Occasion occasion) {
        return dialect.refusal(reply, occasion);
    }
}
