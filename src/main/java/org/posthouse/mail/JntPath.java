package org.posthouse.mail;

import module java.base;

import org.posthouse.mail.JntTokens.Atom;
import org.posthouse.mail.JntTokens.Literal;
import org.posthouse.mail.JntTokens.Quoted;
import org.posthouse.mail.JntTokens.Special;
import org.posthouse.mail.JntTokens.Token;
import org.posthouse.mail.PathScanner.Wrong;

/// Reads and writes paths as JNT Mail does, and IEN 169 and RFC 786 before it: `user%C%B@A` goes to
/// A, then B, then C, that is `<@A,@B,user@C>` (docs/nimail.md).
///
/// More is read than written: RFC 822's and RFC 780's routes, RFC 733's `at`, a name before an
/// address in angle brackets, comments, quoted words, and the host's address that some programs put
/// behind an address (`user@UK.AC.B@[10.0.0.1]`), which says nothing and is dropped.
public final class JntPath {
    private static final char NONE = ' ';
    private static final int MOST_HOSTS = 100; // as many as may pass a message on
    private static final int LONGEST_USER = 1_000; // RFC 5321 section 4.5.3.1.1 asks for 64

    private final List<Token> tokens;
    private final DomainOrder order;
    private int at;

    private JntPath(List<Token> tokens, DomainOrder order) {
        this.tokens = tokens;
        this.order = order;
    }

    /// @param text of one address
    public static PathReading read(String text, DomainOrder order) {
        try {
            return new PathReading.Understood(
                    new JntPath(angled(JntTokens.of(text)), order).path());
        } catch (Wrong wrong) {
            return new PathReading.Malformed(wrong.why);
        }
    }

    /// What stands in angle brackets, if there are any; else all of it.
    private static List<Token> angled(List<Token> tokens) throws Wrong {
        int open = tokens.indexOf(new Special('<'));
        if (open < 0) return tokens;
        if (!tokens.getLast().equals(new Special('>')))
            throw new Wrong("'>' is not the last of the address");
        return tokens.subList(open + 1, tokens.size() - 1);
    }

    private MailPath path() throws Wrong {
        List<Host> route = route();
        List<Piece> pieces = pieces();
        dropAddressBehind(pieces);
        if (pieces.size() < 2) throw new Wrong("an address without a host");
        List<Host> hosts = hosts(pieces);
        if (route.size() + hosts.size() > MOST_HOSTS) throw new Wrong("a path too long");
        String user = JntTokens.text(pieces.getFirst().tokens);
        if (user.isEmpty()) throw new Wrong("a user is missing");
        if (user.length() > LONGEST_USER) throw new Wrong("a user's name too long");
        for (Host relay : hosts.subList(1, hosts.size()).reversed()) route.add(relay);
        return new MailPath(route, new Mailbox(user, hosts.getFirst()));
    }

    /// `@a,@b:` (RFC 822), `@a,@b,` (RFC 780 section 5.1.2).
    private List<Host> route() throws Wrong {
        var route = new ArrayList<Host>();
        while (isNext('@')) {
            at++;
            if (at == tokens.size()) throw new Wrong("a host is missing");
            route.add(host(tokens.subList(at, ++at)));
            if (isNext(':')) {
                at++;
                break;
            }
            if (!isNext(',')) throw new Wrong("a route without an end");
            at++;
        }
        return route;
    }

    private boolean isNext(char c) {
        return at < tokens.size() && tokens.get(at).equals(new Special(c));
    }

    /// What stands between the marks that are all the same in JNT Mail.
    ///
    /// @param mark before it: `@` or `%`; `@` for RFC 733's `at` too
    private record Piece(char mark, List<Token> tokens) {}

    private List<Piece> pieces() throws Wrong {
        var pieces = new ArrayList<Piece>();
        char mark = NONE;
        int start = at;
        for (; at < tokens.size(); at++) {
            char next = mark(tokens.get(at), at > start);
            if (next == NONE) continue;
            pieces.add(new Piece(mark, tokens.subList(start, at)));
            mark = next;
            start = at + 1;
        }
        pieces.add(new Piece(mark, tokens.subList(start, at)));
        return pieces;
    }

    /// @param within whether something stands before it that it could divide from the rest
    private static char mark(Token token, boolean within) throws Wrong {
        return switch (token) {
            case Special(char c) when c == '@' || c == '%' -> c;
            case Special(char c) -> throw new Wrong("'" + c + "' within an address");
            case Atom atom -> within && atom.isAt() ? '@' : NONE;
            case Quoted _, Literal _ -> NONE;
        };
    }

    private static void dropAddressBehind(List<Piece> pieces) {
        Piece last = pieces.getLast();
        if (pieces.size() > 2
                && last.mark == '@'
                && last.tokens.size() == 1
                && last.tokens.getFirst() instanceof Literal
                && pieces.get(pieces.size() - 2).mark == '@') pieces.removeLast();
    }

    /// The innermost first.
    private List<Host> hosts(List<Piece> pieces) throws Wrong {
        var hosts = new ArrayList<Host>();
        for (Piece piece : pieces.subList(1, pieces.size())) hosts.add(host(piece.tokens));
        return hosts;
    }

    private Host host(List<Token> tokens) throws Wrong {
        var scanner = new PathScanner(JntTokens.text(tokens));
        Host host = scanner.host();
        scanner.needEnd();
        return order.read(host);
    }

    /// The path as an address, or nothing when a host's name is none or a user's name has
    /// characters that no address may have.
    public static Optional<String> write(MailPath whole, DomainOrder order) {
        MailPath path = spelled(whole);
        if (!PathScanner.canWriteHosts(path)) return Optional.empty();
        var text = new StringBuilder(local(path.mailbox().user()));
        List<Host> hosts = new ArrayList<>(path.route());
        hosts.add(path.mailbox().host());
        for (Host host : hosts.reversed().subList(0, hosts.size() - 1))
            text.append('%').append(host(order.write(host)));
        text.append('@').append(host(order.write(hosts.getFirst())));
        return text.chars().allMatch(c -> c >= ' ' && c < 127)
                ? Optional.of(text.toString())
                : Optional.empty();
    }

    /// The path as JNT Mail understands it: a user's name with hosts behind percent signs, as other
    /// worlds write a route that they need not look into, is a route here. So an answer to `From:
    /// jane%C@B`, which is how headers come out of JNT Mail, finds its way back in.
    static MailPath spelled(MailPath path) {
        MailPath spelled = path;
        for (int i = 0; i < MOST_HOSTS; i++) {
            Mailbox to = spelled.mailbox();
            int percent = to.user().lastIndexOf('%');
            Optional<Host> host =
                    percent > 0 ? host(to.user().substring(percent + 1)) : Optional.empty();
            if (host.isEmpty()) return spelled;
            List<Host> route = new ArrayList<>(spelled.route());
            route.add(to.host());
            spelled = new MailPath(route, new Mailbox(to.user().substring(0, percent), host.get()));
        }
        return spelled;
    }

    private static Optional<Host> host(String text) {
        try {
            var scanner = new PathScanner(text);
            Host host = scanner.host();
            scanner.needEnd();
            return Optional.of(host);
        } catch (Wrong _) {
            return Optional.empty();
        }
    }

    /// A percent sign that leads to no host is quoted, or it would send the message on.
    private static String local(String user) {
        String written = Rfc5321Path.local(user);
        return written.startsWith("\"") || !user.contains("%") ? written : '"' + user + '"';
    }

    private static String host(Host host) {
        return switch (host) {
            case Host.Name(var name) -> name;
            case Host.Number(var number) -> "#" + number;
            case Host.Literal(var text) -> "[" + text + "]";
        };
    }
}
