package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Message;
import org.posthouse.mail.Notify;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.State;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;

/// Where a message came from, what its sender has asked for and how far a recipient has come, as
/// comments of a control file.
final class StateLines {
    private StateLines() {}

    static Comment origin(Message.Origin origin) {
        return Comment.of("origin")
                .with("arrival", origin.arrival())
                .with("address", MailJson.address(origin.peer().address()))
                .with("protocol", origin.peer().protocol())
                .with("name", origin.peer().name());
    }

    static Message.Origin origin(Comment line) throws Unreadable {
        Instant arrival = instant(line.take("arrival"));
        var peer =
                new Peer(
                        MailJson.readAddress(line.take("address")),
                        line.take("protocol"),
                        line.take("name"));
        line.nothingElse();
        return new Message.Origin(peer, arrival);
    }

    static List<Comment> write(Reporting reporting) {
        var lines = new ArrayList<Comment>();
        Comment notices = Comment.of("notices");
        reporting.ret().ifPresent(ret -> notices.with("ret", ret));
        reporting.envid().ifPresent(envid -> notices.with("envid", envid.encoded()));
        if (!notices.values().isEmpty()) lines.add(notices);
        for (MailPath path : reporting.acknowledgeTo())
            lines.add(Comment.of("acknowledge").with("to", PathText.write(path)));
        return lines;
    }

    static Reporting notices(Comment line) throws Unreadable {
        Optional<String> ret = line.takeIf("ret");
        Optional<String> envid = line.takeIf("envid");
        line.nothingElse();
        return new Reporting(
                ret.isPresent() ? Optional.of(RequestJson.ret(ret.get())) : Optional.empty(),
                envid.isPresent() ? Optional.of(RequestJson.xtext(envid.get())) : Optional.empty(),
                List.of());
    }

    static MailPath acknowledge(Comment line) throws Unreadable {
        MailPath path = PathText.read(line.take("to"));
        line.nothingElse();
        return path;
    }

    static Optional<Comment> write(Request request) {
        Comment line = Comment.of("request");
        request.wanted().written().ifPresent(value -> line.with("notify", value));
        request.original().ifPresent(one -> line.with("orcpt", one.written()));
        return line.values().isEmpty() ? Optional.empty() : Optional.of(line);
    }

    static Request request(Comment line) throws Unreadable {
        Optional<String> wanted = line.takeIf("notify");
        Optional<String> original = line.takeIf("orcpt");
        line.nothingElse();
        return new Request(
                wanted.isPresent() ? RequestJson.wanted(wanted.get()) : new Notify.Unsaid(),
                original.isPresent()
                        ? Optional.of(RequestJson.original(original.get()))
                        : Optional.empty());
    }

    static List<Comment> write(State state) {
        return switch (state) {
            case Waiting waiting -> waiting(waiting);
            case Held(var reason, var before) -> {
                var lines = new ArrayList<Comment>();
                lines.add(Comment.of("held").with("reason", reason));
                lines.addAll(waiting(before));
                yield lines;
            }
            case Delivered(var at, var remote, var reply) ->
                    List.of(
                            Comment.of("delivered")
                                    .with("at", at)
                                    .with("remote", remote)
                                    .with("reply", reply));
            case Failed(var at, var why) ->
                    List.of(diagnosis(why, Comment.of("failed").with("at", at)));
        };
    }

    private static List<Comment> waiting(Waiting waiting) {
        Comment line =
                Comment.of("waiting")
                        .with("attempts", waiting.attempts())
                        .with("next", waiting.next());
        waiting.warned().ifPresent(at -> line.with("warned", at));
        return waiting.last().isPresent()
                ? List.of(line, diagnosis(waiting.last().get(), Comment.of("last")))
                : List.of(line);
    }

    private static Comment diagnosis(Diagnosis why, Comment line) {
        return line.with("status", why.status())
                .with("remote", why.remote())
                .with("reply", why.reply());
    }

    /// @param lines those after one `TO:`
    /// @param now when a recipient that nothing is said of is due
    static State read(List<Comment> lines, Instant now) throws Unreadable {
        if (lines.isEmpty()) return Waiting.fresh(now);
        Comment first = lines.getFirst();
        List<Comment> rest = lines.subList(1, lines.size());
        State state =
                switch (first.word()) {
                    case "waiting" -> readWaiting(lines);
                    case "held" -> {
                        String reason = first.take("reason");
                        first.nothingElse();
                        yield new Held(
                                reason, rest.isEmpty() ? Waiting.fresh(now) : readWaiting(rest));
                    }
                    case "delivered" ->
                            new Delivered(
                                    instant(first.take("at")),
                                    first.take("remote"),
                                    first.take("reply"));
                    case "failed" -> new Failed(instant(first.take("at")), readDiagnosis(first));
                    default ->
                            throw new Unreadable(
                                    "a recipient is waiting, held, delivered or failed, not \""
                                            + first.word()
                                            + "\"");
                };
        first.nothingElse();
        if (!state.open() && !rest.isEmpty())
            throw new Unreadable("nothing follows \"" + first.word() + "\"");
        return state;
    }

    private static Waiting readWaiting(List<Comment> lines) throws Unreadable {
        Comment first = lines.getFirst();
        if (!first.word().equals("waiting"))
            throw new Unreadable("\"waiting\" is expected, not \"" + first.word() + "\"");
        int attempts = count(first.take("attempts"));
        Instant next = instant(first.take("next"));
        Optional<String> warned = first.takeIf("warned");
        first.nothingElse();
        Optional<Instant> when =
                warned.isPresent() ? Optional.of(instant(warned.get())) : Optional.empty();
        if (lines.size() == 1) return new Waiting(attempts, next, when, Optional.empty());
        Comment last = lines.get(1);
        if (lines.size() > 2 || !last.word().equals("last"))
            throw new Unreadable("after \"waiting\" there is at most one \"last\"");
        Diagnosis why = readDiagnosis(last);
        last.nothingElse();
        return new Waiting(attempts, next, when, Optional.of(why));
    }

    private static Diagnosis readDiagnosis(Comment line) throws Unreadable {
        return MailJson.diagnosis(line.take("status"), line.take("remote"), line.take("reply"));
    }

    private static int count(String text) throws Unreadable {
        if (!text.matches("\\d{1,9}")) throw new Unreadable("\"" + text + "\" is no number");
        return Integer.parseInt(text);
    }

    private static Instant instant(String text) throws Unreadable {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new Unreadable(
                    "\"" + text + "\" is not a time such as 2026-11-21T12:00:00Z (ISO 8601)");
        }
    }
}
