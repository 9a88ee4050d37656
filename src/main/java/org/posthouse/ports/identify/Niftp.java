package org.posthouse.ports.identify;

import module java.base;

/// Asks whether a silent service is the answering side of NIFTP (docs/niftp.md). It waits for SFT;
/// an SFT that asks for nothing must be refused with RNEG, after which STOP and STOPACK end the
/// matter. Nothing is named, nothing transferred.
///
/// A level-0 command is one record: a header of 128 and the count of octets, then the command, the
/// count of attributes, and those.
final class Niftp {
    private static final String SFT = "\u0082\u0004\u0000";
    private static final String STOP = "\u0082\u0000\u0000";

    /// With the state of transfer 1001, rejected, as unix-niftp's callers send it after RNEG.
    private static final String STOP_REJECTED = "\u0086\u0000\u0001\u000f\"\u0010\u0001";

    private static final String CALLED = "ftp\0"; // unix-niftp's mapping: the called service first
    private static final int RPOS = 2;
    private static final int RNEG = 3;
    private static final int STOPACK = 5;
    private static final int LAST = 0x80; // of a record
    private static final int COMPRESSED = 0x40;
    private static final int COUNT = 0x3f;
    private static final int SHORTEST = 3; // header, command, count

    private Niftp() {}

    static Finding ask(Talk talk, Probe probe) {
        boolean stop = probe == Probe.NIFTP_STOP;
        talk.send(stop ? STOP : probe == Probe.NIFTP_NAMED ? CALLED + SFT : SFT);
        if (!talk.hears(talk.patience().probe())) return Finding.of(new Observed.Silent());
        Optional<Integer> first = command(talk);
        if (stop) {
            return first.filter(c -> c == STOPACK)
                    .map(_ -> spoken("it answered STOP with STOPACK"))
                    .orElseGet(Niftp::strange);
        }
        if (first.filter(c -> c == RNEG || c == RPOS).isEmpty()) return strange();
        talk.leave(STOP_REJECTED, talk.patience().answer());
        boolean acknowledged = command(talk).filter(c -> c == STOPACK).isPresent();
        Finding found = spoken("it answered an SFT that asked for nothing with RNEG or RPOS");
        return acknowledged
                ? found.noting("it answered STOP with STOPACK")
                : Finding.speaks(Protocol.NIFTP, Confidence.LIKELY, "")
                        .noting("it answered an SFT, and did not answer STOP");
    }

    private static Finding spoken(String why) {
        return Finding.speaks(Protocol.NIFTP, Confidence.CERTAIN, "").noting(why);
    }

    private static Finding strange() {
        return Finding.unknown("it does not answer as NIFTP does");
    }

    /// The command in the next record, which must be whole and have as many octets as it says.
    private static Optional<Integer> command(Talk talk) {
        var command = new StringBuilder();
        while (true) {
            Optional<String> part = part(talk);
            if (part.isEmpty()) return Optional.empty();
            command.append(part.get(), 1, part.get().length());
            if ((part.get().charAt(0) & LAST) != 0) break;
        }
        return command.length() >= SHORTEST - 1
                ? Optional.of((int) command.charAt(0))
                : Optional.empty();
    }

    /// A subrecord with its header.
    private static Optional<String> part(Talk talk) {
        if (!talk.holds(1)) return Optional.empty();
        int header = talk.held().charAt(0);
        int count = header & COUNT;
        if ((header & COMPRESSED) != 0 || count == 0 || !talk.holds(1 + count))
            return Optional.empty();
        return Optional.of(talk.take(1 + count));
    }
}
