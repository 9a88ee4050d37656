package org.posthouse.mtp;

import module java.base;

/// How much a receiver bears with one sender: mistakes, commands that lead nowhere, recipients
/// refused, time. At its end the next command is answered 421 (RFC 780 section 5.3), never the one
/// that brought it about, since its reply must say what became of it.
final class Patience {
    private static final int REFUSED = 100; // though a table may be smaller

    private final MtpSettings settings;
    private final long end;
    private int mistakes;
    private int idle;
    private int refused;

    Patience(MtpSettings settings) {
        this.settings = settings;
        this.end = System.nanoTime() + settings.sessionTimeout().toNanos();
    }

    /// Why it is at its end, if it is.
    Optional<String> exhausted() {
        if (mistakes >= settings.errors()) return Optional.of("Too many mistakes");
        if (idle >= settings.idleCommands()) return Optional.of("Too many idle commands");
        if (refused >= Math.max(settings.recipients(), REFUSED))
            return Optional.of("Too many refused");
        if (System.nanoTime() - end >= 0) return Optional.of("Conversation too long");
        return Optional.empty();
    }

    /// A scheme or command we do not have is no mistake: senders find out by asking (RFC 780
    /// section 4.6). Nor is a recipient refused, or a mailing list with stale names would be hung
    /// up on; one too many for the table is not even this.
    void answered(Command command, Reply reply) {
        switch (reply.code()) {
            case 500, 501, 503 -> {
                if (isScheme(command)) idle++;
                else mistakes++;
            }
            case 502 -> idle++;
            case 452 -> {}
            case 450, 451, 550, 552, 553 -> refused++;
            default -> {
                if (isIdle(command)) idle++;
            }
        }
    }

    /// RFC 772 refuses a scheme with 501 ("Scheme selection: MRSQ"), the code of a mistake.
    private static boolean isScheme(Command command) {
        return command instanceof Command.Mrsq(var argument) && argument.length() == 1;
    }

    /// Text first stores a text for nobody yet.
    private static boolean isIdle(Command command) {
        return switch (command) {
            case Command.Mail _, Command.MailGeneral _, Command.Mrcp _ -> false;
            case Command.MailText _, Command.Mrsq _, Command.Help _, Command.Bare _ -> true;
        };
    }

    /// A message was taken: what led nowhere before led here.
    void accepted() {
        idle = 0;
        refused = 0;
    }
}
