package org.posthouse.control;

import module java.base;

import org.posthouse.spool.Registers;
import org.posthouse.spool.Registers.Row;

import tools.jackson.databind.node.ObjectNode;

/// A row of a register as JSON, and back.
final class RowJson {
    private RowJson() {}

    static ObjectNode write(String register, Row row) {
        ObjectNode json = Json.object().put("register", register).put("key", row.key());
        ObjectNode values = json.putObject("values");
        row.values().forEach(values::put);
        return json;
    }

    static Registers.Add read(Fields json) throws Unreadable {
        Fields named = json.object("values");
        var values = new TreeMap<String, String>();
        for (String name : named.object().propertyNames()) values.put(name, named.text(name));
        try {
            return new Registers.Add(json.text("register"), new Row(json.text("key"), values));
        } catch (IllegalArgumentException e) {
            throw new Unreadable(Objects.requireNonNullElse(e.getMessage(), "no row"));
        }
    }
}
