package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.State;
import org.posthouse.mail.Recipient.Waiting;

import tools.jackson.databind.node.ObjectNode;

/// Messages and recipients as JSON, and back without loss.
final class MailJson {
    private MailJson() {}

    static ObjectNode write(Letter letter) {
        ObjectNode json = write(letter.message());
        var recipients = json.putArray("recipients");
        letter.recipients().forEach(recipient -> recipients.add(write(recipient)));
        return json;
    }

    static ObjectNode write(Message message) {
        Measure measure = message.content().measure();
        ObjectNode json =
                Json.object()
                        .put("id", message.id().toString())
                        .put("from", PathText.write(message.from()));
        write(message.origin(), json);
        RequestJson.write(message.reporting(), json);
        json.put("count", message.recipients());
        json.putObject("content")
                .put("size", measure.size())
                .put("longest-line", measure.longestLine())
                .put("width", measure.width().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("hops", measure.hops());
        return json;
    }

    static void write(Message.Origin origin, ObjectNode json) {
        json.put("arrival", origin.arrival().toString());
        json.putObject("peer")
                .put("address", address(origin.peer().address()))
                .put("protocol", origin.peer().protocol())
                .put("name", origin.peer().name());
    }

    /// Without the zone, which names an interface of the machine that saw it.
    static String address(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /// @param content where the octets are to be had
    static Message readMessage(Fields json, Supplier<InputStream> content) throws Unreadable {
        return new Message(
                json.id("id"),
                PathText.readReverse(json.text("from")),
                RequestJson.readReporting(json),
                readOrigin(json),
                json.small("count"),
                new Elsewhere(readMeasure(json.object("content")), content));
    }

    /// A content that is read from afar.
    private record Elsewhere(Measure measure, Supplier<InputStream> octets) implements Content {
        @Override
        public InputStream open() throws IOException {
            try {
                return octets.get();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    static Message.Origin readOrigin(Fields json) throws Unreadable {
        Fields peer = json.object("peer");
        return new Message.Origin(
                new Peer(
                        readAddress(peer.text("address")),
                        peer.text("protocol"),
                        peer.text("name")),
                json.instant("arrival"));
    }

    static InetAddress readAddress(String text) throws Unreadable {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw new Unreadable("\"" + text + "\" is not an IP address");
        }
    }

    private static Measure readMeasure(Fields json) throws Unreadable {
        String width = json.text("width");
        Measure.Width known =
                Stream.of(Measure.Width.values())
                        .filter(w -> w.name().replace('_', '-').equalsIgnoreCase(width))
                        .findFirst()
                        .orElseThrow(() -> new Unreadable("\"width\" is not known: " + width));
        return new Measure(
                json.number("size"), json.small("longest-line"), known, json.small("hops"));
    }

    static ObjectNode write(Recipient recipient) {
        ObjectNode json =
                Json.object()
                        .put("number", recipient.number())
                        .put("path", PathText.write(recipient.path()));
        RequestJson.write(recipient.request(), json);
        switch (recipient.state()) {
            case Waiting waiting -> write(waiting, json.put("state", "waiting"));
            case Held(var reason, var before) ->
                    write(before, json.put("state", "held").put("reason", reason));
            case Delivered(var at, var remote, var reply) ->
                    json.put("state", "delivered")
                            .put("at", at.toString())
                            .put("remote", remote)
                            .put("reply", reply);
            case Failed(var at, var why) -> {
                json.put("state", "failed").put("at", at.toString());
                json.set("why", write(why));
            }
        }
        return json;
    }

    private static void write(Waiting waiting, ObjectNode json) {
        json.put("attempts", waiting.attempts()).put("next", waiting.next().toString());
        waiting.warned().ifPresent(at -> json.put("warned", at.toString()));
        waiting.last().ifPresent(why -> json.set("last", write(why)));
    }

    private static ObjectNode write(Diagnosis why) {
        return Json.object()
                .put("status", why.status())
                .put("remote", why.remote())
                .put("reply", why.reply());
    }

    static Recipient readRecipient(Fields json) throws Unreadable {
        return new Recipient(
                json.small("number"),
                PathText.read(json.text("path")),
                RequestJson.readRequest(json),
                readState(json));
    }

    private static State readState(Fields json) throws Unreadable {
        String state = json.text("state");
        return switch (state) {
            case "waiting" -> readWaiting(json);
            case "held" -> new Held(json.text("reason"), readWaiting(json));
            case "delivered" ->
                    new Delivered(json.instant("at"), json.text("remote"), json.text("reply"));
            case "failed" -> new Failed(json.instant("at"), readDiagnosis(json.object("why")));
            default -> throw new Unreadable("\"state\" is not known: " + state);
        };
    }

    private static Waiting readWaiting(Fields json) throws Unreadable {
        return new Waiting(
                json.small("attempts"),
                json.instant("next"),
                json.instantIf("warned"),
                json.find("last").isPresent()
                        ? Optional.of(readDiagnosis(json.object("last")))
                        : Optional.empty());
    }

    private static Diagnosis readDiagnosis(Fields json) throws Unreadable {
        return diagnosis(json.text("status"), json.text("remote"), json.text("reply"));
    }

    static Diagnosis diagnosis(String status, String remote, String reply) throws Unreadable {
        try {
            return new Diagnosis(status, remote, reply);
        } catch (IllegalArgumentException _) {
            throw new Unreadable("\"" + status + "\" is no status such as 4.4.1");
        }
    }
}
