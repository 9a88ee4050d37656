package org.posthouse.ports.identify;

import module java.base;

/// A line said to a silent service, and what its answer shows. The line for HTTP does for the
/// others as well at a port we know nothing of: each takes it for a strange request and answers in
/// its own way.
final class Line {
    private static final String HTTP = "OPTIONS / HTTP/1.0\r\n\r\n"; // RFC 9110 section 9.3.7
    private static final String NOBODY = "posthouse-asks-who-is-here";
    private static final int ENOUGH = 4096;
    private static final int DISCARD = 9; // its port (RFC 863)

    private static final Pattern STATUS = Pattern.compile("HTTP/\\d(\\.\\d)? [1-5]\\d\\d\\b");

    private static final Pattern WANTS_TLS = Pattern.compile("(?i)https|\\b(ssl|tls)\\b");

    /// RFC 1413 section 4.
    private static final Pattern IDENT =
            Pattern.compile(
                    "\\s*\\d{0,5}\\s*,\\s*\\d{0,5}\\s*:\\s*(ERROR|USERID)\\s*:.*", Pattern.DOTALL);

    private static final Pattern FINGER =
            Pattern.compile(
                    "(?i)finger:|no such user|no one (is )?logged (on|in)|\\blogin( name)?:|"
                            + "\\blogin\\s+name\\b|user not found");
    private static final Pattern WHOIS =
            Pattern.compile(
                    "(?im)^%|\\bno match\\b|\\bwhois\\b|no entries found|domain not found|"
                            + "^(not found|no data found|domain name:|object does not exist)");

    private final Talk talk;
    private final int like;

    Line(Talk talk, int like) {
        this.talk = talk;
        this.like = like;
    }

    Finding ask(Probe probe) {
        String line = line(probe);
        if (!talk.send(line)) return Finding.of(new Observed.Silent());
        if (!talk.hears(talk.patience().probe())) return silent();
        talk.settle(ENOUGH);
        return answered(line, probe);
    }

    private Finding silent() {
        Finding silent = Finding.of(new Observed.Silent());
        if (talk.hasEnded()) return silent.noting("it closed when it was spoken to");
        if (like != DISCARD) return silent;
        return Finding.speaks(Protocol.DISCARD, Confidence.GUESS, "")
                .noting("it took a line, said nothing and stayed, as many others do");
    }

    private String line(Probe probe) {
        return switch (probe) {
            case FINGER, ECHO -> NOBODY + "\r\n";
            case WHOIS -> NOBODY + ".invalid\r\n";
            // about this very connection, so that nobody else is asked after (RFC 1413 section 3)
            case IDENT -> like + " , " + talk.pipe().ourPort() + "\r\n";
            case HTTP, TLS, DNS, ISO, X400, NIFTP_STOP, NIFTP, NIFTP_NAMED -> HTTP;
        };
    }

    private Finding answered(String line, Probe probe) {
        String answer = talk.taken();
        if (answer.equals(line)) return Finding.speaks(Protocol.ECHO, Confidence.CERTAIN, "");
        if (STATUS.matcher(answer).lookingAt()) return http(answer);
        if (IDENT.matcher(answer).matches())
            return Finding.speaks(Protocol.IDENT, Confidence.CERTAIN, answer);
        if (!isText(answer) || Opening.of(answer) != Opening.OTHER)
            return Finding.unknown("its answer to a line of text fits nothing known");
        if (FINGER.matcher(answer).find()) return free(Protocol.FINGER, answer);
        if (WHOIS.matcher(answer).find()) return free(Protocol.WHOIS, answer);
        return switch (probe) {
            case FINGER -> free(Protocol.FINGER, Confidence.GUESS, answer);
            case WHOIS -> free(Protocol.WHOIS, Confidence.GUESS, answer);
            case HTTP, TLS, DNS, IDENT, ECHO, ISO, X400, NIFTP_STOP, NIFTP, NIFTP_NAMED ->
                    Finding.unknown("it answers a line of text with text that fits nothing known");
        };
    }

    private static Finding free(Protocol protocol, String answer) {
        return free(protocol, Confidence.LIKELY, answer);
    }

    /// Both answer in free text, of which we know usual words.
    private static Finding free(Protocol protocol, Confidence confidence, String answer) {
        return Finding.speaks(protocol, confidence, answer)
                .noting("it answers in free text, as " + protocol.title() + " does");
    }

    /// A web server that wants TLS tells those who forget it so, in HTTP and with 400, whose text
    /// need not say it: then TLS is to be tried too.
    private Finding http(String answer) {
        String first = answer.lines().findFirst().orElse("");
        boolean bad = first.contains(" 400");
        if (bad && WANTS_TLS.matcher(answer).find())
            return Finding.unknown("it says in HTTP that it wants TLS");
        boolean certain = !bad || talk.pipe() instanceof SealedPipe;
        return Finding.speaks(
                        Protocol.HTTP,
                        edition(first),
                        certain ? Confidence.CERTAIN : Confidence.LIKELY,
                        answer)
                .noting("it answered OPTIONS with " + first.strip());
    }

    private static String edition(String first) {
        return first.substring(0, first.indexOf(' '));
    }

    private static boolean isText(String answer) {
        return answer.chars().allMatch(c -> c >= ' ' || c == '\r' || c == '\n' || c == '\t');
    }
}
