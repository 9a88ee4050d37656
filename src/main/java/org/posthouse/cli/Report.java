package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.PortsForm.Form;
import org.posthouse.ports.Dossier.DataDates;
import org.posthouse.ports.DossierJson;
import org.posthouse.ports.JsonText;

/// What most commands of `posthouse ports` answer: sentences, a table, and the dates of the data;
/// in any of the three forms.
final class Report {
    private static final String GAP = "  ";
    private static final int WIDEST = 28;

    private final List<String> sentences = new ArrayList<>();
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Map<String, Object>> members = new ArrayList<>();

    /// @param columns the heads of the table, one word each; programs get them in small letters
    Report(String... columns) {
        this.columns = List.of(columns);
    }

    Report say(String sentence) {
        sentences.add(sentence);
        return this;
    }

    Report row(String... cells) {
        return row(Map.of(), cells);
    }

    /// @param more for programs, who get it beside the cells
    Report row(Map<String, Object> more, String... cells) {
        rows.add(List.of(cells));
        members.add(more);
        return this;
    }

    void show(Form form, Paint paint, DataDates data, PrintWriter out) {
        switch (form) {
            case TEXT -> text(paint, data, out);
            case MARKDOWN -> markdown(data, out);
            case JSON -> out.println(json(data));
        }
        out.flush();
    }

    private void text(Paint paint, DataDates data, PrintWriter out) {
        for (String sentence : sentences)
            Columns.wrap(sentence, Columns.WIDTH).forEach(out::println);
        if (!rows.isEmpty()) {
            if (!sentences.isEmpty()) out.println();
            int[] widths = widths();
            line(widths, columns, paint::strong, out);
            for (List<String> row : rows) line(widths, row, UnaryOperator.identity(), out);
        }
        out.println();
        out.println(paint.faint("Data: " + data.words()));
    }

    /// Each as wide as its widest cell, but for a few monsters; the last has the rest of the line.
    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] =
                    Stream.concat(Stream.of(columns), rows.stream())
                            .mapToInt(row -> row.get(column).length())
                            .filter(width -> width <= WIDEST)
                            .max()
                            .orElse(WIDEST);
        }
        int last = widths.length - 1;
        int before = Arrays.stream(widths, 0, last).map(width -> width + GAP.length()).sum();
        widths[last] = Math.max(20, Columns.WIDTH - before);
        return widths;
    }

    private static void line(
            int[] widths, List<String> cells, UnaryOperator<String> paint, PrintWriter out) {
        int last = widths.length - 1;
        var start = new StringBuilder();
        for (int i = 0; i < last; i++) {
            String cell = Printable.line(cells.get(i));
            start.append(Columns.pad(cell, widths[i])).append(GAP);
            if (cell.length() > widths[i]) { // a monster: what follows stands below, in its column
                out.println(paint.apply(start.toString().stripTrailing()));
                int so = Arrays.stream(widths, 0, i + 1).sum() + (i + 1) * GAP.length();
                start.replace(0, start.length(), " ".repeat(so));
            }
        }
        String indent = " ".repeat(start.length());
        for (String rest : Columns.wrap(cells.get(last), widths[last])) {
            out.println(paint.apply((start + rest).stripTrailing()));
            start.replace(0, start.length(), indent);
        }
    }

    private void markdown(DataDates data, PrintWriter out) {
        var markdown = new DossierMarkdown(out);
        for (String sentence : sentences) out.println(DossierMarkdown.cell(sentence) + "\n");
        if (!rows.isEmpty()) {
            markdown.table(columns.toArray(String[]::new));
            for (List<String> row : rows) markdown.row(row.toArray(String[]::new));
            out.println();
        }
        out.println("Data: " + data.words() + ".");
    }

    private String json(DataDates data) {
        var objects = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Object> object = object(rows.get(i));
            object.putAll(members.get(i));
            objects.add(object);
        }
        return JsonText.of(
                JsonText.object(
                        "says", sentences, "rows", objects, "data", DossierJson.data(data)));
    }

    private Map<String, Object> object(List<String> row) {
        var members = new ArrayList<Object>();
        for (int i = 0; i < columns.size(); i++) {
            members.add(columns.get(i).toLowerCase(Locale.ROOT));
            members.add(row.get(i));
        }
        return JsonText.object(members.toArray());
    }
}
