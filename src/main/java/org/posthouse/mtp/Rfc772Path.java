package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc780Path;

/// Reads a path as RFC 772 ("Command syntax") has it. It looks like RFC 780's, but a user's name
/// may hold any character but CR and LF, and none of them quotes another: `<Joe,Smith@A>`.
final class Rfc772Path {
    private Rfc772Path() {}

    /// @param text with its angle brackets
    static PathReading read(String text) {
        int at = text.lastIndexOf('@');
        int user = 1;
        while (text.startsWith("@", user)) {
            int comma = text.indexOf(',', user);
            if (comma < 0 || comma > at) return Rfc780Path.read(text);
            user = comma + 1;
        }
        if (at <= user) return Rfc780Path.read(text); // which will say what is missing
        return Rfc780Path.read(
                text.substring(0, user) + quoted(text, user, at) + text.substring(at));
    }

    /// RFC 780 section 5.1.2 lets a backslash stand before any character.
    private static String quoted(String text, int from, int to) {
        var quoted = new StringBuilder();
        for (int i = from; i < to; i++) quoted.append('\\').append(text.charAt(i));
        return quoted.toString();
    }
}
