package org.posthouse.nimail.niftp;

import module java.base;

/// A recorded dialogue of the original program: blocks of octets, each of one side.
record Recording(String name, List<Block> blocks, boolean closedByQ) {
    enum Side {
        P,
        Q
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Block(Side side, byte[] octets) {}

    private static final Path FOLDER = Path.of("src/test/resources/transcripts/niftp");
    private static final Pattern HEAD = Pattern.compile("([PQ])->[PQ] \\d+ octets.*");
    private static final Pattern LINE =
            Pattern.compile("  [0-9a-f]{4}  ((?:[0-9a-f]{2} )+) *\\|.*");
    private static final Pattern RECORDS =
            Pattern.compile("# P->Q (\\d+) records of (\\d+) octets, digit (\\d)");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList();
        }
    }

    static Recording read(String name) throws IOException {
        var blocks = new ArrayList<Block>();
        Side side = Side.P;
        var octets = new ByteArrayOutputStream();
        boolean closed = false;
        for (String line : Files.readAllLines(FOLDER.resolve(name + ".txt"))) {
            Matcher head = HEAD.matcher(line);
            Matcher hex = LINE.matcher(line);
            Matcher records = RECORDS.matcher(line);
            if (head.matches() || records.matches()) {
                add(blocks, side, octets);
                side = head.matches() ? Side.valueOf(head.group(1)) : Side.P;
                if (records.matches()) octets.writeBytes(records(records));
            } else if (hex.matches()) {
                octets.writeBytes(HexFormat.ofDelimiter(" ").parseHex(hex.group(1).strip()));
            }
            closed |= line.equals("# Q closed the connection");
        }
        add(blocks, side, octets);
        return new Recording(name, List.copyOf(blocks), closed);
    }

    private static byte[] records(Matcher told) {
        int octets = Integer.parseInt(told.group(2));
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < Integer.parseInt(told.group(1)); i++) {
            out.write(0x80 | octets);
            out.writeBytes(told.group(3).repeat(octets).getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private static void add(List<Block> blocks, Side side, ByteArrayOutputStream octets) {
        if (octets.size() > 0) blocks.add(new Block(side, octets.toByteArray()));
        octets.reset();
    }

    /// All that one side says, the called service's name left out.
    byte[] said(Side side) {
        var all = new ByteArrayOutputStream();
        for (Block block : blocks) if (block.side == side) all.writeBytes(block.octets);
        byte[] octets = all.toByteArray();
        return side == Side.P
                ? Arrays.copyOfRange(octets, service().length(), octets.length)
                : octets;
    }

    /// The called service's name with its NUL.
    String service() {
        byte[] first = blocks.getFirst().octets;
        int end = 0;
        while (first[end] != 0) end++;
        return new String(first, 0, end + 1, StandardCharsets.US_ASCII);
    }

    List<Attribute> wanted() {
        return Said.commands(said(Side.P)).getFirst().attributes();
    }

    int wordOctets() {
        if (Said.commands(said(Side.P)).isEmpty()) return 1;
        return wanted().stream()
                .filter(a -> a.id() == Meaning.WORD_SIZE.id)
                .map(a -> a.value() instanceof Value.Number(int bits) ? bits / 8 : 1)
                .findFirst()
                .orElse(1);
    }
}
