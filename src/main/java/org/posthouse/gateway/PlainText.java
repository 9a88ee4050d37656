package org.posthouse.gateway;

import module java.base;

/// Lays a `text/plain` part out on a page: lines that fit stay, longer ones are broken at word ends
/// under the quote marks they had, flowing ones (RFC 3676) are put together first.
final class PlainText {
    private static final int LONGEST = 64 * 1024; // of a paragraph put together

    private final Page page;

    PlainText(Page page) {
        this.page = page;
    }

    void lay(Reader text) throws IOException {
        var lines = new Lines(text);
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            int marks = marks(line.get());
            page.paragraph(line.get().substring(0, marks), line.get().substring(marks));
        }
    }

    /// The quote marks and the spaces before a line's words.
    private static int marks(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == '>' || line.charAt(end) == ' ')) end++;
        return end;
    }

    /// @param delSp whether the space that says so goes when a line is continued
    void layFlowed(Reader text, boolean delSp) throws IOException {
        var lines = new Lines(text);
        var paragraph = new StringBuilder();
        int depth = 0;
        boolean flowing = false;
        for (var next = lines.next(); next.isPresent(); next = lines.next()) {
            String line = next.get();
            int quotes = quotes(line);
            String rest = line.substring(quotes);
            if (rest.startsWith(" ")) rest = rest.substring(1); // section 4.4: space-stuffing
            boolean signature = rest.equals("-- "); // section 4.3
            if (flowing && (quotes != depth || signature || paragraph.length() > LONGEST)) {
                write(depth, paragraph);
            }
            depth = quotes;
            flowing = rest.endsWith(" ") && !signature;
            paragraph.append(flowing && delSp ? rest.substring(0, rest.length() - 1) : rest);
            if (!flowing) write(depth, paragraph);
        }
        if (flowing) write(depth, paragraph);
    }

    private static int quotes(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') depth++;
        return depth;
    }

    private void write(int depth, StringBuilder paragraph) throws IOException {
        page.paragraph(depth == 0 ? "" : ">".repeat(depth) + " ", paragraph.toString());
        paragraph.setLength(0);
    }
}
