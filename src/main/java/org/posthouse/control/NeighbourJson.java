package org.posthouse.control;

import module java.base;

import org.posthouse.control.Neighbours.Fact;
import org.posthouse.control.Neighbours.Name;

import tools.jackson.databind.node.ObjectNode;

/// What was learnt of hosts, and aliases, as JSON, and back.
final class NeighbourJson {
    private NeighbourJson() {}

    static ObjectNode write(Fact fact) {
        return Json.object()
                .put("host", fact.host())
                .put("what", fact.what())
                .put("value", fact.value())
                .put("confirmed", fact.confirmed().toString());
    }

    static Fact readFact(Fields json) throws Unreadable {
        return new Fact(
                json.text("host"),
                json.text("what"),
                json.text("value"),
                json.instant("confirmed"));
    }

    static ObjectNode write(Name alias) {
        return Json.object()
                .put("alias", alias.alias())
                .put("path", PathText.write(alias.path()))
                .put("made", alias.made().toString())
                .put("used", alias.used().toString());
    }

    static Name readAlias(Fields json) throws Unreadable {
        return new Name(
                name(json.text("alias")),
                PathText.read(json.text("path")),
                json.instant("made"),
                json.instant("used"));
    }

    static String name(String text) throws Unreadable {
        return Name.parse(text)
                .orElseThrow(() -> new Unreadable("an alias is u and a number, such as u17"));
    }
}
