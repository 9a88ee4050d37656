package org.posthouse.ftpmail;

import module java.base;

/// The host said that it closes the connection: 421 (RFC 765, to any command), or one of old FTP's
/// goodbyes. As good as a broken line, and as final; only that it told us.
final class Farewell extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    Farewell(String remote, Answer answer) {
        super(remote + " said: " + answer);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
