package org.posthouse.control;

import module java.base;

import tools.jackson.databind.node.ObjectNode;

/// A server's half of a conversation about [Neighbours]: the question is read, its lines and its
/// last line are made.
record Neighbourhood(JsonLine line, Neighbours neighbours) {
    ObjectNode answer(Fields question) throws IOException, Unreadable {
        switch (question.text("do")) {
            case "hosts" -> neighbours.hosts(fact -> send("fact", NeighbourJson.write(fact)));
            case "aliases" ->
                    neighbours.aliases(alias -> send("alias", NeighbourJson.write(alias)));
            case "forget" -> {
                return Answer.done().put("forgotten", neighbours.forget(question.text("host")));
            }
            case "alias" -> {
                return alias(question);
            }
            default -> {
                return neighbours.unalias(NeighbourJson.name(question.text("alias")))
                        ? Answer.done()
                        : Answer.gone();
            }
        }
        return Answer.done();
    }

    private ObjectNode alias(Fields question) throws IOException, Unreadable {
        Optional<String> name = question.textIf("alias");
        if (name.isPresent()) name = Optional.of(NeighbourJson.name(name.get()));
        Optional<Neighbours.Name> alias =
                neighbours.alias(PathText.read(question.text("path")), name);
        if (alias.isEmpty()) return Answer.gone();
        ObjectNode last = Answer.done();
        last.set("alias", NeighbourJson.write(alias.get()));
        return last;
    }

    private void send(String name, ObjectNode value) throws LineBroken {
        ObjectNode json = Json.object();
        json.set(name, value);
        line.write(json);
    }
}
