package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Chapters;
import org.posthouse.ports.Dossier;
import org.posthouse.ports.registry.Chapter;
import org.posthouse.ports.registry.Entry;
import org.posthouse.ports.registry.Lineage;
import org.posthouse.ports.registry.Remark;
import org.posthouse.ports.registry.Standing;

/// A [Dossier] as Markdown, for pages and tickets.
record DossierMarkdown(PrintWriter out) {
    /// @param here what listens on a port of this machine, in lines
    void tell(PortsWanted wanted, List<Dossier> dossiers, Function<Dossier, List<String>> here) {
        for (String sentence : wanted.sentences()) out.println("- " + cell(sentence));
        for (int i = 0; i < dossiers.size(); i++) {
            if (wanted.isName() || i > 0) out.println();
            tell(dossiers.get(i), here.apply(dossiers.get(i)));
        }
    }

    private void tell(Dossier dossier, List<String> here) {
        head(dossier);
        table("Transport", "State", "Entry", "Holder");
        for (Standing standing : dossier.standings()) standing(standing);
        out.println();
        out.println("Here now:");
        out.println();
        for (String line : here) out.println("    " + line);
        out.println();
        rest(dossier);
    }

    /// Without what is registered.
    void story(Dossier dossier) {
        head(dossier);
        rest(dossier);
    }

    private void head(Dossier dossier) {
        out.println("## Port " + dossier.port());
        out.println();
    }

    private void rest(Dossier dossier) {
        table("When", "What", "Source");
        for (Chapter chapter : dossier.story())
            row(Chapters.when(chapter), Chapters.what(chapter), chapter.source());
        out.println();
        for (Lineage edge : dossier.lineage())
            out.println(
                    cell(
                            "- %s: %d %s %s %d %s (%s)"
                                    .formatted(
                                            edge.date(),
                                            edge.from(),
                                            edge.name(),
                                            edge.relation(),
                                            edge.to(),
                                            edge.other(),
                                            edge.source())));
        for (Remark remark : dossier.remarks())
            if (remark.kind() != Remark.Kind.SIGHTING)
                out.println(cell("- " + remark.text() + " (" + remark.source() + ")"));
        out.println();
        out.println("Data: " + dossier.data().words() + ".");
    }

    private void standing(Standing standing) {
        if (standing.entries().isEmpty())
            row(standing.transport().word(), standing.state().words(), "", "");
        for (Entry entry : standing.entries())
            row(
                    standing.transport().word(),
                    standing.state().words(),
                    entry.isNamed() ? entry.name() + ", " + entry.description() : entry.title(),
                    entry.holder());
    }

    void table(String... heads) {
        row(heads);
        out.println("|" + " --- |".repeat(heads.length));
    }

    void row(String... cells) {
        out.println(
                Stream.of(cells)
                        .map(DossierMarkdown::cell)
                        .collect(Collectors.joining(" | ", "| ", " |")));
    }

    /// Safe within a cell: one line, and nothing that Markdown or HTML would take for its own.
    static String cell(String text) {
        return Printable.line(text.replaceAll("\\s+", " "))
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("[", "\\[");
    }
}
