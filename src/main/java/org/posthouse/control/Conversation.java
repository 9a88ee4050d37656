package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Envelope;
import org.posthouse.mail.Handover;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Posted;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.ReversePath;
import org.posthouse.spool.NoRoom;
import org.posthouse.spool.Registers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

/// A server's half of one control connection: one question, its answer, the end.
///
/// | `do` | besides | answer lines | last line has |
/// |---|---|---|---|
/// | `list` | `filter`, `after`?, `limit` | `entry` | `more`? |
/// | `show` | `id` | `message`, `recipient` … | |
/// | `cat` | `id` | `octets` … | |
/// | `work` | `work`, `reason`?, `ids` or `filter` | `progress` … | `done` |
/// | `flush` | `destination`? | | `destinations` |
/// | `summary`, `check` | | | `summary`, `checked` |
/// | others, of a [Handler] | | | `answer` |
/// | `registers` | | `row` … | |
/// | `keep` | `row` | | `kept` |
/// | `transfers` | | `transfer` … | |
/// | `hosts`, `aliases` | | `fact` …, `alias` … | |
/// | `forget` | `host` | | `forgotten` |
/// | `alias` | `path`, `alias`? | | `alias` |
/// | `unalias` | `alias` | | |
/// | `post` | `from`, `protocol`, `name`, then lines of `to`, `octets`, `end` | `refused`, `why` … | `id` or `trouble`? |
/// | `restore` | `id`?, `from`, `arrival`, `peer`, then lines of `recipient`, `octets`, `end` | | `id` |
///
/// What a sender asks to be told stands beside `from` and `to` ([RequestJson]).
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int LONGEST_LIST = 1_000_000;

    private final JsonLine line;
    private final QueueWork queue;
    private final Map<String, Handler> handlers;

    Conversation(JsonLine line, QueueWork queue, Map<String, Handler> handlers) {
        this.line = line;
        this.queue = queue;
        this.handlers = handlers;
    }

    /// @throws LineBroken when the client is gone
    void run() throws LineBroken {
        ObjectNode last;
        try {
            last = answer(line.read());
        } catch (Unreadable e) {
            last = Answer.refused(e.why());
        }
        line.write(last);
        line.flush();
    }

    private ObjectNode answer(Fields question) throws LineBroken, Unreadable {
        long version = question.number("posthouse");
        if (version != ControlServer.VERSION)
            throw new Unreadable(
                    "this server speaks version " + ControlServer.VERSION + ", not " + version);
        try {
            return switch (question.text("do")) {
                case "list" -> list(question);
                case "show" -> show(question.id("id"));
                case "cat" -> cat(question.id("id"));
                case "work" -> work(question);
                case "flush" -> flush(question.textIf("destination"));
                case "summary" -> done("summary", QueueJson.write(queue.summary()));
                case "check" -> done("checked", QueueJson.write(queue.check()));
                case "restore" -> restore(question);
                case "post" -> post(question);
                case "registers" -> registers();
                case "keep" -> keep(RowJson.read(question.object("row")));
                case "transfers" -> transfers();
                case "hosts", "forget", "aliases", "alias", "unalias" ->
                        new Neighbourhood(line, queue.neighbours()).answer(question);
                case String other -> other(other);
            };
        } catch (LineBroken e) {
            throw e;
        } catch (NoRoom _) {
            return Answer.failed("the disk has no more than its reserve left");
        } catch (IOException e) {
            LOG.warn("control: the store failed", e);
            return Answer.failed("the store failed; the log says why");
        }
    }

    private static ObjectNode done(String name, ObjectNode result) {
        ObjectNode last = Answer.done();
        last.set(name, result);
        return last;
    }

    private ObjectNode list(Fields question) throws IOException, Unreadable {
        Filter filter = QueueJson.readFilter(question.object("filter"));
        Optional<MessageId> after = question.idIf("after");
        int limit = Math.clamp(question.number("limit"), 1, LONGEST_LIST);
        Optional<MessageId> more =
                queue.list(filter, after, limit, entry -> send("entry", QueueJson.write(entry)));
        ObjectNode last = Answer.done();
        more.ifPresent(id -> last.put("more", id.toString()));
        return last;
    }

    private ObjectNode show(MessageId id) throws IOException {
        Optional<Letter> letter = queue.show(id);
        if (letter.isEmpty()) return Answer.gone();
        send("message", MailJson.write(letter.get().message()));
        for (Recipient recipient : letter.get().recipients())
            send("recipient", MailJson.write(recipient));
        return Answer.done();
    }

    private ObjectNode cat(MessageId id) throws IOException {
        try (OutputStream octets = line.octets()) {
            if (!queue.cat(id, octets)) return Answer.gone();
        }
        return Answer.done();
    }

    private ObjectNode work(Fields question) throws IOException, Unreadable {
        Done done =
                queue.work(
                        QueueJson.readWork(question),
                        QueueJson.readSelection(question),
                        soFar -> {
                            send("progress", QueueJson.write(soFar));
                            line.flush();
                        });
        return done("done", QueueJson.write(done));
    }

    private ObjectNode flush(Optional<String> destination) throws IOException {
        return Answer.done().put("destinations", queue.flush(destination));
    }

    private ObjectNode restore(Fields question) throws IOException, Unreadable {
        Optional<MessageId> wanted = question.idIf("id");
        var from = PathText.readReverse(question.text("from"));
        var reporting = RequestJson.readReporting(question);
        var origin = MailJson.readOrigin(question);
        var recipients = new ArrayList<Recipient>();
        Fields next = line.read();
        while (next.find("recipient").isPresent()) {
            recipients.add(MailJson.readRecipient(next.object("recipient")));
            next = line.read();
        }
        try (var octets = new Incoming(line, next)) {
            MessageId id =
                    queue.restore(wanted, envelope(from, reporting, recipients), origin, octets);
            return Answer.done().put("id", id.toString());
        } catch (Incoming.Garbled e) {
            throw e.why();
        }
    }

    private ObjectNode registers() throws IOException {
        queue.registers((register, row) -> send("row", RowJson.write(register, row)));
        return Answer.done();
    }

    private ObjectNode transfers() throws IOException {
        queue.transfers(transfer -> send("transfer", TransferJson.write(transfer)));
        return Answer.done();
    }

    private ObjectNode keep(Registers.Add row) throws IOException {
        return Answer.done().put("kept", queue.keep(row) ? 1 : 0);
    }

    private ObjectNode post(Fields question) throws IOException, Unreadable {
        var peer = HandoverJson.readPeer(question);
        var from = PathText.readReverse(question.text("from"));
        var reporting = RequestJson.readReporting(question);
        var to = new ArrayList<Posted.To>();
        Fields next = line.read();
        while (next.find("to").isPresent()) {
            to.add(HandoverJson.readTo(next));
            next = line.read();
        }
        if (to.isEmpty()) throw new Unreadable("no recipient");
        try (var octets = new Incoming(line, next)) {
            var result = queue.post(new Handover(peer, new Posted(from, reporting, to)), octets);
            for (ObjectNode refused : HandoverJson.refused(result)) line.write(refused);
            return HandoverJson.last(result);
        } catch (Incoming.Garbled e) {
            throw e.why();
        }
    }

    private static Envelope envelope(
            ReversePath from, Reporting reporting, List<Recipient> recipients) throws Unreadable {
        if (recipients.stream().noneMatch(recipient -> recipient.state().open()))
            throw new Unreadable("no recipient waits or is held");
        try {
            return new Envelope(from, reporting, recipients);
        } catch (IllegalArgumentException _) {
            throw new Unreadable("the recipients are not numbered from 0 without gaps");
        }
    }

    private ObjectNode other(String name) throws IOException, Unreadable {
        Handler handler = handlers.get(name);
        if (handler == null) throw new Unreadable("\"" + name + "\" is no question");
        return done("answer", Json.MAPPER.valueToTree(handler.answer()));
    }

    private void send(String name, ObjectNode value) throws LineBroken {
        ObjectNode json = Json.object();
        json.set(name, value);
        line.write(json);
    }
}
