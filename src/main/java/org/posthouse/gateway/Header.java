package org.posthouse.gateway;

import module java.base;

/// The header of a message or of one of its parts.
///
/// @param length octets it takes, the empty line after it included
record Header(List<HeaderField> fields, long length) {
    /// Octets of a header that are kept: more than any mail program writes, little enough for
    /// memory. What is beyond is treated as if it were not there.
    static final int MOST = 256 * 1024;

    private static final int MOST_NOISE = 20; // lines; each is a look at the rest of the header
    private static final Pattern MIME =
            Pattern.compile("(?im)^(mime-version|content-type|content-transfer-encoding):");

    Header {
        fields = List.copyOf(fields);
    }

    /// Reads as far as the lines are fields; a text that begins with something else has no header.
    ///
    /// @return nothing when it is longer than [#MOST]
    static Optional<Header> read(InputStream in) throws IOException {
        byte[] octets = in.readNBytes(MOST);
        var text = new String(octets, StandardCharsets.ISO_8859_1);
        var fields = new ArrayList<HeaderField>();
        int at = 0;
        int noise = 0;
        while (at < text.length()) {
            int end = endOfField(text, at);
            String raw = text.substring(at, end);
            if (raw.equals("\r\n") || raw.equals("\n")) return Optional.of(new Header(fields, end));
            Optional<HeaderField> field = HeaderField.read(raw);
            if (field.isEmpty() && (++noise > MOST_NOISE || !isNoise(text, end)))
                return Optional.of(new Header(fields, at));
            field.ifPresent(fields::add);
            at = end;
        }
        return octets.length < MOST ? Optional.of(new Header(fields, at)) : Optional.empty();
    }

    /// A line that is no field ends the header, unless fields of MIME follow: without them the
    /// message could not be read.
    private static boolean isNoise(String text, int from) {
        int end = text.indexOf("\r\n\r\n", Math.max(from - 2, 0));
        return MIME.matcher(text.substring(from, Math.max(end, from))).find();
    }

    /// Behind the line end that no white space follows.
    private static int endOfField(String text, int from) {
        for (int at = from; ; ) {
            int end = text.indexOf('\n', at) + 1;
            if (end == 0) return text.length();
            boolean empty = end - from <= 2 && text.substring(from, end).isBlank();
            boolean folded =
                    end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t');
            if (empty || !folded) return end;
            at = end;
        }
    }

    Stream<HeaderField> all(String name) {
        return fields.stream().filter(field -> field.is(name));
    }

    Optional<HeaderField> first(String name) {
        return all(name).findFirst();
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    /// Whether it says that the body is more than plain text as RFC 822 knew it.
    boolean isMime() {
        return has("MIME-Version") || has("Content-Type") || has("Content-Transfer-Encoding");
    }
}
