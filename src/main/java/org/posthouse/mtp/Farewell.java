package org.posthouse.mtp;

import module java.base;

/// The host said 421: it closes the transmission channel (RFC 780 section 5.3, to any command). As
/// good as a broken line, and as final; only that it told us.
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
