package org.posthouse.gateway;

import module java.base;

import org.posthouse.gateway.AddressTokens.Token;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc5321Path;

/// Reads the addresses of a field, whoever wrote it: RFC 733 (`Al Neuman at BBN-TENEXA`, `<user at
/// host at relay>`), RFC 822 and RFC 5322, with groups, comments, routes and encoded words. What is
/// no address is kept as text, never dropped.
final class AddressList {
    private final List<Token> tokens;
    private int at;

    private AddressList(List<Token> tokens) {
        this.tokens = tokens;
    }

    static List<Addressee> read(String body) {
        return new AddressList(AddressTokens.of(body)).list(false);
    }

    private List<Addressee> list(boolean inGroup) {
        var found = new ArrayList<Addressee>();
        while (at < tokens.size()) {
            List<Token> some = until(inGroup);
            boolean opens = at < tokens.size() && tokens.get(at).is(':');
            boolean closes = at < tokens.size() && tokens.get(at).is(';');
            at++;
            if (opens) found.add(new Addressee.Group(words(some), list(true)));
            else if (some.stream().anyMatch(token -> !(token instanceof AddressTokens.Comment)))
                found.add(one(some));
            if (closes && inGroup) break;
        }
        return found;
    }

    /// The tokens up to the comma, or to what begins or ends a group.
    private List<Token> until(boolean inGroup) {
        var some = new ArrayList<Token>();
        boolean angled = false;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            if (!angled && (token.is(',') || token.is(';'))) break;
            // `:Include:` of RFC 733 has its colon at the front
            if (!angled && !inGroup && token.is(':') && !some.isEmpty() && !some.getFirst().is(':'))
                break;
            angled = token.is('<') || angled && !token.is('>');
            some.add(token);
            at++;
        }
        return some;
    }

    private static Addressee one(List<Token> some) {
        int open =
                IntStream.range(0, some.size())
                        .filter(i -> some.get(i).is('<'))
                        .findFirst()
                        .orElse(-1);
        int close =
                IntStream.range(0, some.size())
                        .filter(i -> some.get(i).is('>'))
                        .findFirst()
                        .orElse(some.size());
        boolean angled = open >= 0 && close > open;
        List<Token> inner = angled ? some.subList(open + 1, close) : some;
        String name = angled ? words(some.subList(0, open)) : "";
        String shown = name.isEmpty() ? comment(some) : name;
        return mailbox(inner)
                .<Addressee>map(mailbox -> new Addressee.Person(shown, mailbox))
                .orElseGet(
                        () -> new Addressee.Unread(HeaderField.decoded(AddressTokens.text(some))));
    }

    /// `user@host`, `user at host`, with a route before it, which is left out (RFC 5322 section
    /// 4.4), or hosts after it, which RFC 733 passes from the right to the left.
    private static Optional<Mailbox> mailbox(List<Token> inner) {
        List<Token> some =
                beyondRoute(inner).stream()
                        .filter(token -> !(token instanceof AddressTokens.Comment))
                        .toList();
        int first = indicator(some, 1);
        if (first < 0) return Optional.empty();
        String user = AddressTokens.text(some.subList(0, first), true);
        int last = first;
        for (int next = indicator(some, last + 2); next > 0; next = indicator(some, last + 2)) {
            user += "%" + AddressTokens.text(some.subList(last + 1, next), true);
            last = next;
        }
        String host =
                AddressTokens.text(some.subList(last + 1, some.size()), true).replace(" ", "");
        return mailbox(user, host);
    }

    private static List<Token> beyondRoute(List<Token> inner) {
        if (inner.isEmpty() || !inner.getFirst().is('@')) return inner;
        for (int i = 0; i < inner.size(); i++)
            if (inner.get(i).is(':')) return inner.subList(i + 1, inner.size());
        return inner;
    }

    private static int indicator(List<Token> some, int from) {
        for (int i = from; i < some.size() - 1; i++)
            if (some.get(i).is('@') || some.get(i).isAt()) return i;
        return -1;
    }

    static Optional<Mailbox> mailbox(String user, String host) {
        String name = host;
        if (!Latin.isAscii(host)) {
            try {
                name = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
        return user.isEmpty()
                        || !(Rfc5321Path.read("<x@" + name + ">")
                                instanceof PathReading.Understood(MailPath path))
                ? Optional.empty()
                : Optional.of(new Mailbox(user, path.mailbox().host()));
    }

    private static String words(List<Token> some) {
        return HeaderField.decoded(
                AddressTokens.text(
                        some.stream()
                                .filter(token -> !(token instanceof AddressTokens.Comment))
                                .toList(),
                        true));
    }

    /// A comment behind an address is mostly its user's name.
    private static String comment(List<Token> some) {
        int sign = Math.max(indicator(some, 1), 0);
        return some.subList(sign, some.size()).stream()
                .flatMap(
                        token ->
                                token instanceof AddressTokens.Comment(var text)
                                        ? Stream.of(text)
                                        : Stream.empty())
                .map(HeaderField::decoded)
                .collect(Collectors.joining(" "));
    }
}
