package org.posthouse.cli;

import org.posthouse.mail.Handover;
import org.posthouse.mail.Verdict;

/// What `sendmail` came to, in the numbers of sysexits.h, which the programs that call it know.
enum Sysexit {
    OK(0),
    /// The words of the command line make no sense.
    USAGE(64),
    /// The message does not: no recipient in its header, an address that is none.
    DATAERR(65),
    NOUSER(67),
    NOHOST(68),
    /// Refused for another reason.
    UNAVAILABLE(69),
    /// Nothing is wrong that another time could not mend.
    TEMPFAIL(75),
    NOPERM(77),
    CONFIG(78);

    private final int code;

    Sysexit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Sysexit of(Handover.Result result) {
        return switch (result) {
            case Handover.Taken _ -> OK;
            case Handover.Failed(var why) -> of(why);
            case Handover.Refused refused ->
                    refused.whom().values().stream()
                            .filter(why -> !why.temporary())
                            .findFirst()
                            .map(Sysexit::of)
                            .orElse(TEMPFAIL);
        };
    }

    private static Sysexit of(Verdict.Trouble why) {
        return switch (why) {
            case BUSY, BROKEN, NO_ROOM -> TEMPFAIL;
            case NO_SUCH_USER, BAD_NAME -> NOUSER;
            case NO_ROUTE -> NOHOST;
            case NO_RELAYING -> NOPERM;
            case OVER_QUOTA, TOO_BIG, LOOP -> UNAVAILABLE;
        };
    }

    /// Ends `sendmail` with a line for whoever called it.
    static final class Unsent extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Sysexit exit;

        Unsent(Sysexit exit, String words) {
            super(words, null, false, false);
            this.exit = exit;
        }

        Sysexit exit() {
            return exit;
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }
}
