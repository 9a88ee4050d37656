package org.posthouse.ports;

import static org.posthouse.ports.JsonText.object;

import module java.base;

import org.posthouse.ports.registry.Change;
import org.posthouse.ports.registry.Chapter;
import org.posthouse.ports.registry.Entry;
import org.posthouse.ports.registry.Lineage;
import org.posthouse.ports.registry.Listing;
import org.posthouse.ports.registry.Standing;
import org.posthouse.ports.registry.Survey;
import org.posthouse.ports.registry.Transport;

/// A [Dossier] as values for [JsonText]. The names are a contract with other people's programs;
/// `registered`, `history` and what others add of this machine are never blended.
public final class DossierJson {
    private DossierJson() {}

    public static Map<String, Object> of(Dossier dossier) {
        return object(
                "port",
                dossier.port(),
                "transport",
                dossier.transport().map(Transport::word),
                "registered",
                dossier.standings().stream().map(DossierJson::standing).toList(),
                "history",
                history(dossier.story()),
                "lineage",
                dossier.lineage().stream().map(DossierJson::lineage).toList(),
                "holders",
                dossier.holders().stream()
                        .map(h -> object("name", h.name(), "from", h.from(), "to", h.to()))
                        .toList(),
                "remarks",
                dossier.remarks().stream()
                        .map(
                                r ->
                                        object(
                                                "kind",
                                                r.kind().name().toLowerCase(Locale.ROOT),
                                                "date",
                                                r.date(),
                                                "text",
                                                r.text(),
                                                "source",
                                                r.source()))
                        .toList(),
                "survey",
                dossier.survey().stream().map(DossierJson::survey).toList(),
                "data",
                data(dossier.data()));
    }

    public static Map<String, Object> data(Dossier.DataDates data) {
        return object(
                "registry",
                data.registry(),
                "logFrom",
                data.logFrom(),
                "logTo",
                data.logTo(),
                "lists",
                data.lists());
    }

    private static Map<String, Object> standing(Standing standing) {
        return object(
                "transport",
                standing.transport().word(),
                "state",
                standing.state().key(),
                "rfc6335",
                standing.state().rfc6335(),
                "entries",
                standing.entries().stream().map(DossierJson::entry).toList());
    }

    public static Map<String, Object> entry(Entry entry) {
        return object(
                "name", entry.name(),
                "ports", entry.numbers(),
                "transports", entry.transports().stream().map(Transport::word).toList(),
                "description", entry.description(),
                "assignee", entry.holder(),
                "registered", entry.registered(),
                "modified", entry.modified(),
                "reference", entry.reference(),
                "serviceCode", entry.serviceCode(),
                "unauthorizedUse", entry.unauthorized(),
                "notes", entry.notes());
    }

    public static List<Map<String, Object>> history(List<Chapter> story) {
        return story.stream().map(DossierJson::chapter).toList();
    }

    private static Map<String, Object> chapter(Chapter chapter) {
        Map<String, Object> line =
                object("from", chapter.from(), "to", chapter.to(), "source", chapter.source());
        line.putAll(
                switch (chapter) {
                    case Chapter.Listed listed -> listed(listed);
                    case Chapter.Turn turn ->
                            object("kind", "namespace", "text", turn.list().namespace().words());
                    case Chapter.Gap gap ->
                            object(
                                    "kind",
                                    "gap",
                                    "outcome",
                                    gap.outcome().name().toLowerCase(Locale.ROOT));
                    case Chapter.Seen seen -> object("kind", "seen", "text", seen.remark().text());
                    case Chapter.Found found -> found(found);
                    case Chapter.Changed changed -> change(changed.change());
                    case Chapter.Today today ->
                            object("kind", "registry", "entry", entry(today.entry()));
                });
        return line;
    }

    private static Map<String, Object> listed(Chapter.Listed listed) {
        Listing row = listed.first();
        return object(
                "kind",
                "list",
                "status",
                row.status().words(),
                "keyword",
                row.keyword(),
                "text",
                row.description(),
                "person",
                row.person(),
                "transports",
                row.transports().stream().sorted().map(Transport::word).toList(),
                "namespace",
                row.list().namespace().words(),
                "unix",
                row.section() == Listing.Section.UNIX ? "UNIX PORTS" : "",
                "rows",
                listed.rows().stream()
                        .map(one -> object("rfc", one.list().rfc(), "line", one.line()))
                        .toList(),
                "warnings",
                listed.warnings());
    }

    private static Map<String, Object> found(Chapter.Found found) {
        Map<String, Object> line = object("kind", "found");
        line.put("entry", side(found.side()));
        return line;
    }

    /// A change as the log saw it.
    public static Map<String, Object> change(Change change) {
        return object(
                "kind", "change",
                "at", change.at().toString(),
                "commit", change.commit(),
                "ports", change.numbers(),
                "event", change.event().words(),
                "transports", change.transports().stream().sorted().map(Transport::word).toList(),
                "before", side(change.before()),
                "now", side(change.now()));
    }

    private static Map<String, Object> side(Change.Side side) {
        return object(
                "name", side.name(),
                "description", side.description(),
                "people", side.people(),
                "reference", side.reference(),
                "notes", side.note());
    }

    private static Map<String, Object> lineage(Lineage edge) {
        return object(
                "from", edge.from(),
                "name", edge.name(),
                "relation", edge.relation(),
                "to", edge.to(),
                "other", edge.other(),
                "date", edge.date(),
                "source", edge.source());
    }

    public static Map<String, Object> survey(Survey found) {
        return object(
                "rfc", found.list().rfc(),
                "line", found.line(),
                "date", found.list().date(),
                "host", found.host(),
                "name", found.name(),
                "socket", found.socket(),
                "service", found.service());
    }
}
