package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Transfer;

import tools.jackson.databind.node.ObjectNode;

/// A transfer under way as JSON, and back.
final class TransferJson {
    private TransferJson() {}

    static ObjectNode write(Transfer transfer) {
        return Json.object()
                .put("protocol", transfer.protocol())
                .put("role", word(transfer.role()))
                .put("peer", transfer.peer())
                .put("service", transfer.service())
                .put("user", transfer.user())
                .put("direction", word(transfer.direction()))
                .put("name", transfer.name())
                .put("octets", transfer.octets())
                .put("mark", transfer.mark())
                .put("rate", transfer.rate())
                .put("stage", word(transfer.stage()))
                .put("since", transfer.since().toString());
    }

    static Transfer read(Fields json) throws Unreadable {
        return new Transfer(
                json.text("protocol"),
                wanted(Transfer.Role.class, json, "role"),
                json.text("peer"),
                json.text("service"),
                json.text("user"),
                wanted(Transfer.Direction.class, json, "direction"),
                json.text("name"),
                json.number("octets"),
                json.small("mark"),
                json.number("rate"),
                wanted(Transfer.Stage.class, json, "stage"),
                json.instant("since"));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E wanted(Class<E> kind, Fields json, String name)
            throws Unreadable {
        String text = json.text(name);
        return Arrays.stream(kind.getEnumConstants())
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new Unreadable("\"" + name + "\" is not known: " + text));
    }
}
