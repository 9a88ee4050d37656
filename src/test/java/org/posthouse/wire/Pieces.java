package org.posthouse.wire;

import module java.base;

/// Octets that arrive in pieces: each read gives one piece, or what fits of it.
final class Pieces extends InputStream {
    private final byte[] octets;
    private final IntUnaryOperator length;
    private int at;

    private Pieces(byte[] octets, IntUnaryOperator length) {
        this.octets = octets;
        this.length = length;
    }

    /// In two pieces; the octets are the characters 0 to 255.
    static Pieces cutAt(int cut, String octets) {
        return new Pieces(latin(octets), at -> at < cut ? cut - at : Integer.MAX_VALUE);
    }

    /// In pieces of random lengths, mostly short.
    static Pieces cutAtRandom(long seed, String octets) {
        var random = new Random(seed);
        return new Pieces(latin(octets), _ -> random.nextInt(1, random.nextBoolean() ? 4 : 10_000));
    }

    static byte[] latin(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public int read() {
        throw new AssertionError("one octet at a time is too slow");
    }

    @Override
    public int read(byte[] into, int offset, int most) {
        if (at == octets.length) return -1;
        int taken = Math.min(Math.min(length.applyAsInt(at), most), octets.length - at);
        System.arraycopy(octets, at, into, offset, taken);
        at += taken;
        return taken;
    }
}
