package org.posthouse.gateway;

import module java.base;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.posthouse.mail.Content;

/// One walk through the parts of a message, in the order in which they stand. Takes the memory of a
/// header and a few buffers, whatever the message.
final class MimeWalk implements Closeable {
    /// It is no MIME that could be walked through, or too much of it.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        final String why;

        Broken(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }

    private static final MimeConfig CONFIG =
            MimeConfig.custom()
                    .setMaxLineLen(Header.MOST)
                    .setMaxHeaderLen(Header.MOST)
                    .setMaxHeaderCount(5_000)
                    .setMaxContentLen(-1)
                    .setStrictParsing(false)
                    .build();

    private final InputStream in;
    private final MimeTokenStream tokens = new MimeTokenStream(CONFIG);

    private MimeWalk(InputStream in) {
        this.in = in;
        tokens.parse(in);
    }

    static MimeWalk through(Content content) throws IOException {
        return new MimeWalk(content.open());
    }

    EntityState state() {
        return tokens.getState();
    }

    /// @throws IOException when the store fails
    EntityState next() throws IOException, Broken {
        try {
            return tokens.next();
        } catch (MimeException | MimeIOException e) {
            throw new Broken(String.valueOf(e.getMessage()));
        } catch (RuntimeException _) { // of a library, over octets that a stranger wrote
            throw new Broken("it cannot be read as MIME");
        }
    }

    /// From the start of an entity to behind its header.
    Header header() throws IOException, Broken {
        Header header = fields();
        next();
        return header;
    }

    /// From the end of a header into the body; what a multipart consists of is not looked at then.
    void nextWhole() throws IOException, Broken {
        tokens.setRecursionMode(RecursionMode.M_FLAT);
        next();
        tokens.setRecursionMode(RecursionMode.M_RECURSE);
    }

    /// From the start of an entity to the end of its header.
    Header fields() throws IOException, Broken {
        var fields = new ArrayList<HeaderField>();
        long length = 0;
        while (next() != EntityState.T_END_HEADER) {
            if (state() != EntityState.T_FIELD) continue;
            var raw =
                    new String(
                            tokens.getField().getRaw().toByteArray(), StandardCharsets.ISO_8859_1);
            length += raw.length();
            if (length > Header.MOST) throw new Broken("a header of more than 256 KiB");
            HeaderField.read(raw).ifPresent(fields::add);
        }
        return new Header(fields, length);
    }

    /// The media type as the walk itself understands it: what a part of a digest is by default, and
    /// what is wrong is text.
    String type() {
        return tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
    }

    String boundary() {
        return Objects.requireNonNullElse(tokens.getBodyDescriptor().getBoundary(), "");
    }

    /// The body under the cursor, its transfer encoding undone.
    InputStream decoded() {
        return tokens.getDecodedInputStream();
    }

    /// The body under the cursor as it stands.
    InputStream raw() {
        return tokens.getInputStream();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
