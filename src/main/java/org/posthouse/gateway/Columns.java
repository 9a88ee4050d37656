package org.posthouse.gateway;

import module java.base;

import org.jsoup.nodes.Element;

/// A table of HTML whose cells hold words and numbers.
final class Columns {
    private static final String GAP = "  ";

    private final List<List<String>> rows;

    private Columns(List<List<String>> rows) {
        this.rows = rows;
    }

    /// @return nothing when the table is there for the layout of the page
    static Optional<Columns> of(Element table, Footnotes links) {
        if (!table.select("ul, ol, blockquote, pre, h1, h2, h3, img, br").isEmpty()
                || table.select("table").size() > 1
                || table.attr("role").equals("presentation")) return Optional.empty();
        List<List<String>> rows =
                table.select("tr").stream()
                        .map(
                                row ->
                                        row.select("td, th").stream()
                                                .map(cell -> text(cell, links))
                                                .toList())
                        .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
                        .toList();
        boolean columns = rows.stream().anyMatch(row -> row.size() > 1);
        return columns ? Optional.of(new Columns(rows)) : Optional.empty();
    }

    private static String text(Element cell, Footnotes links) {
        String marks =
                cell.select("a[href]").stream()
                        .map(link -> links.mark(link.attr("href"), link.text()))
                        .collect(Collectors.joining());
        return Latin.ascii(cell.text()).strip() + marks;
    }

    /// @return nothing when it is wider than that
    Optional<List<String>> lines(int width) {
        int count = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[count];
        for (List<String> row : rows)
            for (int i = 0; i < row.size(); i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        if (IntStream.of(widths).sum() + GAP.length() * (count - 1) > width)
            return Optional.empty();
        return Optional.of(rows.stream().map(row -> line(row, widths)).toList());
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) line.append(GAP);
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length());
        }
        return line.toString().stripTrailing();
    }
}
