package org.posthouse.gateway;

import module java.base;

import org.apache.james.mime4j.stream.EntityState;
import org.posthouse.gateway.EncodingPlan.Encoding;
import org.posthouse.gateway.MimeWalk.Broken;
import org.posthouse.mail.Content;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;

/// Writes a message anew with the bodies encoded that a peer could not take (RFC 6152 section 3).
/// What is not encoded is copied octet for octet, but for what stands between the parts of a
/// multipart, which is for nobody.
final class Reencoding {
    private static final byte[] CRLF = {'\r', '\n'};

    private final Content content;
    private final MimeWalk walk;
    private final EncodingPlan plan;
    private final EncodedHeader headers;
    private final OutputStream out;
    private int number;

    private Reencoding(
            Content content, MimeWalk walk, EncodingPlan plan, Limits limits, OutputStream out) {
        this.content = content;
        this.walk = walk;
        this.plan = plan;
        this.headers = new EncodedHeader(limits);
        this.out = out;
    }

    static void write(Content content, EncodingPlan plan, Limits limits, OutputStream out)
            throws IOException, Broken {
        try (var walk = MimeWalk.through(content)) {
            new Reencoding(content, walk, plan, limits, out).message();
        }
    }

    private void message() throws IOException, Broken {
        Header header = walk.fields();
        boolean several = entity(header, headers.top(header, header.isMime() ? "" : charset()));
        if (several) out.write(CRLF);
    }

    /// What a text is of which nobody says so (RFC 1428 section 3).
    private String charset() throws IOException {
        if (content.measure().width() == Measure.Width.SEVEN_BIT) return "us-ascii";
        var look = new Utf8Look();
        try (InputStream in = content.open()) {
            look.at(in);
        }
        return look.utf8() ? "utf-8" : "unknown-8bit";
    }

    /// From the end of a header to the end of the entity.
    ///
    /// @return whether it ended with a boundary
    private boolean entity(Header header, EncodedHeader.Fields fields) throws IOException, Broken {
        if (EncodingPlan.isSealed(header)) {
            walk.nextWhole();
            number++;
            write(fields.unchanged());
            copy();
            return false;
        }
        walk.next();
        switch (walk.state()) {
            case T_START_MULTIPART -> {
                several(fields);
                return true;
            }
            case T_START_MESSAGE -> {
                write(fields.composite());
                Header inner = walk.fields();
                boolean ended = entity(inner, headers.of(inner));
                walk.next();
                return ended;
            }
            case T_BODY -> body(fields);
            default -> write(fields.unchanged());
        }
        return false;
    }

    private void several(EncodedHeader.Fields fields) throws IOException, Broken {
        write(fields.composite());
        String boundary = walk.boundary();
        String before = "";
        walk.next();
        while (walk.state() != EntityState.T_END_MULTIPART) {
            if (walk.state() == EntityState.T_START_BODYPART) {
                write(before + "--" + boundary + "\r\n");
                Header header = walk.fields();
                entity(header, headers.of(header));
                before = "\r\n";
            }
            walk.next();
        }
        write(before + "--" + boundary + "--");
    }

    private void body(EncodedHeader.Fields fields) throws IOException, Broken {
        Encoding encoding = Objects.requireNonNull(plan.encodings().get(number++));
        write(fields.encoded(encoding));
        switch (encoding) {
            case NONE -> copy();
            case QUOTED_PRINTABLE -> transfer(new QuotedPrintable(out));
            case BASE64 -> transfer(Base64.getMimeEncoder().wrap(new Kept(out)));
            case BASE64_TEXT -> transfer(new CrlfEnds(Base64.getMimeEncoder().wrap(new Kept(out))));
        }
    }

    private void copy() throws IOException, Broken {
        try (InputStream in = walk.raw()) {
            in.transferTo(out);
        }
        walk.next();
    }

    private void transfer(OutputStream encoder) throws IOException, Broken {
        try (encoder;
                InputStream in = walk.decoded()) {
            in.transferTo(encoder);
        }
        walk.next();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// An encoder writes its last octets when it is closed; what it writes to stays open.
    private static final class Kept extends FilterOutputStream {
        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            out.write(octets, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.write(CRLF);
        }
    }
}
