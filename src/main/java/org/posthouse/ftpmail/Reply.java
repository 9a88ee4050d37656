package org.posthouse.ftpmail;

/// One reply of the receiver, a single line (RFC 765, "FTP replies").
record Reply(int code, String text) {
    Reply {
        if (code < 1 || code > 599) throw new IllegalArgumentException("no reply code: " + code);
        text = text.replaceAll("[^ -~]", "?");
    }

    @Override
    public String toString() {
        return "%03d %s".formatted(code, text); // RFC 454 has codes below 100
    }
}
