package org.posthouse.gateway;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.Mailbox;

/// Message ids as RFC 5322 section 3.6.4 has them, of those RFC 733 allowed: `<1234 at MIT-AI>`,
/// `<[MIT-AI].22-Nov-81 01:54:17.KLH>`. The same old one becomes the same new one, so that answers
/// still refer to what they answer.
final class Ids {
    private static final Pattern ID = Pattern.compile("<([^<>]*)>");
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+";

    private Ids() {}

    static boolean areModern(String body) {
        boolean all =
                ID.matcher(body)
                        .results()
                        .allMatch(id -> id.group(1).matches(ATOM + "@(" + ATOM + "|\\[[!-~]*])"));
        return all && Latin.isAscii(body);
    }

    static String modern(String body, HostNames hosts) {
        return ID.matcher(Latin.ascii(body))
                .replaceAll(id -> Matcher.quoteReplacement(one(id.group(1), hosts)));
    }

    private static String one(String id, HostNames hosts) {
        String[] sides = id.replaceAll("\\s+", " ").strip().split("(?i)\\s*@\\s*|\\s+at\\s+", 2);
        String right =
                sides.length == 2 ? sides[1].strip() : "invalid"; // a name for nobody (RFC 2606)
        Optional<Mailbox> named = AddressList.mailbox("x", right).map(hosts::modern);
        String host =
                named.map(Mailbox::host)
                        .map(to -> to instanceof Host.Name(var name) ? name : to.key())
                        .orElse(atom(right));
        return "<" + atom(sides[0]) + "@" + host + ">";
    }

    private static String atom(String text) {
        String atom =
                text.strip()
                        .replaceAll("\\s+", ".")
                        .replaceAll("[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]", "_");
        return atom.isEmpty() ? "_" : atom;
    }
}
