package org.posthouse.gateway;

import module java.base;

/// Looks octets over: how many, whether they are UTF-8 (RFC 3629), whether there is anything to
/// see.
final class Utf8Look {
    private long size;
    private boolean utf8 = true;
    private boolean blank = true;

    void at(InputStream in) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        byte[] array = new byte[8192];
        ByteBuffer octets = ByteBuffer.wrap(array);
        CharBuffer characters = CharBuffer.allocate(8192);
        for (int n = read(in, octets, array); n >= 0; n = read(in, octets, array)) {
            size += n;
            octets.flip();
            for (int i = octets.limit() - n; blank && i < octets.limit(); i++)
                blank = octets.get(i) <= ' ' && octets.get(i) >= 0;
            utf8 = utf8 && !decoder.decode(octets, characters.clear(), false).isError();
            if (utf8) octets.compact();
            else octets.clear();
        }
        octets.flip();
        utf8 = utf8 && !octets.hasRemaining();
    }

    private static int read(InputStream in, ByteBuffer to, byte[] array) throws IOException {
        int n = in.read(array, to.position(), to.remaining());
        if (n > 0) to.position(to.position() + n);
        return n;
    }

    long size() {
        return size;
    }

    boolean utf8() {
        return utf8;
    }

    boolean blank() {
        return blank;
    }
}
