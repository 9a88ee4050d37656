package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Entry;
import org.posthouse.control.Letter;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.TraceField;

/// All that the queue knows of one message, for people.
final class LetterText {
    private final PrintWriter out;
    private final Instant now;

    LetterText(PrintWriter out, Instant now) {
        this.out = out;
        this.now = now;
    }

    void show(Letter letter) {
        Message message = letter.message();
        line(message.id().toString());
        line("  sender    " + message.from().shown());
        line("  arrived   " + message.origin().arrival() + ", " + age(message) + " ago");
        line("  from      " + peer(message.origin().peer()));
        show(message.reporting());
        line("  size      " + size(message.content().measure()));
        for (Recipient recipient : letter.recipients()) show(recipient);
    }

    private void show(Reporting reporting) {
        reporting.ret().ifPresent(ret -> line("  ret       " + ret));
        reporting.envid().ifPresent(envid -> line("  envid     " + envid.encoded()));
        reporting.acknowledgeTo().forEach(path -> line("  ack to    <" + path + ">"));
    }

    private void show(Recipient recipient) {
        line("  <" + recipient.path() + ">");
        recipient.request().wanted().written().ifPresent(when -> line("      notify " + when));
        recipient.request().original().ifPresent(one -> line("      orcpt " + one.written()));
        switch (recipient.state()) {
            case Waiting waiting -> show("waiting", waiting);
            case Held(var reason, var before) -> {
                line("      held: " + reason);
                show("before", before);
            }
            case Delivered(var at, var remote, var reply) ->
                    line("      delivered " + at + " to " + remote + ": " + reply);
            case Failed(var at, var why) -> line("      failed " + at + ": " + Entry.words(why));
        }
    }

    private void show(String word, Waiting waiting) {
        line(
                "      "
                        + word
                        + ": "
                        + Counted.of(waiting.attempts(), "attempt")
                        + ", next "
                        + waiting.next()
                        + " ("
                        + Units.until(waiting.next(), now)
                        + ")");
        waiting.last().ifPresent(why -> line("      last: " + Entry.words(why)));
        waiting.warned().ifPresent(at -> line("      sender told of the delay " + at));
    }

    private String age(Message message) {
        return Units.span(Duration.between(message.origin().arrival(), now));
    }

    private static String peer(Peer peer) {
        return (peer.name().isEmpty() ? "" : peer.name() + " ")
                + TraceField.literal(peer.address())
                + " by "
                + peer.protocol();
    }

    private static String size(Measure measure) {
        return Counted.of(measure.size(), "octet")
                + ", longest line "
                + measure.longestLine()
                + ", "
                + measure.width().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + ", passed on by "
                + Counted.of(measure.hops(), "host");
    }

    private void line(String words) {
        out.println(Printable.line(words));
    }
}
