package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Handover;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Posted;
import org.posthouse.mail.Verdict;

import tools.jackson.databind.node.ObjectNode;

/// A message handed in over the control socket, and what came of it, as JSON.
final class HandoverJson {
    private HandoverJson() {}

    static ObjectNode write(Handover message, ObjectNode question) {
        RequestJson.write(message.posted().reporting(), question);
        return question.put("from", PathText.write(message.from()))
                .put("protocol", message.peer().protocol())
                .put("name", message.peer().name());
    }

    static ObjectNode write(Posted.To to) {
        ObjectNode json = Json.object().put("to", PathText.write(to.path()));
        RequestJson.write(to.request(), json);
        return json;
    }

    static Posted.To readTo(Fields line) throws Unreadable {
        return new Posted.To(PathText.read(line.text("to")), RequestJson.readRequest(line));
    }

    /// Whoever may speak at the socket is of this machine, and believed who he is.
    static Peer readPeer(Fields question) throws Unreadable {
        String protocol = question.text("protocol");
        if (!protocol.matches("[A-Z]{1,20}"))
            throw new Unreadable("\"protocol\" is no protocol's name");
        return new Peer(InetAddress.getLoopbackAddress(), protocol, question.text("name"));
    }

    static List<ObjectNode> refused(Handover.Result result) {
        return switch (result) {
            case Handover.Refused(var whom) ->
                    whom.entrySet().stream()
                            .map(
                                    one ->
                                            Json.object()
                                                    .put("refused", PathText.write(one.getKey()))
                                                    .put("why", one.getValue().name()))
                            .toList();
            case Handover.Taken _, Handover.Failed _ -> List.of();
        };
    }

    static void readRefused(Fields line, Map<MailPath, Verdict.Trouble> to) throws Unreadable {
        to.put(PathText.read(line.text("refused")), trouble(line.text("why")));
    }

    static ObjectNode last(Handover.Result result) {
        return switch (result) {
            case Handover.Taken(var id) -> Answer.done().put("id", id.toString());
            case Handover.Refused _ -> Answer.done();
            case Handover.Failed(var why) -> Answer.done().put("trouble", why.name());
        };
    }

    static Handover.Result readLast(Fields last, SequencedMap<MailPath, Verdict.Trouble> refused)
            throws Unreadable {
        if (!refused.isEmpty()) return new Handover.Refused(refused);
        Optional<String> trouble = last.textIf("trouble");
        return trouble.isPresent()
                ? new Handover.Failed(trouble(trouble.get()))
                : new Handover.Taken(last.id("id"));
    }

    private static Verdict.Trouble trouble(String name) throws Unreadable {
        for (Verdict.Trouble trouble : Verdict.Trouble.values()) {
            if (trouble.name().equals(name)) return trouble;
        }
        throw new Unreadable("\"" + name + "\" is no trouble known here");
    }
}
