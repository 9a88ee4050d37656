package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Advice;
import org.posthouse.ports.Baseline;
import org.posthouse.ports.BaselineCheck;
import org.posthouse.ports.Inspection;
import org.posthouse.ports.JsonText;
import org.posthouse.ports.ListenerJson;
import org.posthouse.ports.sockets.LocalSocket;

/// What a check against a baseline came to, for a person, a program, or the logs of a CI.
///
/// @param file the baseline's
record BaselineReport(BaselineCheck check, String file) {
    /// For whom.
    enum Format {
        TEXT,
        JSON,
        /// Workflow commands of GitHub Actions, which shows them beside the run.
        GITHUB,
        /// XML as JUnit's, which most CI servers show.
        JUNIT
    }

    List<String> lines(Format format) {
        return switch (format) {
            case TEXT -> text();
            case JSON -> List.of(json());
            case GITHUB -> github();
            case JUNIT -> junit();
        };
    }

    private static String place(LocalSocket socket) {
        return socket.transport().word() + " " + socket.endpoint();
    }

    private static String what(Inspection one) {
        return Printable.line(Advice.summary(one.verdict()) + ": " + one.socket().owners().words());
    }

    private List<String> text() {
        var lines = new ArrayList<String>();
        for (Inspection one : check.findings()) lines.add(place(one.socket()) + "  " + what(one));
        for (Baseline.Entry entry : check.missing())
            lines.add(entry + "  missing: nothing listens there");
        int findings = check.findings().size();
        lines.add(
                "%d as expected, %d not, %d missing."
                        .formatted(
                                check.judged().size() - findings,
                                findings,
                                check.missing().size()));
        return lines;
    }

    private String json() {
        return JsonText.of(
                JsonText.object(
                        "result",
                        check.result().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "expected",
                        check.judged().size() - check.findings().size(),
                        "findings",
                        check.findings().stream()
                                .map(one -> ListenerJson.of(one, List.of()))
                                .toList(),
                        "missing",
                        check.missing().stream().map(Baseline.Entry::toString).toList()));
    }

    /// In the data of a command `%`, CR and LF are written in hexadecimal; [Printable] leaves none
    /// of the latter.
    private List<String> github() {
        var lines = new ArrayList<String>();
        for (Inspection one : check.findings())
            lines.add("::error title=" + title(place(one.socket())) + "::" + data(what(one)));
        for (Baseline.Entry entry : check.missing())
            lines.add("::error title=" + title(entry.toString()) + "::missing");
        if (lines.isEmpty()) lines.add("::notice title=" + title(file) + "::all as expected");
        return lines;
    }

    private static String data(String text) {
        return text.replace("%", "%25");
    }

    private static String title(String text) {
        return data(Printable.line(text)).replace(":", "%3A").replace(",", "%2C");
    }

    private List<String> junit() {
        var lines = new ArrayList<String>();
        int failures = check.findings().size() + check.missing().size();
        lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        lines.add(
                "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">"
                        .formatted(
                                xml(file),
                                check.judged().size() + check.missing().size(),
                                failures));
        Set<Inspection> bad = new HashSet<>(check.findings());
        for (Inspection one : check.judged())
            lines.add(
                    testcase(
                            place(one.socket()),
                            bad.contains(one) ? Optional.of(what(one)) : Optional.empty()));
        for (Baseline.Entry entry : check.missing())
            lines.add(testcase(entry.toString(), Optional.of("missing: nothing listens there")));
        lines.add("</testsuite>");
        return lines;
    }

    private static String testcase(String name, Optional<String> failure) {
        String start = "  <testcase classname=\"listeners\" name=\"" + xml(name) + "\"";
        return failure.map(why -> start + "><failure message=\"" + xml(why) + "\"/></testcase>")
                .orElse(start + "/>");
    }

    private static String xml(String text) {
        return Printable.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
