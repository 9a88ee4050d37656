package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Posted;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.Rfc780Path;
import org.posthouse.mail.Rfc785Line;
import org.posthouse.mail.Rfc785Name;

/// What a control file asks for (RFC 785): this text, from this sender, to these recipients.
///
/// @param posted each recipient once, in order
record Order(Rfc785Name text, Posted posted) {
    sealed interface Reading {}

    record Good(Order order) implements Reading {}

    /// @param why a line for each mistake
    record Bad(List<String> why) implements Reading {}

    static Reading read(String file) {
        return new Reader().read(file);
    }

    /// A path in the form of RFC 780 or, as today's programs write it, of RFC 5321.
    static PathReading path(String text) {
        PathReading old = Rfc780Path.read(text);
        return old instanceof PathReading.Understood
                        || !(Rfc5321Path.read(text) instanceof PathReading.Understood today)
                ? old
                : today;
    }

    /// Reads one file.
    private static final class Reader {
        private final List<String> wrong = new ArrayList<>();
        private final List<Rfc785Name> texts = new ArrayList<>();
        private final List<ReversePath> senders = new ArrayList<>();
        private final SequencedMap<MailPath, Request> to = new LinkedHashMap<>();
        private Optional<MailPath> last = Optional.empty();
        private Optional<Reporting> reporting = Optional.empty();

        Reading read(String file) {
            List<String> lines = Rfc785Line.split(file);
            for (int i = 0; i < lines.size(); i++) line(i + 1, lines.get(i));
            if (wrong.isEmpty()) {
                one("FILE:", texts.size());
                one("FROM:", senders.size());
                if (to.isEmpty()) wrong.add("TO: is missing");
            }
            return wrong.isEmpty()
                    ? new Good(new Order(texts.getFirst(), posted()))
                    : new Bad(List.copyOf(wrong));
        }

        private Posted posted() {
            return new Posted(
                    senders.getFirst(),
                    reporting.orElse(Reporting.NONE),
                    to.entrySet().stream()
                            .map(one -> new Posted.To(one.getKey(), one.getValue()))
                            .toList());
        }

        private void one(String name, int times) {
            if (times == 0) wrong.add(name + " is missing");
            if (times > 1) wrong.add(name + " stands there " + times + " times");
        }

        private void line(int number, String line) {
            switch (Rfc785Line.read(line)) {
                case Rfc785Line.Blank() -> {}
                case Rfc785Line.File(var name) -> text(number, name);
                case Rfc785Line.From(var path) -> {
                    if (path.equals("<>")) senders.add(new ReversePath.Null());
                    else path(number, path, it -> senders.add(new ReversePath.Sender(it)));
                }
                case Rfc785Line.To(var path) -> path(number, path, this::recipient);
                case Rfc785Line.Comment comment -> {
                    if (!comment.forPeople()) asked(number, comment.text());
                }
                case Rfc785Line.Unknown() -> wrong(number, Rfc785Line.GRAMMAR);
            }
        }

        private void recipient(MailPath path) {
            to.putIfAbsent(path, Request.NONE);
            last = Optional.of(path);
        }

        private void asked(int number, String line) {
            switch (Asked.read(line)) {
                case Asked.OfMessage(var asked) when to.isEmpty() && reporting.isEmpty() ->
                        reporting = Optional.of(asked);
                case Asked.OfRecipient(var request) when last.isPresent() ->
                        to.put(last.get(), request);
                // What it says of recipients (delivered, held) would be overlooked here.
                case Asked.OfMessage _, Asked.OfRecipient _, Asked.Otherwise _ ->
                        wrong(number, "an export of a queue: \"posthouse spool import\" takes it");
            }
        }

        private void text(int number, String name) {
            Rfc785Name read = Rfc785Name.read(name);
            switch (read) {
                case Rfc785Name.Malformed(var why) -> wrong(number, why);
                case Rfc785Name.Full full when full.generation() == 0 ->
                        wrong(number, "FILE: has no generation number (RFC 785)");
                case Rfc785Name.Full _, Rfc785Name.Plain _ -> texts.add(read);
            }
        }

        private void path(int number, String text, Consumer<MailPath> to) {
            switch (Order.path(text)) {
                case PathReading.Understood(var path) -> to.accept(path);
                case PathReading.Malformed(var why) -> wrong(number, why);
            }
        }

        private void wrong(int number, String why) {
            wrong.add("line " + number + ": " + why);
        }
    }
}
