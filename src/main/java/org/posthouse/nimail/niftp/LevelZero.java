package org.posthouse.nimail.niftp;

import module java.base;

/// Commands of level 0 as the octets of one record, written and read: a command octet, a count, and
/// the attributes.
final class LevelZero {
    /// The longest record that can hold a command: 255 attributes, each a string of 255.
    static final int LONGEST = 2 + 255 * (3 + 255);

    private LevelZero() {}

    static byte[] write(Command command) {
        var out = new ByteArrayOutputStream();
        out.write(command.verb().octet);
        out.write(command.attributes().size());
        for (Attribute attribute : command.attributes()) {
            out.write(attribute.id());
            out.write(attribute.qualifier());
            switch (attribute.value()) {
                case Value.Unknown _, Value.None _ -> {}
                case Value.Number(int number) -> {
                    out.write(number >> 8);
                    out.write(number);
                }
                case Value.Text(var text) -> {
                    out.write(text.length());
                    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
        return out.toByteArray();
    }

    static Heard read(byte[] octets) {
        if (octets.length < 2) return new Heard.Malformed("a command of one octet");
        Optional<Command.Verb> found = Command.Verb.of(octets[0]);
        if (found.isEmpty()) return new Heard.Malformed("no command " + octets[0]);
        Command.Verb verb = found.get();
        int count = octets[1] & 0xff;
        var attributes = new ArrayList<Attribute>();
        var in = new Cursor(octets, 2);
        for (int i = 0; i < count; i++) {
            Optional<Attribute> attribute = attribute(in);
            if (attribute.isEmpty())
                return new Heard.Malformed(
                        verb + " counts " + count + " attributes and holds " + i);
            attributes.add(attribute.get());
        }
        if (in.left() > 0)
            return new Heard.Malformed(verb + " has octets behind its last attribute");
        return new Command(verb, attributes);
    }

    private static Optional<Attribute> attribute(Cursor in) {
        if (in.left() < 2) return Optional.empty();
        int id = in.next();
        int qualifier = in.next();
        Operator operator = Operator.of(qualifier);
        Attribute.Monitor monitor =
                (qualifier & 0x80) != 0 ? Attribute.Monitor.TOLD : Attribute.Monitor.QUIET;
        return value(qualifier, in).map(value -> new Attribute(id, operator, monitor, value));
    }

    private static Optional<Value> value(int qualifier, Cursor in) {
        return switch (qualifier & 0x30) {
            case 0x00 -> Optional.of(new Value.Unknown());
            case 0x10 -> Optional.of(new Value.None());
            case 0x20 ->
                    in.left() < 2
                            ? Optional.empty()
                            : Optional.of(new Value.Number(in.next() << 8 | in.next()));
            default -> {
                if (in.left() < 1) yield Optional.empty();
                int length = in.next();
                yield in.left() < length
                        ? Optional.empty()
                        : Optional.of(new Value.Text(in.text(length)));
            }
        };
    }

    private static final class Cursor {
        private final byte[] octets;
        private int at;

        Cursor(byte[] octets, int at) {
            this.octets = octets;
            this.at = at;
        }

        int left() {
            return octets.length - at;
        }

        int next() {
            return octets[at++] & 0xff;
        }

        String text(int length) {
            at += length;
            return new String(octets, at - length, length, StandardCharsets.ISO_8859_1);
        }
    }
}
