package org.posthouse.gateway;

import module java.base;

/// Lines of ASCII for people, none longer than the page is wide.
final class Page {
    private static final int TAB = 8;

    private final OutputStream out;
    private final int width;
    private final boolean capitals;
    private boolean blank = true; // so that no page begins with an empty line

    /// @param width characters of the longest line
    Page(OutputStream out, int width, ShapeSettings.Case letters) {
        this.out = out;
        this.width = width;
        this.capitals = letters == ShapeSettings.Case.UPPER;
    }

    int width() {
        return width;
    }

    /// A paragraph in any letters, broken at word ends where it is too long.
    ///
    /// @param prefix ASCII, before each line: quote marks, an indent
    /// @param text without line ends
    void paragraph(String prefix, String text) throws IOException {
        paragraph(prefix, prefix, text);
    }

    /// @param first before the first line: an item's mark
    /// @param others before the further lines, as wide as the first
    void paragraph(String first, String others, String text) throws IOException {
        String ascii = untabbed(Latin.ascii(text).replaceAll("[\r\n]+", " ")).stripTrailing();
        String left = narrow(first);
        for (String line : Wrap.lines(ascii, Math.max(width - left.length(), 1))) {
            write((left + line).stripTrailing());
            left = narrow(others);
        }
    }

    /// What is before a line leaves at least half the page for it.
    private String narrow(String prefix) {
        return prefix.length() > width / 2 ? prefix.substring(0, width / 2) : prefix;
    }

    private static String untabbed(String text) {
        if (text.indexOf('\t') < 0) return text;
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') out.repeat(' ', TAB - out.length() % TAB);
            else out.append(c);
        }
        return out.toString();
    }

    /// An empty line, unless there is one just above.
    void space() throws IOException {
        if (!blank) write("");
    }

    /// A line as it is, though not longer than the page.
    void line(String ascii) throws IOException {
        if (ascii.length() <= width) write(ascii);
        else paragraph("", ascii);
    }

    /// A line as it is, whatever its letters and the page's width: it is for a program.
    void verbatim(String ascii) throws IOException {
        out.write((ascii + "\r\n").getBytes(StandardCharsets.US_ASCII));
        blank = false;
    }

    private void write(String line) throws IOException {
        String cased = capitals ? line.toUpperCase(Locale.ROOT) : line;
        out.write((cased + "\r\n").getBytes(StandardCharsets.US_ASCII));
        blank = line.isEmpty();
    }
}
