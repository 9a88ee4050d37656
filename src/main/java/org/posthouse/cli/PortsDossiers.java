package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.PortsForm.Form;
import org.posthouse.ports.Dossier;
import org.posthouse.ports.DossierJson;
import org.posthouse.ports.JsonText;
import org.posthouse.ports.registry.Registry;

/// Answers `posthouse ports 57 smtp`: a dossier for each port that a word asks for.
///
/// @param here looks at this machine
record PortsDossiers(
        Registry registry,
        DossierText.Length length,
        Paint paint,
        Function<Dossier, PortsHere> here) {
    /// Ports of one name that get a dossier; a name with more (there are some with hundreds) gets
    /// their list.
    private static final int MOST = 3;

    /// @return what the worst of what listens here means to a script
    Exit tell(List<String> words, Form form, PrintWriter out) {
        var exits = EnumSet.of(Exit.DONE);
        List<PortsWanted> all = words.stream().map(w -> PortsWanted.of(w, registry)).toList();
        for (int i = 0; i < all.size(); i++) {
            PortsWanted wanted = all.get(i);
            if (i > 0 && form != Form.JSON) out.println();
            switch (form) {
                case TEXT -> text(wanted, exits, out);
                case MARKDOWN ->
                        new DossierMarkdown(out)
                                .tell(
                                        wanted,
                                        dossiers(wanted),
                                        dossier -> look(dossier, exits).lines(Paint.PLAIN));
                case JSON -> out.println(JsonText.of(json(wanted, exits)));
            }
        }
        out.flush();
        return exits.contains(Exit.REFUSED) ? Exit.REFUSED : Collections.max(exits);
    }

    private PortsHere look(Dossier dossier, Set<Exit> exits) {
        PortsHere found = here.apply(dossier);
        exits.add(found.exit());
        return found;
    }

    private List<Dossier> dossiers(PortsWanted wanted) {
        return wanted.ports().stream()
                .limit(wanted.isName() ? MOST : 1)
                .map(port -> Dossier.of(port, wanted.transport(), registry))
                .toList();
    }

    private void text(PortsWanted wanted, Set<Exit> exits, PrintWriter out) {
        for (String sentence : wanted.sentences())
            Columns.wrap(sentence, Columns.WIDTH).forEach(out::println);
        List<Dossier> dossiers = dossiers(wanted);
        for (int i = 0; i < dossiers.size(); i++) {
            if (wanted.isName() || i > 0) out.println();
            var text = new DossierText(dossiers.get(i), length, paint, out);
            text.name();
            text.registered();
            out.println();
            out.println(paint.strong("Here now"));
            look(dossiers.get(i), exits).lines(paint).forEach(out::println);
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

    private Map<String, Object> json(PortsWanted wanted, Set<Exit> exits) {
        return JsonText.object(
                "asked",
                wanted.word(),
                "named",
                wanted.now().stream().map(DossierJson::entry).toList(),
                "sentences",
                wanted.sentences(),
                "ports",
                dossiers(wanted).stream().map(one -> json(one, exits)).toList(),
                "data",
                DossierJson.data(Dossier.DataDates.of(registry)));
    }

    /// What is of here and now stands apart from what is registered and what was.
    private Map<String, Object> json(Dossier dossier, Set<Exit> exits) {
        Map<String, Object> json = DossierJson.of(dossier);
        json.put("here", look(dossier, exits).json());
        return json;
    }
}
