package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Chapters;
import org.posthouse.ports.Dossier;
import org.posthouse.ports.Holder;
import org.posthouse.ports.registry.Chapter;
import org.posthouse.ports.registry.Entry;
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
        heading("Registered");
        table("Transport", "State", "Entry", "Holder", "Date", "Reference");
        for (Standing standing : dossier.standings()) standing(standing);
        out.println();
        heading("Here now");
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

    private void heading(String words) {
        out.println("### " + words);
        out.println();
    }

    private void rest(Dossier dossier) {
        heading("History");
        if (dossier.story().isEmpty()) out.println("No list and no registry has it.");
        else table("When", "What", "Source");
        for (Chapter chapter : dossier.story())
            row(Chapters.when(chapter), Chapters.what(chapter), chapter.source());
        out.println();
        points(
                "Lineage",
                dossier.lineage().stream().map(edge -> edge.date() + ": " + edge.words()).toList());
        points("Holders", dossier.holders().stream().map(Holder::words).toList());
        points(
                "Good to know",
                dossier.remarks().stream()
                        .filter(remark -> remark.kind() != Remark.Kind.SIGHTING)
                        .map(remark -> remark.text() + " (" + remark.source() + ")")
                        .toList());
        out.println("Data: " + dossier.data().words() + ".");
    }

    private void points(String heading, List<String> lines) {
        if (lines.isEmpty()) return;
        heading(heading);
        for (String line : lines) out.println("- " + cell(line));
        out.println();
    }

    private void standing(Standing standing) {
        String transport = standing.transport().word();
        String state = standing.state().words();
        if (standing.entries().isEmpty()) row(transport, state, "", "", "", "");
        for (Entry entry : standing.entries())
            row(
                    transport,
                    state,
                    entry.isNamed() ? entry.name() + ", " + entry.description() : entry.title(),
                    entry.holder(),
                    entry.registered().isEmpty() ? entry.modified() : entry.registered(),
                    entry.reference());
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
