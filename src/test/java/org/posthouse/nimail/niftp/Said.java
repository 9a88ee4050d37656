package org.posthouse.nimail.niftp;

import module java.base;

/// What one side said, without what a partner is free to choose: message texts, transfer ids, and
/// how records are cut into subrecords and compressed.
final class Said {
    /// @param events controls, commands and records, in words
    /// @param whole how many of them are complete
    record Events(List<String> events, int whole) {}

    private Said() {}

    static List<Command> commands(byte[] octets) {
        return records(octets, 1).stream()
                .map(LevelZero::read)
                .filter(Command.class::isInstance)
                .map(Command.class::cast)
                .toList();
    }

    /// The data alone.
    static byte[] data(byte[] octets, int wordOctets) {
        var all = new ByteArrayOutputStream();
        boolean data = false;
        var walk = new Walk(octets, wordOctets);
        for (Optional<Item> item = walk.next(); item.isPresent(); item = walk.next()) {
            switch (item.get()) {
                case Item.Control(int code, int _) -> data = code == 0x40 || data && code != 0x43;
                case Item.Words(byte[] words, boolean _) -> {
                    if (data) all.writeBytes(words);
                }
            }
        }
        return all.toByteArray();
    }

    private static List<byte[]> records(byte[] octets, int wordOctets) {
        var all = new ArrayList<byte[]>();
        var record = new ByteArrayOutputStream();
        var walk = new Walk(octets, wordOctets);
        for (Optional<Item> item = walk.next(); item.isPresent(); item = walk.next()) {
            if (!(item.get() instanceof Item.Words(byte[] words, boolean last))) continue;
            record.writeBytes(words);
            if (!last) continue;
            all.add(record.toByteArray());
            record.reset();
        }
        return all;
    }

    static Events events(byte[] octets, int wordOctets) {
        var events = new ArrayList<String>();
        var open = new ByteArrayOutputStream();
        int whole = 0;
        var walk = new Walk(octets, wordOctets);
        for (Optional<Item> item = walk.next(); item.isPresent(); item = walk.next()) {
            switch (item.get()) {
                case Item.Control(int code, int argument) -> {
                    part(events, open);
                    events.add(
                            Control.of(code, argument)
                                    .map(Control::toString)
                                    .orElseGet(() -> "%02x %02x".formatted(code, argument)));
                    whole++;
                }
                case Item.Words(byte[] words, boolean last) -> {
                    open.writeBytes(words);
                    if (last) {
                        events.add(record(open.toByteArray()));
                        open.reset();
                        whole++;
                    }
                }
            }
        }
        part(events, open);
        return new Events(events, whole);
    }

    private static void part(List<String> events, ByteArrayOutputStream open) {
        if (open.size() > 0) events.add("part " + HexFormat.of().formatHex(open.toByteArray()));
        open.reset();
    }

    private static String record(byte[] octets) {
        return LevelZero.read(octets) instanceof Command(var verb, var attributes)
                ? verb
                        + " "
                        + attributes.stream().filter(Said::fixed).map(Said::shown).sorted().toList()
                : "record " + HexFormat.of().formatHex(octets);
    }

    private static boolean fixed(Attribute attribute) {
        return attribute.id() != 0x70 && attribute.id() != 0x71;
    }

    private static String shown(Attribute attribute) {
        boolean name = attribute.id() == 0x40 && attribute.value() instanceof Value.Text;
        if (name) return "40"; // of a letter Q chooses it
        return attribute.id() == 0x08 ? "08" : attribute.toString();
    }

    private sealed interface Item {
        record Control(int code, int argument) implements Item {}

        @SuppressWarnings("ArrayRecordComponent")
        record Words(byte[] words, boolean last) implements Item {}
    }

    /// Written apart from what it checks.
    private static final class Walk {
        private final ByteBuffer in;
        private final int agreed;
        private int word = 1;

        Walk(byte[] octets, int agreed) {
            this.in = ByteBuffer.wrap(octets);
            this.agreed = agreed;
        }

        Optional<Item> next() {
            if (!in.hasRemaining()) return Optional.empty();
            in.mark();
            int header = in.get() & 0xff;
            if (header == 0) {
                if (in.remaining() < 2) return incomplete();
                int code = in.get();
                int argument = in.get() & 0xff;
                if (code == 0x40 || code == 0x43) word = 1;
                if (code == 0x42 && argument == 1) word = agreed;
                return Optional.of(new Item.Control(code, argument));
            }
            int count = header & 0x3f;
            boolean repeat = (header & 0x40) != 0 && count > 0;
            byte[] words = new byte[(repeat ? 1 : count) * word];
            if (in.remaining() < words.length) return incomplete();
            in.get(words);
            var all = new ByteArrayOutputStream();
            for (int i = 0; i < (repeat ? count : 1); i++) all.writeBytes(words);
            return Optional.of(new Item.Words(all.toByteArray(), (header & 0x80) != 0));
        }

        private Optional<Item> incomplete() {
            in.reset();
            in.position(in.limit());
            return Optional.empty();
        }
    }
}
