package org.posthouse.gateway;

import module java.base;

import org.apache.james.mime4j.stream.EntityState;
import org.posthouse.gateway.Choice.Treatment;
import org.posthouse.gateway.MimeWalk.Broken;
import org.posthouse.mail.Content;
import org.posthouse.mail.Message;

/// Makes a message of any kind a letter in plain ASCII text, for people whose programs know no
/// MIME. Two walks through it: what it consists of ([Outline]), and what is to be shown ([Choice]).
final class Flattening {
    private final Environment environment;
    private final OldHeader header;
    private final OutputStream out;
    private final Page page;

    /// @param longest a line may be, in characters without its end
    Flattening(Environment environment, int longest, OutputStream out) {
        int width = Math.min(environment.shape().width(), longest);
        this.environment = environment;
        this.header = new OldHeader(environment, width, longest);
        this.out = out;
        this.page = new Page(out, width, environment.shape().letters());
    }

    void write(Content content, Outline outline, Message message) throws IOException, Broken {
        Map<Integer, Treatment> choice = Choice.of(outline.body(), environment.shape());
        head(outline.header(), message);
        try (var walk = MimeWalk.through(content)) {
            new Showing(walk, choice).body(walk.header(), outline.body());
        }
    }

    /// A text that is no MIME, or pretends to be.
    void writeBare(Content content, Header fields, Message message) throws IOException {
        head(fields, message);
        var look = new Utf8Look();
        try (InputStream in = body(content, fields)) {
            look.at(in);
        }
        try (Reader text =
                new BufferedReader(
                        new InputStreamReader(
                                body(content, fields), Charsets.of("", look.utf8())))) {
            new PlainText(page).lay(text);
        }
    }

    /// A text of before MIME: its writer laid it out, line by line.
    void writeAsLaidOut(Content content, Header fields, Message message) throws IOException {
        head(fields, message);
        try (InputStream in = body(content, fields)) {
            in.transferTo(out);
        }
    }

    /// Ends with a line that names the original, where it is kept.
    void name(Optional<String> original) throws IOException {
        if (original.isEmpty()) return;
        page.space();
        page.paragraph("[ ", "  ", "Original: " + original.get() + " ]");
    }

    private void head(Header fields, Message message) throws IOException {
        header.write(fields, message, out);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static InputStream body(Content content, Header fields) throws IOException {
        InputStream in = content.open();
        in.skipNBytes(fields.length());
        return in;
    }

    private final class Showing {
        private final MimeWalk walk;
        private final Map<Integer, Treatment> choice;

        Showing(MimeWalk walk, Map<Integer, Treatment> choice) {
            this.walk = walk;
            this.choice = choice;
        }

        /// From behind a header to the end of the entity.
        void body(Header of, Part part) throws IOException, Broken {
            switch (part) {
                case Part.Leaf leaf when walk.state() == EntityState.T_BODY -> {
                    show(leaf, of);
                    walk.next();
                }
                case Part.Leaf _ -> {
                    // a header and nothing more
                }
                case Part.Letter letter -> letter(letter);
                case Part.Several several -> several(several);
            }
        }

        private void letter(Part.Letter letter) throws IOException, Broken {
            Header inner = walk.header();
            if (choice.get(letter.number()) == Treatment.LEFT_OUT) {
                body(inner, letter.body());
            } else {
                page.space();
                page.line("------- Forwarded message"); // RFC 934's way
                header.write(inner, out);
                page.line("");
                body(inner, letter.body());
                page.space();
                page.line("------- End of forwarded message");
            }
            walk.next();
        }

        private void several(Part.Several several) throws IOException, Broken {
            Iterator<Part> parts = several.parts().iterator();
            walk.next();
            while (walk.state() != EntityState.T_END_MULTIPART) {
                if (walk.state() == EntityState.T_START_BODYPART) {
                    if (!parts.hasNext()) throw new Broken("it is another message than before");
                    body(walk.header(), parts.next());
                }
                walk.next();
            }
        }

        private void show(Part.Leaf leaf, Header of) throws IOException {
            Treatment treatment = Objects.requireNonNull(choice.get(leaf.number()));
            switch (treatment) {
                case LEFT_OUT -> {
                    // another form of it is shown
                }
                case SHOWN -> text(leaf);
                case SHOWN_AS_FILE -> {
                    announce("Attachment: " + named(leaf, of));
                    text(leaf);
                }
                case LISTED -> announce("Attachment, not included: " + named(leaf, of));
                case SIGNATURE -> announce("Signature, left out: " + leaf.description().type());
                case UUENCODED -> {
                    announce("Attachment, uuencoded: " + named(leaf, of));
                    try (InputStream octets = walk.decoded()) {
                        Uuencode.write(octets, fileName(leaf), page);
                    }
                }
            }
        }

        private void announce(String words) throws IOException {
            page.space();
            page.paragraph("[ ", "  ", words + " ]");
            page.space();
        }

        private void text(Part.Leaf leaf) throws IOException {
            if (leaf.blank()) return;
            page.space();
            Part.Description description = leaf.description();
            try (Reader text = Charsets.reader(walk.decoded(), leaf)) {
                if (description.isHtml()) new Html(page).lay(text);
                else if (description.flowed())
                    new PlainText(page).layFlowed(text, description.delSp());
                else new PlainText(page).lay(text);
            }
        }
    }

    private static String named(Part.Leaf leaf, Header of) {
        String file = leaf.description().file();
        String about = of.first("Content-Description").map(HeaderField::words).orElse("");
        String name = file.isEmpty() ? about : file;
        String kind = leaf.description().type() + ", " + size(leaf.size());
        return name.isEmpty() ? kind : name + " (" + kind + ")";
    }

    private static String size(long octets) {
        if (octets < 1024) return octets + " octets";
        if (octets < 1024 * 1024) return octets / 1024 + " KB";
        return "%.1f MB".formatted(octets / (1024.0 * 1024));
    }

    private static String fileName(Part.Leaf leaf) {
        String name = Latin.ascii(leaf.description().file()).replaceAll("[^A-Za-z0-9._-]+", "-");
        String plain = name.replaceFirst("^[.-]+", "");
        return plain.isEmpty() ? "file" : plain.substring(0, Math.min(40, plain.length()));
    }
}
