package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Entry;
import org.posthouse.control.Summary;
import org.posthouse.mail.MailPath;

/// The queue as a table for a terminal of 80 columns: a line for each message, its recipients and
/// its reason indented below. Addresses are never cut, for somebody will copy them.
final class QueueTable {
    private static final int WIDTH = 80;
    private static final String ROW = "%-13s %4s %5s %-7s %5s %4s %s";
    private static final String INDENT = "    ";

    private final PrintWriter out;
    private final Instant now;
    private boolean headed;

    QueueTable(PrintWriter out, Instant now) {
        this.out = out;
        this.now = now;
    }

    void add(Entry entry) {
        if (!headed)
            out.println(ROW.formatted("ID", "AGE", "SIZE", "STATE", "TRIES", "NEXT", "SENDER"));
        headed = true;
        out.println(
                ROW.formatted(
                        entry.id(),
                        Units.span(Duration.between(entry.arrival(), now)),
                        Units.size(entry.size()),
                        state(entry.count()),
                        entry.attempts(),
                        entry.next().map(next -> Units.until(next, now)).orElse("-"),
                        Printable.line(entry.from().shown())));
        recipients(entry).forEach(out::println);
        if (!entry.reason().isEmpty()) out.println(INDENT + Printable.line(entry.reason()));
    }

    private static String state(Entry.Count count) {
        if (count.held() == 0) return "waiting";
        return count.waiting() == 0 ? "held" : "both";
    }

    /// As many on a line as fit.
    private static List<String> recipients(Entry entry) {
        var words = new ArrayList<String>();
        for (MailPath path : entry.to()) words.add("<" + Printable.line(path.toString()) + ">");
        int open = entry.count().waiting() + entry.count().held();
        if (open > words.size()) words.add("and " + (open - words.size()) + " more");
        var lines = new ArrayList<String>();
        var line = new StringBuilder(INDENT);
        for (String word : words) {
            boolean first = line.length() == INDENT.length();
            if (!first && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT);
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    void show(Summary summary) {
        String row = "%-40s %9s %9s %8s %8s";
        if (!summary.rows().isEmpty())
            out.println(row.formatted("DESTINATION", "WAITING", "HELD", "OLDEST", "NEXT"));
        for (Summary.Row one : summary.rows())
            out.println(
                    row.formatted(
                            Printable.line(one.destination()),
                            one.waiting(),
                            one.held(),
                            Units.span(Duration.between(one.oldest(), now)),
                            one.next().map(next -> Units.until(next, now)).orElse("-")));
        out.println(
                switch (summary.coverage()) {
                    case Summary.Whole(var messages) -> Counted.of(messages, "message");
                    case Summary.Sample(var messages) ->
                            "Only the oldest "
                                    + Counted.of(messages, "message")
                                    + " were looked at; there are more.";
                });
    }
}
