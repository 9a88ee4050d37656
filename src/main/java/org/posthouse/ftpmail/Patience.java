package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.ftpmail.Command.Bare;

/// How much a receiver bears with one peer: mistakes, commands that lead nowhere, recipients
/// refused, time. At its end the next command is answered 421 or its old like, never the one that
/// brought it about, since its reply must say what became of it.
final class Patience {
    private static final int REFUSED = 100; // though a table may be smaller

    private final FtpmailSettings settings;
    private final long end;
    private int mistakes;
    private int idle;
    private int refused;

    Patience(FtpmailSettings settings) {
        this.settings = settings;
        this.end = System.nanoTime() + settings.sessionTimeout().toNanos();
    }

    boolean isExhausted() {
        return mistakes >= settings.errors()
                || idle >= settings.idleCommands()
                || refused >= Math.max(settings.recipients(), REFUSED)
                || System.nanoTime() - end >= 0;
    }

    /// A file command is no mistake: today's user programs begin with some. A full table is none of
    /// the peer's either.
    void answered(Command command, Reply reply) {
        switch (command) {
            case Command.Mail _, Command.Recipient _ -> {
                if (reply.code() >= 400 && reply.code() != 440 && reply.code() != 452) refused++;
            }
            case Bare.UNKNOWN, Bare.MALFORMED, Bare.STRAY, Bare.TOO_LONG -> mistakes++;
            case Command.Select _, Command.Port _, Command.Passive _ -> idle++;
            case Command.Parameter _, Command.Help _, Command.Status _, Bare _ -> idle++;
        }
    }

    /// A message was taken: what led nowhere before led here.
    void accepted() {
        idle = 0;
        refused = 0;
    }
}
