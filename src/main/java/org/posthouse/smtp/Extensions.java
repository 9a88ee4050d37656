package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;

/// What a receiver said it can do, in its answer to EHLO (RFC 5321 section 4.1.1.1).
///
/// @param size octets of the largest message it takes, as far as it says (RFC 1870 section 3)
/// @param dsn whether it takes over what senders ask to be told (RFC 3461 section 3)
record Extensions(
        boolean pipelining, boolean eightBitMime, boolean declaresSize, long size, boolean dsn) {
    /// Of a host that knows no EHLO.
    static final Extensions NONE = new Extensions(false, false, false, Long.MAX_VALUE, false);

    /// @param ehlo the texts of the answer's lines; the first names the host
    static Extensions of(List<String> ehlo) {
        Extensions offered = NONE;
        for (String line : ehlo.subList(Math.min(1, ehlo.size()), ehlo.size())) {
            List<String> words = List.of(line.strip().split("[ =]+", 3));
            String argument = words.size() > 1 ? words.get(1) : "";
            offered =
                    switch (words.getFirst().toUpperCase(Locale.ROOT)) {
                        case "PIPELINING" -> offered.withPipelining();
                        case "8BITMIME" -> offered.withEightBitMime();
                        case "DSN" -> offered.withDsn();
                        case "SIZE" -> offered.withSize(size(argument));
                        default -> offered;
                    };
        }
        return offered;
    }

    /// No number, or 0: it has no limit that it could name.
    private static long size(String argument) {
        boolean number = argument.matches("0*[1-9]\\d{0,17}");
        return number ? Long.parseLong(argument) : Long.MAX_VALUE;
    }

    private Extensions withPipelining() {
        return new Extensions(true, eightBitMime, declaresSize, size, dsn);
    }

    private Extensions withEightBitMime() {
        return new Extensions(pipelining, true, declaresSize, size, dsn);
    }

    private Extensions withSize(long octets) {
        return new Extensions(pipelining, eightBitMime, true, octets, dsn);
    }

    private Extensions withDsn() {
        return new Extensions(pipelining, eightBitMime, declaresSize, size, true);
    }

    Limits limits(HopSettings hop) {
        boolean eight = eightBitMime || hop.eightBit();
        return new Limits(
                hop.textLine(),
                eight ? Measure.Width.EIGHT_BIT : Measure.Width.SEVEN_BIT,
                size,
                Limits.Readers.MIME);
    }

    /// MAIL's parameters for a content (RFC 1870 section 6, RFC 6152 section 2).
    String parameters(Measure content) {
        boolean eight = eightBitMime && content.width() != Measure.Width.SEVEN_BIT;
        return (declaresSize ? " SIZE=" + content.size() : "") + (eight ? " BODY=8BITMIME" : "");
    }

    /// What the sender asked for, as it came (RFC 3461 section 5.2.1), where it is understood.
    String parameters(Reporting reporting) {
        if (!dsn) return "";
        return reporting.ret().map(ret -> " RET=" + ret).orElse("")
                + reporting.envid().map(envid -> " ENVID=" + envid.encoded()).orElse("");
    }

    /// RCPT's parameters.
    String parameters(Request request) {
        if (!dsn) return "";
        return request.wanted().written().map(value -> " NOTIFY=" + value).orElse("")
                + request.original().map(one -> " ORCPT=" + one.written()).orElse("");
    }
}
