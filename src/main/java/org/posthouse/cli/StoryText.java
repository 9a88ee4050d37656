package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Chapters;
import org.posthouse.ports.Dossier;
import org.posthouse.ports.Holder;
import org.posthouse.ports.registry.Chapter;
import org.posthouse.ports.registry.History;
import org.posthouse.ports.registry.Lineage;
import org.posthouse.ports.registry.Listing;
import org.posthouse.ports.registry.Remark;
import org.posthouse.ports.registry.Survey;

/// The part of a [DossierText] that tells of other days: the dated lines with their sources, the
/// lineage, the holders, what is good to know.
final class StoryText {
    private static final int DATES = 22;
    private static final int SOURCE = 13;
    private static final int TEXT = Columns.WIDTH - 2 - DATES - 1 - 1 - SOURCE;

    private final Dossier dossier;
    private final DossierText.Length length;
    private final Paint paint;
    private final PrintWriter out;

    StoryText(Dossier dossier, DossierText.Length length, Paint paint, PrintWriter out) {
        this.dossier = dossier;
        this.length = length;
        this.paint = paint;
        this.out = out;
    }

    void tell() {
        head("History");
        if (dossier.story().isEmpty()) out.println("  No list and no registry has it.");
        for (Chapter chapter : dossier.story())
            if (length == DossierText.Length.ALL
                    || !(chapter instanceof Chapter.Changed changed && changed.isFormal()))
                chapter(chapter);
        if (length == DossierText.Length.ALL) everyRow();
        if (!dossier.lineage().isEmpty()) {
            head("Lineage");
            dossier.lineage().forEach(this::lineage);
        }
        if (!dossier.holders().isEmpty()) {
            head("Holders");
            String all =
                    dossier.holders().stream().map(Holder::words).collect(Collectors.joining(", "));
            for (String line : Columns.wrap(all, Columns.WIDTH - 2)) out.println("  " + line);
        }
        remarks();
        if (length == DossierText.Length.ALL && !dossier.survey().isEmpty()) survey();
    }

    private void chapter(Chapter chapter) {
        String what = Chapters.what(chapter);
        boolean faint = chapter instanceof Chapter.Turn || chapter instanceof Chapter.Gap;
        List<String> lines = Columns.wrap(what, TEXT);
        for (int i = 0; i < lines.size(); i++) {
            String text = Columns.pad(lines.get(i), TEXT);
            out.println(
                    ("  "
                                    + paint.cyan(
                                            Columns.pad(
                                                    i == 0 ? Chapters.when(chapter) : "", DATES))
                                    + " "
                                    + (faint ? paint.faint(text) : text)
                                    + " "
                                    + (i == 0 ? paint.faint(chapter.source()) : ""))
                            .stripTrailing());
        }
        if (length == DossierText.Length.ALL && chapter instanceof Chapter.Listed listed)
            for (String warning : listed.warnings()) row("", "(" + warning + ")", "");
    }

    private void row(String when, String what, String source) {
        int width = source.isEmpty() ? Columns.WIDTH - 3 - DATES : TEXT;
        List<String> lines = Columns.wrap(what, width);
        for (int i = 0; i < lines.size(); i++)
            out.println(
                    ("  "
                                    + paint.cyan(Columns.pad(i == 0 ? when : "", DATES))
                                    + " "
                                    + (source.isEmpty() || i > 0
                                            ? lines.get(i)
                                            : Columns.pad(lines.get(i), width)
                                                    + " "
                                                    + paint.faint(source)))
                            .stripTrailing());
    }

    private void everyRow() {
        head("Every row of every list");
        for (Listing row : History.listings(dossier.port())) {
            if (dossier.transport().isPresent() && !row.speaksOf(dossier.transport().get()))
                continue;
            String octal = row.octal().isEmpty() ? "" : " (" + row.octal() + " octal)";
            String numbers =
                    row.numbers().isRun() || !octal.isEmpty() ? row.numbers() + octal + ": " : "";
            String person = row.person().isEmpty() ? "" : " (" + row.person() + ")";
            String kind = row.section() == Listing.Section.CLASSES ? ", the class" : "";
            row(
                    row.list().date(),
                    numbers + row.title() + kind + person,
                    row.list() + ":" + row.line());
        }
    }

    private void lineage(Lineage edge) {
        List<String> lines = Columns.wrap(edge.words(), Columns.WIDTH - 13);
        out.println("  " + paint.cyan(Columns.pad(edge.date(), 11)) + lines.getFirst());
        for (String line : lines.subList(1, lines.size())) out.println(" ".repeat(13) + line);
    }

    private void remarks() {
        List<Remark> shown =
                dossier.remarks().stream()
                        .filter(
                                remark ->
                                        remark.kind() == Remark.Kind.NOTE
                                                || length == DossierText.Length.ALL
                                                        && remark.kind() == Remark.Kind.MISPRINT)
                        .toList();
        if (shown.isEmpty()) return;
        head("Good to know");
        for (Remark remark : shown) {
            String kind = remark.kind() == Remark.Kind.MISPRINT ? "Misprint: " : "";
            for (String line : Columns.wrap(kind + remark.text(), Columns.WIDTH - 2))
                out.println("  " + line);
            out.println("  " + paint.faint(remark.source()));
        }
    }

    private void survey() {
        head("Who listened here, 1972 and 1973");
        for (Survey found : dossier.survey())
            row(
                    found.list().date(),
                    found.name() + " (host " + found.host() + "): " + found.service(),
                    found.list() + ":" + found.line());
    }

    private void head(String title) {
        out.println();
        out.println(paint.strong(title));
    }
}
