package org.posthouse.mail;

import module java.base;

/// A header field that has begun and may go on in the next line. To add a line costs no more than
/// the line, however many there are.
final class JntOpenField {
    private final StringBuilder text = new StringBuilder();
    private boolean open;

    /// @param line the field's first
    void begin(String line) {
        text.setLength(0);
        text.append(line);
        open = true;
    }

    void add(String line) {
        text.append('\n').append(line);
    }

    boolean isOpen() {
        return open;
    }

    /// Octets so far.
    int length() {
        return text.length();
    }

    /// The field, if there is one; it has ended.
    Optional<JntField> end() {
        if (!open) return Optional.empty();
        open = false;
        return Optional.of(JntField.of(text.toString()));
    }
}
