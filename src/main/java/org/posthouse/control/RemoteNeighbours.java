package org.posthouse.control;

import module java.base;

import org.posthouse.mail.MailPath;

import tools.jackson.databind.node.ObjectNode;

/// [Neighbours] of a running server, over its control socket.
record RemoteNeighbours(RemoteQueue server) implements Neighbours {
    @Override
    public void hosts(Sink<Fact> to) throws IOException {
        var _ =
                server.ask(
                        RemoteQueue.question("hosts"),
                        line -> to.take(NeighbourJson.readFact(line.object("fact"))));
    }

    @Override
    public long forget(String host) throws IOException {
        ObjectNode question = RemoteQueue.question("forget").put("host", host);
        Fields last = server.ask(question, RemoteQueue::surprise);
        return RemoteQueue.understood(() -> last.number("forgotten"));
    }

    @Override
    public void aliases(Sink<Name> to) throws IOException {
        var _ =
                server.ask(
                        RemoteQueue.question("aliases"),
                        line -> to.take(NeighbourJson.readAlias(line.object("alias"))));
    }

    @Override
    public Optional<Name> alias(MailPath path, Optional<String> name) throws IOException {
        ObjectNode question = RemoteQueue.question("alias").put("path", PathText.write(path));
        name.ifPresent(wanted -> question.put("alias", wanted));
        Fields last = server.ask(question, RemoteQueue::surprise);
        return RemoteQueue.understood(
                () ->
                        Answer.found(last)
                                ? Optional.of(NeighbourJson.readAlias(last.object("alias")))
                                : Optional.empty());
    }

    @Override
    public boolean unalias(String name) throws IOException {
        ObjectNode question = RemoteQueue.question("unalias").put("alias", name);
        Fields last = server.ask(question, RemoteQueue::surprise);
        return RemoteQueue.understood(() -> Answer.found(last));
    }
}
