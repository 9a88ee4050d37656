package org.posthouse.smtp;

import module java.base;

import org.posthouse.smtp.Command.*;

/// How much a receiver bears with one sender: mistakes, commands that lead nowhere, time. Looked at
/// before a command is done, never after, since its reply must say what became of it.
final class Patience {
    private final SmtpSettings settings;
    private final long end;
    private int mistakes;
    private int idle;
    private int refused;

    Patience(SmtpSettings settings) {
        this.settings = settings;
        this.end = System.nanoTime() + settings.sessionTimeout().toNanos();
    }

    /// Why it is at its end, if it is.
    Optional<String> exhausted() {
        if (mistakes >= settings.errors()) return Optional.of("Too many mistakes");
        if (idle >= settings.idleCommands()) return Optional.of("Too many idle commands");
        if (refused >= settings.recipients()) return Optional.of("Too many recipients refused");
        if (System.nanoTime() - end >= 0) return Optional.of("Conversation too long");
        return Optional.empty();
    }

    void mistake() {
        mistakes++;
    }

    /// A recipient refused is no mistake, or a mailing list with stale addresses would be hung up
    /// on; one too many for the transaction is not even this, since it may come in the next.
    void refused() {
        refused++;
    }

    void heard(Command command) {
        switch (command) {
            case Ehlo _, Helo _, Vrfy _ -> idle++;
            case Bare.RSET, Bare.NOOP, Bare.HELP -> idle++;
            case Mail _, Rcpt _, RcptPostmaster _, Wrong _, Bare _ -> {}
        }
    }

    /// A message was taken: what led nowhere before led here.
    void accepted() {
        idle = 0;
        refused = 0;
    }
}
