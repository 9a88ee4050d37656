package org.posthouse.gateway;

import module java.base;

import org.apache.james.mime4j.stream.EntityState;
import org.posthouse.gateway.MimeWalk.Broken;
import org.posthouse.mail.Content;

/// What a message consists of, found in a first walk through it: what is to be shown cannot be
/// decided before the last alternative was seen.
///
/// @param header of the message
record Outline(Header header, Part body) {
    private static final int MOST_PARTS = 1_000;
    private static final int DEEPEST = 40;

    /// More parts, or deeper in each other, than anybody writes: a trap, or a mistake.
    static final class TooMuch extends Exception {
        private static final long serialVersionUID = 1;

        final String why;

        TooMuch(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }

    static Outline of(Content content) throws IOException, Broken, TooMuch {
        try (var walk = MimeWalk.through(content)) {
            var drawing = new Drawing(walk);
            Header header = walk.header();
            return new Outline(header, drawing.body(header, 0));
        }
    }

    private static final class Drawing {
        private final MimeWalk walk;
        private int parts;
        private int number;

        Drawing(MimeWalk walk) {
            this.walk = walk;
        }

        /// From behind a header to the end of the entity.
        Part body(Header header, int depth) throws IOException, Broken, TooMuch {
            if (++parts > MOST_PARTS)
                throw new TooMuch("a message of more than " + MOST_PARTS + " parts");
            if (depth > DEEPEST)
                throw new TooMuch("a message with parts more than " + DEEPEST + " deep");
            return switch (walk.state()) {
                case T_START_MULTIPART -> several(walk.type().replaceFirst(".*/", ""), depth);
                case T_START_MESSAGE -> {
                    int mine = number++;
                    Part body = body(walk.header(), depth + 1);
                    walk.next();
                    yield new Part.Letter(mine, body);
                }
                case T_BODY -> leaf(Part.Description.of(walk.type(), header));
                default ->
                        new Part.Leaf(
                                number, Part.Description.of("text/plain", header), 0, true, true);
            };
        }

        private Part several(String subtype, int depth) throws IOException, Broken, TooMuch {
            var children = new ArrayList<Part>();
            walk.next();
            while (walk.state() != EntityState.T_END_MULTIPART) {
                if (walk.state() == EntityState.T_START_BODYPART) {
                    children.add(body(walk.header(), depth + 1));
                }
                walk.next();
            }
            return new Part.Several(subtype, children);
        }

        private Part leaf(Part.Description description) throws IOException, Broken {
            var look = new Utf8Look();
            try (InputStream in = walk.decoded()) {
                look.at(in);
            }
            walk.next();
            return new Part.Leaf(number++, description, look.size(), look.utf8(), look.blank());
        }
    }
}
