package org.posthouse.ports.identify;

import module java.base;

/// Tells the protocols apart that greet with 220: SMTP, LMTP, MTP, FTP and FTP mail. Each has NOOP
/// and answers it differently; what is asked next depends on that. Their greetings are free text
/// and prove nothing.
final class MailOrFiles {
    private static final String FAREWELL = "QUIT\r\n";

    /// Commands only a file server has (RFC 765, "FTP commands").
    private static final Pattern FILE_COMMANDS =
            Pattern.compile("\\b(STOR|RETR|APPE|MLFL|PASV|PORT|TYPE|STRU|PASS|LIST|CWD)\\b");

    /// An asterisk is BSD's mark for what its FTP server does not have.
    private static final Pattern MAIL_COMMANDS =
            Pattern.compile("\\b(MAIL|MLFL|MSND|XRSQ)\\b(?!\\*)");

    private static final Pattern MTP_COMMANDS = Pattern.compile("\\b(MAIL|MRCP|MRSQ)\\b");

    /// Protocols made after FTP's pattern, which are none of these.
    private static final Pattern OTHERS = Pattern.compile("(?i)hylafax|\\bdictd?\\b");

    private final Talk talk;
    private final Reply greeting;
    private final StringBuilder words = new StringBuilder();

    private MailOrFiles(Talk talk, Reply greeting) {
        this.talk = talk;
        this.greeting = greeting;
        words.append(greeting.text());
    }

    /// @param greeting a whole one: those who speak earlier are punished by some
    static Finding ask(Talk talk, Reply greeting) {
        return switch (greeting.code()) {
            case 220 -> new MailOrFiles(talk, greeting).asked();
            case 120, 421 -> busy(talk, greeting);
            default -> refused(talk, greeting);
        };
    }

    private static Finding busy(Talk talk, Reply greeting) {
        talk.leave(FAREWELL);
        return Finding.of(new Observed.Busy(named(greeting)))
                .noting("it sends callers away for now: " + greeting.text());
    }

    /// RFC 5321 section 3.1: 554, and by the practice of servers any 5xx, in place of a greeting.
    private static Finding refused(Talk talk, Reply greeting) {
        Optional<Protocol> named = named(greeting);
        talk.leave(FAREWELL);
        if (!greeting.isRefusal() || named.isEmpty())
            return Finding.unknown(
                    "it begins with a reply " + greeting.code() + ", which many protocols have");
        return Finding.speaks(named.get(), Confidence.LIKELY, greeting.text())
                .noting("it serves nobody, or not us: " + greeting.text());
    }

    /// What a reply calls itself, for want of anything better.
    private static Optional<Protocol> named(Reply reply) {
        if (reply.says("\\bLMTP\\b")) return Optional.of(Protocol.LMTP);
        if (reply.says("SMTP\\b")) return Optional.of(Protocol.SMTP);
        if (reply.says("\\bMTP\\b|Mail Transfer Protocol")) return Optional.of(Protocol.MTP);
        if (reply.says("FTP")) return Optional.of(Protocol.FTP);
        if (reply.says("\\bNNTP\\b")) return Optional.of(Protocol.NNTP);
        return Optional.empty();
    }

    private Finding asked() {
        if (OTHERS.matcher(greeting.text()).find()) {
            talk.leave(FAREWELL);
            return Finding.unknown("it greets as a protocol like FTP that is none of ours");
        }
        Reply noop = heard(talk.ask("NOOP"));
        if (noop.code() == 421) return busy(talk, noop);
        Finding finding =
                switch (noop.code()) {
                    case 250 -> smtp(noop);
                    case 200 -> mtpOrFtp();
                    case 0 -> mute();
                    default -> refusing(noop);
                };
        talk.leave(FAREWELL);
        return finding;
    }

    private Reply heard(Reply reply) {
        words.append('\n').append(reply.text());
        return reply;
    }

    /// RFC 5321 section 4.2.2 has 250 for NOOP, and FTP has 200.
    private Finding smtp(Reply noop) {
        Reply ehlo = heard(talk.ask("EHLO " + ourName()));
        if (ehlo.code() == 250) return extended(ehlo);
        if (ehlo.code() == 0) return likely(Protocol.SMTP, "its answer to EHLO did not come");
        boolean old = greeting.says("SMTP\\b");
        Reply third = heard(talk.ask((old ? "HELO " : "LHLO ") + ourName()));
        if (third.code() == 250)
            return old
                    ? Finding.speaks(Protocol.SMTP, "RFC 821", Confidence.CERTAIN, all())
                    : Finding.speaks(Protocol.LMTP, Confidence.CERTAIN, all());
        if (noop.isRefusal()) return Finding.unknown("it greets with 220 and knows no HELO");
        return likely(
                Protocol.SMTP, "it answers NOOP as SMTP does, and neither EHLO nor " + third());
    }

    private String third() {
        return greeting.says("SMTP\\b") ? "HELO" : "LHLO";
    }

    private Finding extended(Reply ehlo) {
        Finding finding = Finding.speaks(Protocol.SMTP, Confidence.CERTAIN, all());
        String offered =
                ehlo.text()
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(Math.min(4, line.length())).strip())
                        .map(line -> line.replaceFirst("[ =].*", ""))
                        .filter(word -> word.matches("[A-Za-z0-9][A-Za-z0-9-]{0,40}"))
                        .limit(40)
                        .collect(Collectors.joining(" "));
        return offered.isEmpty() ? finding : finding.noting("extensions: " + offered);
    }

    /// NOOP's 200 is FTP's and MTP's; only a host that can take mail for many at once knows MRSQ.
    private Finding mtpOrFtp() {
        Reply schemes = heard(talk.ask("MRSQ ?"));
        Reply help = heard(talk.ask("HELP"));
        boolean manual = help.is(211, 214);
        boolean files = manual && FILE_COMMANDS.matcher(upper(help)).find();
        boolean mail = manual && MAIL_COMMANDS.matcher(upper(help)).find();
        if (schemes.is(215) || schemes.is(200) && !schemes.text().isEmpty()) {
            if (files) return Finding.speaks(Protocol.FTP_MAIL, Confidence.CERTAIN, all());
            if (manual && MTP_COMMANDS.matcher(upper(help)).find())
                return Finding.speaks(Protocol.MTP, edition(help), Confidence.CERTAIN, all());
            return likely(
                    Protocol.MTP,
                    "it knows MRSQ, and its HELP does not show whether it serves files too");
        }
        if (files)
            return Finding.speaks(
                    mail ? Protocol.FTP_MAIL : Protocol.FTP, Confidence.CERTAIN, all());
        if (schemes.isRefusal()) {
            // of these protocols only FTP has SITE, and some servers' HELP has nothing else
            boolean sites = manual && upper(help).contains("SITE COMMANDS");
            return sites && greeting.says("FTP") ? ftp() : likelyFtp();
        }
        return Finding.unknown(
                "it answers NOOP with 200, and what follows fits neither MTP nor FTP");
    }

    /// RFC 780 has CONT and ABRT, RFC 772 has not.
    private static String edition(Reply help) {
        String text = upper(help);
        if (text.contains("CONT") && text.contains("ABRT")) return "RFC 780";
        return Pattern.compile("RFC ?772").matcher(text).find() ? "RFC 772" : "";
    }

    private static String upper(Reply reply) {
        return reply.text().toUpperCase(Locale.ROOT);
    }

    /// FTP servers of today answer nothing but USER and FEAT before a login (RFC 2389 section 3).
    private Finding refusing(Reply noop) {
        boolean smtp = greeting.says("[SL]MTP\\b");
        if (!smtp && (noop.is(530, 331) || greeting.says("FTP"))) {
            Reply features = heard(talk.ask("FEAT"));
            if (features.code() == 211) return ftp();
            if (noop.code() == 530 && noop.says("USER|PASS|log ?(ged)? ?in")) return likelyFtp();
        }
        if (smtp || !greeting.says("FTP")) return smtp(noop);
        return likelyFtp();
    }

    private Finding ftp() {
        return Finding.speaks(Protocol.FTP, Confidence.CERTAIN, all());
    }

    private Finding likelyFtp() {
        if (!greeting.says("FTP") && !Pattern.compile("(?i)please login").matcher(all()).find())
            return Finding.unknown("it answers as FTP servers do, and does not call itself one");
        return likely(Protocol.FTP, "it answers as FTP does, and shows no command of its own");
    }

    /// It greeted and says no more, or was not asked.
    private Finding mute() {
        String why = "only its greeting says so: nothing was asked, or nothing answered";
        return named(greeting)
                .map(protocol -> likely(protocol, why))
                .orElseGet(() -> Finding.unknown("it greets with 220, as mail and files do"));
    }

    private Finding likely(Protocol protocol, String why) {
        return Finding.speaks(protocol, Confidence.LIKELY, all()).noting(why);
    }

    private String all() {
        return words.toString();
    }

    /// We have no name that means anything: an address literal (RFC 5321 section 4.1.3).
    private String ourName() {
        return talk.pipe().ourAddress();
    }
}
