package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.PortsForm.Form;
import org.posthouse.ports.Dossier;
import org.posthouse.ports.DossierJson;
import org.posthouse.ports.JsonText;
import org.posthouse.ports.registry.Registry;

/// Answers `posthouse ports 57 smtp`: a dossier for each port that a word asks for.
record PortsDossiers(Registry registry, DossierText.Length length, Paint paint) {
    /// Ports of one name that get a dossier; a name with more (there are some with hundreds) gets
    /// their list.
    private static final int MOST = 3;

    void tell(List<String> words, Form form, PrintWriter out) {
        List<PortsWanted> all = words.stream().map(w -> PortsWanted.of(w, registry)).toList();
        for (int i = 0; i < all.size(); i++) {
            PortsWanted wanted = all.get(i);
            if (i > 0 && form != Form.JSON) out.println();
            switch (form) {
                case TEXT -> text(wanted, out);
                case MARKDOWN -> new DossierMarkdown(out).tell(wanted, dossiers(wanted));
                case JSON -> out.println(JsonText.of(json(wanted)));
            }
        }
        out.flush();
    }

    private List<Dossier> dossiers(PortsWanted wanted) {
        return wanted.ports().stream()
                .limit(wanted.isName() ? MOST : 1)
                .map(port -> Dossier.of(port, wanted.transport(), registry))
                .toList();
    }

    private void text(PortsWanted wanted, PrintWriter out) {
        for (String sentence : wanted.sentences())
            Columns.wrap(sentence, Columns.WIDTH).forEach(out::println);
        List<Dossier> dossiers = dossiers(wanted);
        for (int i = 0; i < dossiers.size(); i++) {
            if (wanted.isName() || i > 0) out.println();
            var text = new DossierText(dossiers.get(i), length, paint, out);
            text.name();
            text.registered();
            text.story();
            text.data();
        }
        if (wanted.ports().size() > dossiers.size())
            out.println(
                    "%nAnd %d more ports of that name; ask for them by number."
                            .formatted(wanted.ports().size() - dossiers.size()));
        if (dossiers.isEmpty())
            out.println("%nData: %s".formatted(Dossier.DataDates.of(registry).words()));
    }

    private Map<String, Object> json(PortsWanted wanted) {
        return JsonText.object(
                "asked",
                wanted.word(),
                "named",
                wanted.now().stream().map(DossierJson::entry).toList(),
                "sentences",
                wanted.sentences(),
                "ports",
                dossiers(wanted).stream().map(DossierJson::of).toList(),
                "data",
                DossierJson.data(Dossier.DataDates.of(registry)));
    }
}
