package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.Xtext;

/// The parameters after the path of MAIL or RCPT (RFC 5321 section 4.1.1.11), each at most once:
/// SIZE (RFC 1870), BODY (RFC 6152), and what a sender asks to be told (RFC 3461 section 4).
final class Parameters {
    /// One that cannot be understood, and what there is to say about it.
    static final class Mistake extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Reply reply;

        Mistake(Reply reply) {
            super(reply.toString(), null, false, false);
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    private static final Set<String> OF_MAIL = Set.of("SIZE", "BODY", "RET", "ENVID");
    private static final Set<String> OF_RCPT = Set.of("NOTIFY", "ORCPT");

    private final Map<String, String> values = new HashMap<>();

    /// @param text what follows the path
    private Parameters(String text, Set<String> known) throws Mistake {
        for (String word : text.split(" +", 0)) {
            if (word.isEmpty()) continue;
            int equals = word.indexOf('=');
            String name = word.substring(0, Math.max(equals, 0)).toUpperCase(Locale.ROOT);
            if (!known.contains(name)) throw new Mistake(Reply.PARAMETER);
            if (values.putIfAbsent(name, word.substring(equals + 1)) != null)
                throw new Mistake(Reply.ARGUMENTS); // RFC 3461 section 4.5
        }
    }

    static Parameters ofMail(String text) throws Mistake {
        return new Parameters(text, OF_MAIL);
    }

    static Parameters ofRcpt(String text) throws Mistake {
        return new Parameters(text, OF_RCPT);
    }

    private <T> Optional<T> value(String name, Function<String, Optional<T>> understand)
            throws Mistake {
        String text = values.get(name);
        if (text == null) return Optional.empty();
        Optional<T> value = understand.apply(text);
        if (value.isEmpty()) throw new Mistake(Reply.ARGUMENTS);
        return value;
    }

    /// Octets, or 0. What BODY says is checked and not kept: a content is measured as it arrives.
    long size() throws Mistake {
        value("BODY", text -> Optional.of(text).filter(Parameters::isBody));
        return value("SIZE", Parameters::number).orElse(0L);
    }

    private static boolean isBody(String value) {
        return value.equalsIgnoreCase("7BIT") || value.equalsIgnoreCase("8BITMIME");
    }

    /// Up to 20 digits (RFC 1870 section 4); what no long can hold is above every limit anyway.
    private static Optional<Long> number(String text) {
        if (!text.matches("\\d{1,20}")) return Optional.empty();
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        return Optional.of(new BigInteger(text).min(most).longValue());
    }

    Reporting reporting() throws Mistake {
        Optional<Reporting.Ret> ret = value("RET", Parameters::ret);
        Optional<Xtext> envid =
                value(
                        "ENVID",
                        text -> Xtext.read(text).filter(_ -> text.length() <= Xtext.LONGEST_ENVID));
        return ret.isEmpty() && envid.isEmpty()
                ? Reporting.NONE
                : new Reporting(ret, envid, List.of());
    }

    private static Optional<Reporting.Ret> ret(String text) {
        return Stream.of(Reporting.Ret.values())
                .filter(ret -> ret.name().equalsIgnoreCase(text))
                .findFirst();
    }

    Request request() throws Mistake {
        Optional<Notify> wanted = value("NOTIFY", Notify::parse);
        Optional<OriginalRecipient> original = value("ORCPT", OriginalRecipient::parse);
        return wanted.isEmpty() && original.isEmpty()
                ? Request.NONE
                : new Request(wanted.orElseGet(Notify.Unsaid::new), original);
    }
}
