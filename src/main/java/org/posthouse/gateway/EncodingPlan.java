package org.posthouse.gateway;

import module java.base;

import org.apache.james.mime4j.stream.EntityState;
import org.posthouse.gateway.MimeWalk.Broken;
import org.posthouse.gateway.Outline.TooMuch;
import org.posthouse.mail.Content;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;

/// Which bodies of a message must be encoded before a peer can take it (RFC 6152 section 3), found
/// in a walk through all of them.
///
/// @param encodings by the number of a body, in the order in which they stand
record EncodingPlan(Map<Integer, Encoding> encodings) {
    /// What becomes of a body.
    enum Encoding {
        /// It can go as it is.
        NONE,
        /// Mostly ASCII text, readable even as it is (RFC 2045 section 6.7).
        QUOTED_PRINTABLE,
        /// Any other text, its lines ended with CRLF first (RFC 2045 section 6.8).
        BASE64_TEXT,
        /// Octets that are no lines.
        BASE64
    }

    /// A part that would have to be encoded is signed, or otherwise not to be touched.
    static final class Sealed extends Exception {
        private static final long serialVersionUID = 1;

        Sealed() {
            super("", null, false, false);
        }
    }

    private static final int MOST_PARTS = 10_000;
    private static final int DEEPEST = 40;

    /// Multiparts that no gateway may change (RFC 1847).
    private static final Set<String> SEALED = Set.of("multipart/signed", "multipart/encrypted");

    EncodingPlan {
        encodings = Map.copyOf(encodings);
    }

    static EncodingPlan of(Content content, Limits limits)
            throws IOException, Broken, TooMuch, Sealed {
        try (var walk = MimeWalk.through(content)) {
            var planning = new Planning(walk, limits);
            planning.entity(0);
            return new EncodingPlan(planning.encodings);
        }
    }

    /// Whether a body is to be passed over in one piece.
    static boolean isSealed(Header header) {
        return header.first("Content-Type")
                .map(field -> SEALED.contains(field.structured().value()))
                .orElse(false);
    }

    private static final class Planning {
        private final MimeWalk walk;
        private final Limits limits;
        private final Map<Integer, Encoding> encodings = new HashMap<>();
        private int parts;

        Planning(MimeWalk walk, Limits limits) {
            this.walk = walk;
            this.limits = limits;
        }

        void entity(int depth) throws IOException, Broken, TooMuch, Sealed {
            if (++parts > MOST_PARTS)
                throw new TooMuch("a message of more than " + MOST_PARTS + " parts");
            if (depth > DEEPEST)
                throw new TooMuch("a message with parts more than " + DEEPEST + " deep");
            Header header = walk.fields();
            if (isSealed(header)) {
                walk.nextWhole();
                if (encoding("") != Encoding.NONE) throw new Sealed();
                encodings.put(encodings.size(), Encoding.NONE);
                return;
            }
            walk.next();
            switch (walk.state()) {
                case T_START_MULTIPART -> several(depth);
                case T_START_MESSAGE -> {
                    entity(depth + 1);
                    walk.next();
                }
                case T_BODY -> encodings.put(encodings.size(), encoding(walk.type()));
                default -> {
                    // a header and nothing more
                }
            }
        }

        private void several(int depth) throws IOException, Broken, TooMuch, Sealed {
            walk.next();
            while (walk.state() != EntityState.T_END_MULTIPART) {
                if (walk.state() == EntityState.T_START_BODYPART) entity(depth + 1);
                walk.next();
            }
        }

        /// The body under the cursor, which is left behind.
        private Encoding encoding(String type) throws IOException, Broken {
            var measurer = new Measurer();
            long high = 0;
            byte[] some = new byte[8192];
            try (InputStream in = walk.raw()) {
                for (int n = in.read(some); n >= 0; n = in.read(some)) {
                    measurer.update(some, 0, n);
                    for (int i = 0; i < n; i++) high += some[i] >>> 31;
                }
            }
            walk.next();
            Measure measure = measurer.measure();
            boolean fits =
                    measure.width().compareTo(limits.width()) <= 0
                            && measure.longestLine() <= limits.textLine();
            if (fits) return Encoding.NONE;
            boolean text = type.startsWith("text/") || type.startsWith("message/");
            if (!text || measure.width() == Measure.Width.BINARY) return Encoding.BASE64;
            return Math.abs(high) > measure.size() / 4
                    ? Encoding.BASE64_TEXT
                    : Encoding.QUOTED_PRINTABLE;
        }
    }
}
