package org.posthouse.ports.identify;

import module java.base;

/// The dialogues with services that speak first and not in replies of three digits, or in those of
/// NNTP: one question that only they answer so, then their own word of leave.
final class Greeted {
    private static final String SSH_US = "SSH-2.0-posthouse_ports"; // RFC 4253 section 4.2
    private static final int KEXINIT = 20; // RFC 4253 section 12
    private static final int KEXINIT_AT = 5; // after the lengths of packet and padding

    private static final Pattern IMAP = Pattern.compile("(?i)\\bIMAP");
    private static final Pattern MUPDATE = Pattern.compile("(?i)\\bMUPDATE\\b");

    private Greeted() {}

    /// RFC 1939; CAPA is of RFC 2449 and may be refused. A list has an end; one who says "+OK" to
    /// all that is said has none.
    static Finding pop3(Talk talk) {
        String greeting = talk.line(talk.patience().answer());
        talk.say("CAPA");
        String answer = talk.line(talk.patience().answer());
        boolean certain = answer.toUpperCase(Locale.ROOT).startsWith("-ERR");
        boolean listed = answer.toUpperCase(Locale.ROOT).startsWith("+OK");
        var words = new StringBuilder(greeting).append('\n').append(answer);
        for (int i = 0; listed && i < 50; i++) {
            String line = talk.line(talk.patience().answer());
            certain = line.equals(".");
            if (certain || line.isEmpty()) break;
            words.append('\n').append(line);
        }
        talk.leave("QUIT\r\n");
        return Finding.speaks(
                Protocol.POP3, certain ? Confidence.CERTAIN : Confidence.LIKELY, words.toString());
    }

    /// RFC 937: QUIT is good in every state.
    static Finding pop2(Talk talk) {
        String greeting = talk.line(talk.patience().answer());
        talk.say("QUIT");
        String answer = talk.line(talk.patience().answer());
        boolean named = greeting.toUpperCase(Locale.ROOT).startsWith("+ POP");
        if (!named && !answer.startsWith("+"))
            return Finding.unknown(
                    "it greets with \"+\" as POP2 does, and does not answer QUIT so");
        boolean certain = named && answer.startsWith("+");
        return Finding.speaks(
                Protocol.POP2, certain ? Confidence.CERTAIN : Confidence.LIKELY, greeting);
    }

    /// RFC 9051 section 6.1.1, as in all editions since RFC 1176. Others were made after its
    /// pattern, MUPDATE (RFC 3656) for one, which tag their answers and do not call themselves so.
    static Finding imap(Talk talk) {
        String greeting = talk.line(talk.patience().answer());
        if (greeting.toUpperCase(Locale.ROOT).startsWith("* BYE"))
            return Finding.of(new Observed.Busy(Optional.of(Protocol.IMAP)))
                    .noting("it sends callers away: " + greeting);
        talk.say("p1 CAPABILITY");
        var words = new StringBuilder(greeting);
        boolean tagged = false;
        for (int i = 0; i < 20 && !tagged; i++) {
            String line = talk.line(talk.patience().answer());
            if (line.isEmpty()) break;
            words.append('\n').append(line);
            tagged = line.matches("(?i)p1 (OK|NO|BAD)\\b.*");
        }
        talk.leave("p2 LOGOUT\r\n");
        boolean named = IMAP.matcher(words).find();
        if (!named && MUPDATE.matcher(words).find())
            return Finding.unknown("it answers as IMAP does, and calls itself MUPDATE");
        return Finding.speaks(
                Protocol.IMAP,
                tagged && named ? Confidence.CERTAIN : Confidence.LIKELY,
                words.toString());
    }

    /// RFC 3977 section 5.2; servers before it know HELP (RFC 977 section 3.3).
    static Finding nntp(Talk talk, Reply greeting) {
        Reply capabilities = talk.ask("CAPABILITIES");
        boolean certain = capabilities.code() == 101;
        if (!certain && capabilities.isRefusal()) {
            Reply date = talk.ask("DATE");
            certain = date.code() == 111 && date.text().matches("111 \\d{14}\\b.*");
        }
        talk.leave("QUIT\r\n");
        if (!certain && !greeting.says("NNTP|InterNetNews|\\bINN\\b|\\bnews\\b|posting"))
            return Finding.unknown(
                    "it greets with " + greeting.code() + ", as NNTP does and others do");
        return Finding.speaks(
                Protocol.NNTP,
                certain ? Confidence.CERTAIN : Confidence.LIKELY,
                greeting.text() + "\n" + capabilities.text());
    }

    /// RFC 4253 section 4.2: after our identification its key exchange begins, which we leave.
    static Finding ssh(Talk talk) {
        String greeting = talk.line(talk.patience().answer());
        if (!greeting.matches("SSH-(1\\.\\d+|2\\.0)-\\S.*"))
            return Finding.unknown("it greets nearly as SSH does");
        talk.say(SSH_US);
        String answer = talk.holds(KEXINIT_AT + 1) ? talk.held() : "";
        boolean kex = answer.length() > KEXINIT_AT && answer.charAt(KEXINIT_AT) == KEXINIT;
        return Finding.speaks(
                Protocol.SSH,
                greeting.substring(0, greeting.indexOf('-', 4)).replace('-', ' '),
                kex ? Confidence.CERTAIN : Confidence.LIKELY,
                greeting);
    }

    /// RFC 5804 section 1.7: capabilities and OK, unasked.
    static Finding manageSieve(Talk talk) {
        var words = new StringBuilder();
        boolean implementation = false;
        boolean whole = false;
        for (int i = 0; i < 40 && !whole; i++) {
            String line = talk.line(talk.patience().answer());
            if (line.isEmpty()) break;
            words.append(line).append('\n');
            String upper = line.toUpperCase(Locale.ROOT);
            implementation |= upper.startsWith("\"IMPLEMENTATION\" ");
            whole = upper.matches("(OK|NO|BYE)\\b.*");
        }
        talk.leave("LOGOUT\r\n");
        if (!implementation) return Finding.unknown("it speaks in quoted words");
        return Finding.speaks(
                Protocol.MANAGESIEVE,
                whole ? Confidence.CERTAIN : Confidence.LIKELY,
                words.toString());
    }

    /// A server has no business to speak first in HTTP but to say that it waited too long.
    static Finding http(Talk talk) {
        talk.settle(512);
        return Finding.speaks(Protocol.HTTP, Confidence.LIKELY, talk.taken());
    }
}
