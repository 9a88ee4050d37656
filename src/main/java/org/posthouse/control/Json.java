package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Transfer;

import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON as this package writes it: one value a line, ASCII only, so that any character of an
/// address survives any terminal. It is put together by hand: a handful of shapes that are a
/// contract with other people's scripts, and no reflection to pay for when the command starts.
public final class Json {
    static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// One line, without its end.
    static String line(JsonNode value) {
        return MAPPER.writeValueAsString(value);
    }

    /// Reads what must be one JSON object.
    static Fields read(String line) throws Unreadable {
        try {
            JsonNode value = MAPPER.readTree(line);
            if (!value.isObject()) throw new Unreadable("not a JSON object");
            return new Fields(value);
        } catch (JacksonException _) {
            throw new Unreadable("not JSON");
        }
    }

    /// For `--json`: the same shapes that go over the socket.
    public static String line(Entry entry) {
        return line(QueueJson.write(entry));
    }

    public static String line(Letter letter) {
        return line(MailJson.write(letter));
    }

    public static String line(Neighbours.Fact fact) {
        return line(NeighbourJson.write(fact));
    }

    public static String line(Neighbours.Name alias) {
        return line(NeighbourJson.write(alias));
    }

    public static String line(Transfer transfer) {
        return line(TransferJson.write(transfer));
    }

    public static String line(Done done) {
        return line(QueueJson.write(done));
    }

    public static String line(Summary summary) {
        return line(QueueJson.write(summary));
    }

    public static String line(Checked checked) {
        return line(QueueJson.write(checked));
    }
}
