package org.posthouse.whole;

import module java.base;

/// A letter that proves itself: its id and the SHA-256 of its body stand in its header.
record Letter(String id, String text) {
    private static final Pattern FIELDS =
            Pattern.compile(
                    "(?m)^X-Letter: (\\S+)\r?\nX-Sha256: (\\S+)\r?\n\r?\n", Pattern.MULTILINE);

    static Letter write(String id, RandomGenerator random) {
        var body = new StringBuilder();
        int lines = 1 + random.nextInt(random.nextInt(40) == 0 ? 3000 : 30);
        for (int i = 0; i < lines; i++) {
            body.append(random.nextInt(8) == 0 ? "." : "")
                    .append(Long.toHexString(random.nextLong()))
                    .append("\r\n");
        }
        String text =
                "X-Letter: " + id + "\r\nX-Sha256: " + sha256(body.toString()) + "\r\n\r\n" + body;
        return new Letter(id, text);
    }

    /// The id of the letter in a delivered or queued text.
    ///
    /// @throws AssertionError when it is damaged
    static String verify(byte[] delivered) {
        String text = new String(delivered, StandardCharsets.US_ASCII);
        Matcher fields = FIELDS.matcher(text);
        if (!fields.find()) throw new AssertionError("no letter of ours: " + text);
        String body = text.substring(fields.end()).replaceAll("\r?\n", "\r\n");
        if (!sha256(body).equals(fields.group(2)))
            throw new AssertionError("damaged: " + fields.group(1));
        return fields.group(1);
    }

    private static String sha256(String body) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(body.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
