package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Envelope;
import org.posthouse.mail.Handover;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Posted;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Transfer;
import org.posthouse.mail.Verdict;
import org.posthouse.spool.Registers;

import tools.jackson.databind.node.ObjectNode;

/// Work on the queue of a running server, over its control socket; each question on a connection of
/// its own. A client of [ControlServer].
public final class RemoteQueue implements QueueWork {
    private static final int AT_ONCE = 1_000; // ids in one question, far below a line's limit

    private final Path socket;

    private RemoteQueue(Path socket) {
        this.socket = socket;
    }

    /// The server of a data directory, when it answers.
    ///
    /// @throws IOException when it cannot be told, mostly because the socket is another user's
    public static Optional<RemoteQueue> reach(Path data) throws IOException {
        Optional<Path> socket = SocketPlace.find(data);
        return socket.isPresent() && SocketPlace.answers(socket.get())
                ? Optional.of(new RemoteQueue(socket.get()))
                : Optional.empty();
    }

    @Override
    public Optional<MessageId> list(
            Filter filter, Optional<MessageId> after, int limit, Sink<Entry> to)
            throws IOException {
        ObjectNode question = question("list").put("limit", limit);
        question.set("filter", QueueJson.write(filter));
        after.ifPresent(id -> question.put("after", id.toString()));
        Fields last = ask(question, line -> to.take(QueueJson.readEntry(line.object("entry"))));
        return understood(() -> last.idIf("more"));
    }

    @Override
    public Optional<Letter> show(MessageId id) throws IOException {
        var messages = new ArrayList<Message>();
        var recipients = new ArrayList<Recipient>();
        Fields last =
                ask(
                        question("show").put("id", id.toString()),
                        line -> {
                            if (line.find("message").isPresent())
                                messages.add(
                                        MailJson.readMessage(
                                                line.object("message"), () -> open(id)));
                            else recipients.add(MailJson.readRecipient(line.object("recipient")));
                        });
        return understood(() -> Answer.found(last))
                ? Optional.of(new Letter(messages.getFirst(), recipients))
                : Optional.empty();
    }

    private InputStream open(MessageId id) {
        try {
            var line = connect();
            line.write(question("cat").put("id", id.toString()));
            return new Arriving(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean cat(MessageId id, OutputStream to) throws IOException {
        Fields last =
                ask(
                        question("cat").put("id", id.toString()),
                        line ->
                                to.write(
                                        JsonLine.octets(line)
                                                .orElseThrow(() -> new Unreadable("no octets"))));
        return understood(() -> Answer.found(last));
    }

    @Override
    public Done work(Work what, Selection which, Sink<Done> progress) throws IOException {
        return switch (which) {
            case Selection.Matching _ -> workAtOnce(what, which, progress);
            case Selection.Ids(var ids) -> {
                Done done = Done.NOTHING;
                for (int i = 0; i < ids.size(); i += AT_ONCE) {
                    List<MessageId> some = ids.subList(i, Math.min(ids.size(), i + AT_ONCE));
                    Done before = done;
                    done =
                            done.and(
                                    workAtOnce(
                                            what,
                                            new Selection.Ids(some),
                                            soFar -> progress.take(before.and(soFar))));
                }
                yield done;
            }
        };
    }

    private Done workAtOnce(Work what, Selection which, Sink<Done> progress) throws IOException {
        ObjectNode question = question("work");
        QueueJson.write(what, question);
        QueueJson.write(which, question);
        Fields last =
                ask(question, line -> progress.take(QueueJson.readDone(line.object("progress"))));
        return understood(() -> QueueJson.readDone(last.object("done")));
    }

    @Override
    public long flush(Optional<String> destination) throws IOException {
        ObjectNode question = question("flush");
        destination.ifPresent(host -> question.put("destination", host));
        Fields last = ask(question, RemoteQueue::surprise);
        return understood(() -> last.number("destinations"));
    }

    @Override
    public Summary summary() throws IOException {
        Fields last = ask(question("summary"), RemoteQueue::surprise);
        return understood(() -> QueueJson.readSummary(last.object("summary")));
    }

    @Override
    public Checked check() throws IOException {
        Fields last = ask(question("check"), RemoteQueue::surprise);
        return understood(() -> QueueJson.readChecked(last.object("checked")));
    }

    @Override
    public MessageId restore(
            Optional<MessageId> wanted,
            Envelope envelope,
            Message.Origin origin,
            InputStream content)
            throws IOException {
        ObjectNode question = question("restore").put("from", PathText.write(envelope.from()));
        wanted.ifPresent(id -> question.put("id", id.toString()));
        MailJson.write(origin, question);
        RequestJson.write(envelope.reporting(), question);
        var lines = new ArrayList<>(List.of(question));
        for (Recipient recipient : envelope.recipients()) {
            ObjectNode json = Json.object();
            json.set("recipient", MailJson.write(recipient));
            lines.add(json);
        }
        try (var line = connect()) {
            send(line, lines, content);
            Fields last = answer(line, RemoteQueue::surprise);
            return understood(() -> last.id("id"));
        }
    }

    @Override
    public Handover.Result post(Handover message, InputStream content) throws IOException {
        var lines = new ArrayList<ObjectNode>();
        lines.add(HandoverJson.write(message, question("post")));
        for (Posted.To to : message.posted().to()) lines.add(HandoverJson.write(to));
        var refused = new LinkedHashMap<MailPath, Verdict.Trouble>();
        try (var line = connect()) {
            send(line, lines, content);
            Fields last = answer(line, each -> HandoverJson.readRefused(each, refused));
            return understood(() -> HandoverJson.readLast(last, refused));
        }
    }

    /// A server that will not have it says so and hangs up, so a line that breaks is no reason yet
    /// to give up: the answer says why.
    private static void send(JsonLine line, List<ObjectNode> lines, InputStream content)
            throws IOException {
        try {
            for (ObjectNode one : lines) line.write(one);
            OutputStream octets = line.octets();
            content.transferTo(octets);
            octets.flush();
            line.writeEnd();
            line.flush();
        } catch (LineBroken _) {
            line.forget();
        }
    }

    @Override
    public void transfers(Sink<Transfer> to) throws IOException {
        var _ =
                ask(
                        question("transfers"),
                        line -> to.take(TransferJson.read(line.object("transfer"))));
    }

    @Override
    public Neighbours neighbours() {
        return new RemoteNeighbours(this);
    }

    @Override
    public void registers(Rows to) throws IOException {
        var _ =
                ask(
                        question("registers"),
                        line -> {
                            Registers.Add found = RowJson.read(line.object("row"));
                            to.take(found.register(), found.row());
                        });
    }

    @Override
    public boolean keep(Registers.Add row) throws IOException {
        ObjectNode question = question("keep");
        question.set("row", RowJson.write(row.register(), row.row()));
        Fields last = ask(question, RemoteQueue::surprise);
        return understood(() -> last.number("kept")) > 0;
    }

    /// A question that a [Handler] answers.
    ///
    /// @return its line of JSON
    public String other(String name) throws IOException {
        Fields last = ask(question(name), RemoteQueue::surprise);
        return understood(() -> Json.line(last.object("answer").object()));
    }

    static ObjectNode question(String name) {
        return Json.object().put("posthouse", ControlServer.VERSION).put("do", name);
    }

    private JsonLine connect() throws IOException {
        return JsonLine.client(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    interface Reader {
        void take(Fields line) throws IOException, Unreadable;
    }

    interface Reading<T> {
        T read() throws IOException, Unreadable;
    }

    @SuppressWarnings("DoNotCallSuggester") // it is called where nothing should be there
    static void surprise(Fields line) throws Unreadable {
        throw new Unreadable("an answer in more lines than expected: " + Json.line(line.object()));
    }

    /// @return the last line, which is `done` or `gone`
    Fields ask(ObjectNode question, Reader each) throws IOException {
        try (var line = connect()) {
            line.write(question);
            return answer(line, each);
        }
    }

    private static Fields answer(JsonLine line, Reader each) throws IOException {
        return understood(
                () -> {
                    Fields next = line.read();
                    while (!Answer.isLast(next)) {
                        each.take(next);
                        next = line.read();
                    }
                    var _ = Answer.found(next);
                    return next;
                });
    }

    static <T> T understood(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (Unreadable e) {
            throw new IOException("the server's answer is not understood: " + e.why());
        }
    }

    /// Nothing is kept open between two questions.
    @Override
    public void close() {}
}
