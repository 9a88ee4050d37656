package org.posthouse.control;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.State;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.mail.Requests;
import org.posthouse.mail.ReversePath;

/// Any envelope, with whatever characters Java allows in its texts.
final class Letters {
    private Letters() {}

    static Arbitrary<String> words() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(20),
                Arbitraries.strings().all().ofMaxLength(12),
                Arbitraries.strings()
                        .withChars("<>()\\,;:@\"# .\r\n\t\0'=u[]é\u2028\u0085\uD83D\uDE00")
                        .ofMaxLength(12));
    }

    static Arbitrary<Host> hosts() {
        Arbitrary<String> text = words().filter(name -> !name.isEmpty());
        return Arbitraries.oneOf(
                Arbitraries.of("ISI.EDU", "MIT-AI", "x", "a_b.c.").map(Host.Name::new),
                text.map(Host.Name::new),
                Arbitraries.longs().map(Host.Number::new),
                Arbitraries.of("10.3.0.6", "IPv6:::1", "010.3.0.6").map(Host.Literal::new),
                words().map(Host.Literal::new));
    }

    static Arbitrary<MailPath> paths() {
        return Combinators.combine(
                        hosts().list().ofMaxSize(3),
                        words().filter(user -> !user.isEmpty()),
                        hosts())
                .as((route, user, host) -> new MailPath(route, new Mailbox(user, host)));
    }

    static Arbitrary<ReversePath> reversePaths() {
        return paths().<ReversePath>map(ReversePath.Sender::new)
                .injectNull(0.1)
                .map(path -> path == null ? new ReversePath.Null() : path);
    }

    static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 4_000_000_000L),
                        Arbitraries.of(0, 1, 999_999_999, 120_000_000))
                .as(Instant::ofEpochSecond);
    }

    static Arbitrary<Diagnosis> diagnoses() {
        return Combinators.combine(Arbitraries.of("4.4.1", "5.1.1", "2.0.0"), words(), words())
                .as(Diagnosis::new);
    }

    static Arbitrary<Waiting> waiting() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_000_000),
                        instants(),
                        instants().optional(),
                        diagnoses().optional())
                .as(Waiting::new);
    }

    static Arbitrary<State> open() {
        return Arbitraries.oneOf(
                waiting().map(state -> state),
                Combinators.combine(words(), waiting()).as(Held::new));
    }

    static Arbitrary<State> states() {
        return Arbitraries.oneOf(
                open(),
                Combinators.combine(instants(), words(), words()).as(Delivered::new),
                Combinators.combine(instants(), diagnoses()).as(Failed::new));
    }

    private static Arbitrary<Recipient> recipients(Arbitrary<State> states) {
        return Combinators.combine(paths(), Requests.requests(), states)
                .as((path, request, state) -> new Recipient(0, path, request, state));
    }

    private static Recipient numbered(int number, Recipient one) {
        return new Recipient(number, one.path(), one.request(), one.state());
    }

    /// At least one recipient is open.
    static Arbitrary<Envelope> envelopes() {
        return Combinators.combine(
                        reversePaths(),
                        Requests.reportings(paths()),
                        recipients(states()).list().ofMaxSize(4),
                        recipients(open()))
                .as(
                        (from, reporting, others, last) -> {
                            var all = new ArrayList<Recipient>();
                            for (Recipient one : others) all.add(numbered(all.size(), one));
                            all.add(numbered(all.size(), last));
                            return new Envelope(from, reporting, all);
                        });
    }

    static Arbitrary<Message.Origin> origins() {
        Arbitrary<InetAddress> addresses =
                Arbitraries.of("127.0.0.1", "::1", "2001:db8::5", "10.3.0.6")
                        .map(InetAddress::ofLiteral);
        return Combinators.combine(addresses, words(), words(), instants())
                .as(
                        (address, protocol, name, arrival) ->
                                new Message.Origin(new Peer(address, protocol, name), arrival));
    }
}
