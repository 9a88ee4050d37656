package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.Xtext;

/// What a sender asks to be told (RFC 3461 section 5.3), as a comment line of a control file: RFC
/// 785 has no words for it. The lines are those that an export of a queue has for the same, `;
/// notices ret=HDRS envid="x"` and, after a `TO:`, `; request notify="NEVER"`.
sealed interface Asked {
    /// With the message as a whole.
    record OfMessage(Reporting reporting) implements Asked {}

    /// With the recipient of the line before.
    record OfRecipient(Request request) implements Asked {}

    /// The line says something else, or nothing that can be understood.
    record Otherwise() implements Asked {}

    int LONGEST = 2000; // characters of a line: each is a step of what reads it
    Pattern LINE = Pattern.compile(";\\s*([a-z]+)\\s+(.*\\S)\\s*");
    Pattern VALUE =
            Pattern.compile("([a-z]+)=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([\\w.:+-]+))(?:\\s+|$)");

    /// Understands a line, its semicolon and all.
    static Asked read(String line) {
        Matcher found = LINE.matcher(line);
        if (line.length() > LONGEST || !found.matches()) return new Otherwise();
        return values(found.group(2))
                .flatMap(
                        values ->
                                switch (found.group(1)) {
                                    case "notices" -> message(values);
                                    case "request" -> recipient(values);
                                    default -> Optional.empty();
                                })
                .orElseGet(Otherwise::new);
    }

    private static Optional<Map<String, String>> values(String text) {
        var values = new HashMap<String, String>();
        Matcher value = VALUE.matcher(text);
        int at = 0;
        for (;
                at < text.length() && value.region(at, text.length()).lookingAt();
                at = value.end()) {
            String quoted = value.group(2);
            String plain = quoted == null ? value.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            if (values.put(value.group(1), plain) != null) return Optional.empty();
        }
        return at < text.length() ? Optional.empty() : Optional.of(values);
    }

    private static Optional<Asked> message(Map<String, String> values) {
        if (!Set.of("ret", "envid").containsAll(values.keySet())) return Optional.empty();
        Optional<Reporting.Ret> ret =
                Stream.of(Reporting.Ret.values())
                        .filter(one -> one.name().equals(values.get("ret")))
                        .findFirst();
        Optional<Xtext> envid = Optional.ofNullable(values.get("envid")).flatMap(Xtext::read);
        return ret.isPresent() == values.containsKey("ret")
                        && envid.isPresent() == values.containsKey("envid")
                ? Optional.of(new OfMessage(new Reporting(ret, envid, List.of())))
                : Optional.empty();
    }

    private static Optional<Asked> recipient(Map<String, String> values) {
        if (!Set.of("notify", "orcpt").containsAll(values.keySet())) return Optional.empty();
        Optional<Notify> wanted = Optional.ofNullable(values.get("notify")).flatMap(Notify::parse);
        Optional<OriginalRecipient> original =
                Optional.ofNullable(values.get("orcpt")).flatMap(OriginalRecipient::parse);
        return wanted.isPresent() == values.containsKey("notify")
                        && original.isPresent() == values.containsKey("orcpt")
                ? Optional.of(
                        new OfRecipient(
                                new Request(wanted.orElseGet(Notify.Unsaid::new), original)))
                : Optional.empty();
    }

    /// The line for it, ended by CRLF; empty when nothing is asked.
    static String line(Reporting reporting) {
        return line(
                "; notices",
                value("ret", reporting.ret().map(Reporting.Ret::name)),
                value("envid", reporting.envid().map(Xtext::encoded)));
    }

    static String line(Request request) {
        return line(
                "; request",
                value("notify", request.wanted().written()),
                value("orcpt", request.original().map(OriginalRecipient::written)));
    }

    private static String line(String word, String... values) {
        String all = String.join("", values);
        return all.isEmpty() ? "" : word + all + "\r\n";
    }

    private static String value(String name, Optional<String> value) {
        return value.map(text -> " " + name + "=\"" + text.replaceAll("[\"\\\\]", "\\\\$0") + "\"")
                .orElse("");
    }
}
