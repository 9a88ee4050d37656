package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;

/// A cursor over a path in the generalised form of [PathText].
final class PathScan {
    private final String text;
    private int at;

    PathScan(String text) {
        this.text = text;
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    private boolean skip(char wanted) {
        if (peek() != wanted) return false;
        at++;
        return true;
    }

    private void need(char wanted) throws Unreadable {
        if (!skip(wanted)) throw new Unreadable("'" + wanted + "' is missing");
    }

    MailPath path() throws Unreadable {
        need('<');
        var route = new ArrayList<Host>();
        while (skip('@')) {
            route.add(host());
            need(',');
        }
        String user = word(c -> c > 127 || c >= ' ' && PathText.SPECIALS.indexOf(c) < 0);
        need('@');
        Host host = host();
        need('>');
        if (at < text.length() || user.isEmpty()) throw new Unreadable("no path");
        return new MailPath(route, new Mailbox(user, host));
    }

    private Host host() throws Unreadable {
        if (skip('#')) return new Host.Number(number());
        if (skip('[')) {
            String literal = word(PathText::isAlphanumeric);
            need(']');
            return new Host.Literal(literal);
        }
        String name = word(c -> PathText.isAlphanumeric(c) || c == '.' || c == '-' || c == '_');
        if (name.isEmpty()) throw new Unreadable("a host is missing");
        return new Host.Name(name);
    }

    private long number() throws Unreadable {
        int start = at;
        while (peek() == '-' || Character.isDigit(peek())) at++;
        try {
            return Long.parseLong(text.substring(start, at));
        } catch (NumberFormatException _) {
            throw new Unreadable("a host number is missing or too long");
        }
    }

    private String word(IntPredicate plain) throws Unreadable {
        var word = new StringBuilder();
        for (int c = peek(); c >= 0; c = peek()) {
            if (c == '(') {
                word.append(coded());
            } else if (c == '\\' && at + 1 < text.length()) {
                word.append(text.charAt(at + 1));
                at += 2;
            } else if (plain.test(c)) {
                word.append((char) c);
                at++;
            } else {
                break;
            }
        }
        return word.toString();
    }

    private String coded() throws Unreadable {
        int end = text.indexOf(')', at);
        String code = end < 0 ? "?" : text.substring(at + 1, end);
        if (!code.matches("[0-9A-F]{0,4}"))
            throw new Unreadable("\"(" + code + "\" is no character code");
        at = end + 1;
        return code.isEmpty() ? "" : "" + (char) Integer.parseInt(code, 16);
    }
}
