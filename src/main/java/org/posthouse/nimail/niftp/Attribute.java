package org.posthouse.nimail.niftp;

import module java.base;

/// One attribute of a level-0 command: an identifier, how its value is meant, and the value.
///
/// @param id 0 to 255; which ones mean what tells [Meaning]
public record Attribute(int id, Operator operator, Monitor monitor, Value value) {
    /// Whether the partner is asked to tell the value it settles on: bit 80 of the qualifier.
    public enum Monitor {
        QUIET,
        TOLD
    }

    /// What negotiation settled on, or is to be exactly so.
    static Attribute equal(Meaning meaning, int number) {
        return new Attribute(meaning.id, Operator.EQ, Monitor.QUIET, new Value.Number(number));
    }

    static Attribute equal(Meaning meaning, String text) {
        return new Attribute(meaning.id, Operator.EQ, Monitor.QUIET, new Value.Text(text));
    }

    static Attribute equal(int id, Value value) {
        return new Attribute(id, Operator.EQ, Monitor.QUIET, value);
    }

    /// At most so much: of bits, any of these. Nothing at all is offered as exactly nothing.
    static Attribute atMost(Meaning meaning, int number) {
        Operator operator = number == 0 ? Operator.EQ : Operator.LE;
        return new Attribute(meaning.id, operator, Monitor.QUIET, new Value.Number(number));
    }

    /// Qualifier 17: no value, whatever it be.
    static Attribute none(int id) {
        return new Attribute(id, Operator.ANY, Monitor.QUIET, new Value.None());
    }

    Attribute monitored() {
        return new Attribute(id, operator, Monitor.TOLD, value);
    }

    Attribute with(Operator other) {
        return new Attribute(id, other, monitor, value);
    }

    int qualifier() {
        int format =
                switch (value) {
                    case Value.Unknown _ -> 0x00;
                    case Value.None _ -> 0x10;
                    case Value.Number _ -> 0x20;
                    case Value.Text _ -> 0x30;
                };
        return (monitor == Monitor.TOLD ? 0x80 : 0) | format | operator.bits;
    }

    /// As `0e/23=005f`, secrets left out.
    @Override
    public String toString() {
        String shown =
                switch (value) {
                    case Value.Unknown _ -> "?";
                    case Value.None _ -> "-";
                    case Value.Number(int number) -> "%04x".formatted(number);
                    case Value.Text(var text) ->
                            Meaning.of(id).filter(m -> m.secret).isPresent()
                                    ? "***"
                                    : "\"" + text + "\"";
                };
        return "%02x/%02x=%s".formatted(id, qualifier(), shown);
    }
}
