package org.posthouse.control;

import module java.base;

import org.posthouse.mail.MessageId;

import tools.jackson.databind.JsonNode;

/// A JSON object as it is read: each question either has its answer in the right kind, or is
/// [Unreadable] with the name of the field.
record Fields(JsonNode object) {
    Optional<JsonNode> find(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private JsonNode need(String name) throws Unreadable {
        return find(name).orElseThrow(() -> new Unreadable("\"" + name + "\" is missing"));
    }

    Fields object(String name) throws Unreadable {
        JsonNode value = need(name);
        if (!value.isObject()) throw new Unreadable("\"" + name + "\" is not an object");
        return new Fields(value);
    }

    String text(String name) throws Unreadable {
        JsonNode value = need(name);
        if (!value.isString()) throw new Unreadable("\"" + name + "\" is not a string");
        return value.stringValue();
    }

    Optional<String> textIf(String name) throws Unreadable {
        return find(name).isPresent() ? Optional.of(text(name)) : Optional.empty();
    }

    long number(String name) throws Unreadable {
        JsonNode value = need(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong())
            throw new Unreadable("\"" + name + "\" is not a whole number");
        return value.longValue();
    }

    int small(String name) throws Unreadable {
        long number = number(name);
        if (number != (int) number) throw new Unreadable("\"" + name + "\" is too large");
        return (int) number;
    }

    Instant instant(String name) throws Unreadable {
        return instant(name, text(name));
    }

    Optional<Instant> instantIf(String name) throws Unreadable {
        Optional<String> text = textIf(name);
        return text.isPresent() ? Optional.of(instant(name, text.get())) : Optional.empty();
    }

    private static Instant instant(String name, String text) throws Unreadable {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new Unreadable("\"" + name + "\" is not a time such as 2026-11-21T12:00:00Z");
        }
    }

    MessageId id(String name) throws Unreadable {
        return id(text(name), name);
    }

    Optional<MessageId> idIf(String name) throws Unreadable {
        return find(name).isPresent() ? Optional.of(id(name)) : Optional.empty();
    }

    private static MessageId id(String text, String name) throws Unreadable {
        return MessageId.parse(text)
                .orElseThrow(() -> new Unreadable("\"" + name + "\" is not a queue id"));
    }

    List<MessageId> ids(String name) throws Unreadable {
        var ids = new ArrayList<MessageId>();
        for (String text : texts(name)) ids.add(id(text, name));
        return ids;
    }

    List<String> texts(String name) throws Unreadable {
        var texts = new ArrayList<String>();
        for (JsonNode value : array(name)) {
            if (!value.isString()) throw new Unreadable("\"" + name + "\" has what is no string");
            texts.add(value.stringValue());
        }
        return texts;
    }

    List<Fields> objects(String name) throws Unreadable {
        var objects = new ArrayList<Fields>();
        for (JsonNode value : array(name)) {
            if (!value.isObject()) throw new Unreadable("\"" + name + "\" has what is no object");
            objects.add(new Fields(value));
        }
        return objects;
    }

    private JsonNode array(String name) throws Unreadable {
        JsonNode value = need(name);
        if (!value.isArray()) throw new Unreadable("\"" + name + "\" is not an array");
        return value;
    }
}
