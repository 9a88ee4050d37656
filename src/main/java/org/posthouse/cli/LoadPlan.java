package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.ReversePath;

/// How much a load run sends, how fast and how long.
///
/// @param sessions at one time; each keeps its connection and sends one message after the other
/// @param messages in all, at most
/// @param size octets of each, header included
/// @param rate messages a second in all; 0 for as fast as it goes
/// @param duration at most
/// @param recipients of each message
record LoadPlan(
        Hop.Remote via,
        ReversePath from,
        MailPath to,
        int recipients,
        int sessions,
        long messages,
        int size,
        int rate,
        Duration duration) {
    /// The recipients of each message: the address itself or, if there are several, `user1@host`,
    /// `user2@host` and so on.
    List<MailPath> addresses() {
        if (recipients == 1) return List.of(to);
        Mailbox first = to.mailbox();
        return IntStream.rangeClosed(1, recipients)
                .mapToObj(
                        n -> new MailPath(to.route(), new Mailbox(first.user() + n, first.host())))
                .toList();
    }

    /// When message `n` is to be sent, in nanoseconds from the start.
    long due(long n) {
        return rate == 0 ? 0 : Math.round(n * 1e9 / rate);
    }
}
