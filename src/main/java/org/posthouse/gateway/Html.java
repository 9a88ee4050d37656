package org.posthouse.gateway;

import module java.base;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/// Lays HTML out as text on a page: paragraphs, lists, quotes, tables, headings; links are numbered
/// and stand at the end. What a browser would not show is not shown.
final class Html {
    /// Characters of HTML that are read: a tree of them is in memory. The rest is left out, and the
    /// page says so.
    private static final int MOST = 512 * 1024;

    /// Characters of HTML, in KiB, of which trees are in memory at one time, whoever lays them out:
    /// a tree takes up to a hundred times as much.
    private static final Semaphore TREES = new Semaphore(MOST / 1024 + 16);

    private static final int DEEPEST = 100;
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n\\f]+");
    private static final Pattern HIDDEN =
            Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden|mso-hide\\s*:\\s*all");
    private static final Set<String> SILENT =
            Set.of(
                    "head",
                    "script",
                    "style",
                    "template",
                    "title",
                    "noscript",
                    "object",
                    "svg",
                    "iframe",
                    "select",
                    "button",
                    "input",
                    "textarea");
    private static final Set<String> APART =
            Set.of(
                    "p",
                    "ul",
                    "ol",
                    "dl",
                    "blockquote",
                    "pre",
                    "table",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "form",
                    "fieldset");

    private final Page page;
    private final Footnotes links = new Footnotes();
    private final StringBuilder inline = new StringBuilder();
    private String first = "";
    private String others = "";

    Html(Page page) {
        this.page = page;
    }

    void lay(Reader html) throws IOException {
        var text = new StringBuilder();
        char[] some = new char[8192];
        int n = html.read(some);
        for (; n >= 0 && text.length() < MOST; n = html.read(some)) text.append(some, 0, n);
        int size = text.length() / 1024 + 1;
        TREES.acquireUninterruptibly(size);
        try {
            lay(text.toString());
        } finally {
            TREES.release(size);
        }
        if (n >= 0) page.paragraph("[ ", "  ", "The rest of this text is too long to be shown ]");
    }

    private void lay(String html) throws IOException {
        var parser = Parser.htmlParser().setMaxDepth(DEEPEST);
        Element body = parser.parseInput(html, "").body();
        children(body);
        flush();
        links.write(page);
    }

    private void children(Element parent) throws IOException {
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode text) add(text.getWholeText());
            else if (node instanceof Element element && !hidden(element)) element(element);
        }
    }

    private static boolean hidden(Element element) {
        return SILENT.contains(element.normalName())
                || element.hasAttr("hidden")
                || HIDDEN.matcher(element.attr("style").toLowerCase(Locale.ROOT)).find();
    }

    private void add(String text) {
        String words = SPACE.matcher(text).replaceAll(" ");
        boolean spaced = inline.isEmpty() || inline.charAt(inline.length() - 1) == ' ';
        inline.append(spaced && words.startsWith(" ") ? words.substring(1) : words);
    }

    private void element(Element element) throws IOException {
        String name = element.normalName();
        switch (name) {
            case "br" -> breakLine();
            case "a" -> link(element);
            case "img" -> image(element);
            case "hr" -> rule();
            case "pre" -> preformatted(element);
            case "h1", "h2" -> heading(element, name.equals("h1") ? '=' : '-');
            case "li" -> item(element);
            case "dd" -> indented(element, "   ");
            case "blockquote" -> indented(element, "> ");
            case "table" -> table(element);
            default -> {
                if (element.isBlock() || name.equals("td") || name.equals("th")) block(element);
                else children(element);
            }
        }
    }

    private void block(Element element) throws IOException {
        boolean apart = APART.contains(element.normalName()) && !isNested(element);
        flush();
        if (apart) space();
        children(element);
        flush();
        if (apart) space();
    }

    /// A list in a list stands close to it.
    private static boolean isNested(Element element) {
        return element.normalName().matches("[uod]l") && element.closest("li,dd") != null
                || element.normalName().equals("p")
                        && element.parent() != null
                        && element.parent().normalName().equals("li");
    }

    private void space() throws IOException {
        if (first.equals(others)) page.space();
    }

    private void flush() throws IOException {
        String text = inline.toString().strip();
        inline.setLength(0);
        if (text.isEmpty()) return;
        page.paragraph(first, others, text);
        first = others;
    }

    private void breakLine() throws IOException {
        if (inline.toString().isBlank()) space();
        else flush();
    }

    private void link(Element element) throws IOException {
        int before = inline.length();
        children(element);
        String shown = inline.substring(Math.min(before, inline.length())).strip();
        inline.append(links.mark(element.attr("href"), shown));
    }

    private void image(Element element) {
        String words = element.attr("alt").strip();
        if (!words.isEmpty()) add("[" + words + "]");
    }

    private void rule() throws IOException {
        flush();
        space();
        page.line("-".repeat(Math.min(page.width(), 40)));
        space();
    }

    private void preformatted(Element element) throws IOException {
        flush();
        space();
        for (String line : element.wholeText().lines().toList()) {
            page.paragraph(first, others, line);
            first = others;
        }
        space();
    }

    private void heading(Element element, char under) throws IOException {
        flush();
        space();
        children(element);
        int length = Math.min(Latin.ascii(inline.toString().strip()).length(), page.width());
        flush();
        if (length > 0)
            page.paragraph(
                    others,
                    String.valueOf(under).repeat(Math.min(length, page.width() - others.length())));
        space();
    }

    private void item(Element element) throws IOException {
        flush();
        Element list = element.parent();
        String mark =
                list != null && list.normalName().equals("ol")
                        ? number(list, element) + ". "
                        : "* ";
        within(element, mark, " ".repeat(mark.length()));
    }

    private static int number(Element list, Element item) {
        int start =
                list.attr("start").matches("\\d{1,6}") ? Integer.parseInt(list.attr("start")) : 1;
        return start + list.children().indexOf(item);
    }

    private void indented(Element element, String mark) throws IOException {
        flush();
        boolean quote = mark.startsWith(">");
        if (quote) space();
        within(element, mark, mark);
        if (quote) space();
    }

    private void within(Element element, String mark, String further) throws IOException {
        String firstBefore = first;
        String othersBefore = others;
        first = others + mark;
        others = others + further;
        children(element);
        flush();
        first = first.equals(others) ? othersBefore : firstBefore;
        others = othersBefore;
    }

    /// A table of words and numbers stands in columns; one that only lays a page out is read cell
    /// by cell.
    private void table(Element element) throws IOException {
        flush();
        Optional<List<String>> columns =
                Columns.of(element, links)
                        .flatMap(table -> table.lines(page.width() - others.length()));
        if (columns.isEmpty()) {
            children(element);
            flush();
            return;
        }
        space();
        for (String line : columns.get()) page.paragraph(others, line);
        space();
    }
}
