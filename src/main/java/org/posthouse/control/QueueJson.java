package org.posthouse.control;

import module java.base;

import org.posthouse.control.Done.Undone;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.MessageId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Questions to the queue and their answers as JSON, and back.
final class QueueJson {
    private QueueJson() {}

    static ObjectNode write(Filter filter) {
        ObjectNode json = Json.object();
        filter.destination().ifPresent(value -> json.put("destination", value));
        filter.sender().ifPresent(value -> json.put("sender", value));
        filter.recipient().ifPresent(value -> json.put("recipient", value));
        filter.state().ifPresent(value -> json.put("state", value.word()));
        filter.before().ifPresent(value -> json.put("before", value.toString()));
        return json;
    }

    /// Refuses what it does not know: a misspelt condition would otherwise mean everything.
    static Filter readFilter(Fields json) throws Unreadable {
        for (String name : json.object().propertyNames()) {
            if (!Set.of("destination", "sender", "recipient", "state", "before").contains(name))
                throw new Unreadable("\"" + name + "\" is no condition of a filter");
        }
        Optional<String> state = json.textIf("state");
        Optional<Filter.Open> open = state.flatMap(Filter.Open::parse);
        if (state.isPresent() && open.isEmpty())
            throw new Unreadable("\"state\" is waiting or held");
        var filter =
                new Filter(
                        json.textIf("destination"),
                        json.textIf("sender"),
                        json.textIf("recipient"),
                        open,
                        json.instantIf("before"));
        Optional<String> mistake = filter.mistake();
        if (mistake.isPresent()) throw new Unreadable(mistake.get());
        return filter;
    }

    static void write(Selection which, ObjectNode json) {
        switch (which) {
            case Selection.Ids(var ids) -> {
                var array = json.putArray("ids");
                ids.forEach(id -> array.add(id.toString()));
            }
            case Selection.Matching(var filter) -> json.set("filter", write(filter));
        }
    }

    static Selection readSelection(Fields json) throws Unreadable {
        return json.find("ids").isPresent()
                ? new Selection.Ids(json.ids("ids"))
                : new Selection.Matching(readFilter(json.object("filter")));
    }

    static void write(Work what, ObjectNode json) {
        switch (what) {
            case Work.Retry() -> json.put("work", "retry");
            case Work.Hold(var reason) -> json.put("work", "hold").put("reason", reason);
            case Work.Release() -> json.put("work", "release");
            case Work.Delete() -> json.put("work", "delete");
            case Work.Bounce(var reason) -> json.put("work", "bounce").put("reason", reason);
        }
    }

    static Work readWork(Fields json) throws Unreadable {
        String word = json.text("work");
        return switch (word) {
            case "retry" -> new Work.Retry();
            case "hold" -> new Work.Hold(json.text("reason"));
            case "release" -> new Work.Release();
            case "delete" -> new Work.Delete();
            case "bounce" -> new Work.Bounce(json.text("reason"));
            default -> throw new Unreadable("\"work\" is not known: " + word);
        };
    }

    static ObjectNode write(Done done) {
        ObjectNode json =
                Json.object()
                        .put("messages", done.messages())
                        .put("recipients", done.recipients())
                        .put("left", done.left());
        var undone = json.putArray("undone");
        for (Undone one : done.undone())
            undone.addObject().put("id", one.id().toString()).put("why", one.why().word());
        return json;
    }

    static Done readDone(Fields json) throws Unreadable {
        var undone = new ArrayList<Undone>();
        for (Fields one : json.objects("undone")) {
            String why = one.text("why");
            undone.add(
                    new Undone(
                            one.id("id"),
                            Done.Why.parse(why)
                                    .orElseThrow(
                                            () -> new Unreadable("\"why\" is not known: " + why))));
        }
        return new Done(
                json.number("messages"), json.number("recipients"), json.number("left"), undone);
    }

    static ObjectNode write(Entry entry) {
        ObjectNode json =
                Json.object()
                        .put("id", entry.id().toString())
                        .put("arrival", entry.arrival().toString())
                        .put("from", PathText.write(entry.from()))
                        .put("size", entry.size())
                        .put("waiting", entry.count().waiting())
                        .put("held", entry.count().held())
                        .put("delivered", entry.count().delivered())
                        .put("failed", entry.count().failed())
                        .put("attempts", entry.attempts());
        entry.next().ifPresent(at -> json.put("next", at.toString()));
        var to = json.putArray("to");
        entry.to().forEach(path -> to.add(PathText.write(path)));
        return json.put("reason", entry.reason());
    }

    static Entry readEntry(Fields json) throws Unreadable {
        var to = new ArrayList<MailPath>();
        for (String path : json.texts("to")) to.add(PathText.read(path));
        return new Entry(
                json.id("id"),
                json.instant("arrival"),
                PathText.readReverse(json.text("from")),
                json.number("size"),
                new Entry.Count(
                        json.small("waiting"),
                        json.small("held"),
                        json.small("delivered"),
                        json.small("failed")),
                json.small("attempts"),
                json.instantIf("next"),
                to,
                json.text("reason"));
    }

    static ObjectNode write(Summary summary) {
        ObjectNode json = Json.object();
        switch (summary.coverage()) {
            case Summary.Whole(var messages) -> json.put("messages", messages);
            case Summary.Sample(var messages) -> json.put("first", messages);
        }
        var rows = json.putArray("destinations");
        for (Summary.Row row : summary.rows()) {
            ObjectNode one =
                    rows.addObject()
                            .put("destination", row.destination())
                            .put("waiting", row.waiting())
                            .put("held", row.held())
                            .put("oldest", row.oldest().toString());
            row.next().ifPresent(at -> one.put("next", at.toString()));
        }
        return json;
    }

    static Summary readSummary(Fields json) throws Unreadable {
        var rows = new ArrayList<Summary.Row>();
        for (Fields row : json.objects("destinations")) {
            rows.add(
                    new Summary.Row(
                            row.text("destination"),
                            row.number("waiting"),
                            row.number("held"),
                            row.instant("oldest"),
                            row.instantIf("next")));
        }
        return new Summary(
                rows,
                json.find("first").isPresent()
                        ? new Summary.Sample(json.number("first"))
                        : new Summary.Whole(json.number("messages")));
    }

    static ObjectNode write(Checked checked) {
        ObjectNode json = Json.object().put("messages", checked.messages());
        var findings = json.putArray("findings");
        checked.findings().forEach(findings::add);
        return json;
    }

    static Checked readChecked(Fields json) throws Unreadable {
        return new Checked(json.texts("findings"), json.number("messages"));
    }

    static JsonNode id(MessageId id) {
        return Json.object().put("id", id.toString());
    }
}
