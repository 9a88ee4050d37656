package org.posthouse.ports.identify;

import module java.base;

/// One value in the Basic Encoding Rules (X.209, X.690), as far as the answers of an OSI stack need
/// reading: tags of one octet and lengths that are told. Whatever else comes is not read.
///
/// @param tag with its class and whether it is constructed, as it is written
/// @param content an octet each character
record Ber(int tag, String content) {
    private static final int LONG_TAG = 0x1f;
    private static final int LONG_LENGTH = 0x80;
    private static final int MOST_LENGTH_OCTETS = 2;

    /// The values that stand one after the other; those before the first that cannot be read.
    static List<Ber> all(String octets) {
        var all = new ArrayList<Ber>();
        int at = 0;
        while (at + 1 < octets.length()) {
            int tag = octets.charAt(at);
            int length = octets.charAt(at + 1);
            int start = at + 2;
            if ((tag & LONG_TAG) == LONG_TAG) break;
            if (length >= LONG_LENGTH) {
                int more = length - LONG_LENGTH;
                if (more == 0 || more > MOST_LENGTH_OCTETS || start + more > octets.length()) break;
                length = 0;
                for (int i = 0; i < more; i++) length = length << 8 | octets.charAt(start + i);
                start += more;
            }
            if (start + length > octets.length()) break;
            all.add(new Ber(tag, octets.substring(start, start + length)));
            at = start + length;
        }
        return all;
    }

    List<Ber> parts() {
        return all(content);
    }

    /// The first part with that tag.
    Optional<Ber> part(int tag) {
        return parts().stream().filter(one -> one.tag == tag).findFirst();
    }

    /// As an integer of one octet.
    OptionalInt number() {
        return content.length() == 1 ? OptionalInt.of(content.charAt(0)) : OptionalInt.empty();
    }

    /// In octets, for the writing of what is short.
    static String of(int tag, String... contents) {
        String content = String.join("", contents);
        if (content.length() >= LONG_LENGTH) throw new IllegalArgumentException("too long for us");
        return "" + (char) tag + (char) content.length() + content;
    }
}
