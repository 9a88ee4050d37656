package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Outcome;

/// What became of one message, in one line and as an exit status.
record Account(List<MailPath> to, List<Outcome> outcomes) {
    /// Refused by the peer, for some recipients or all; else to be tried later; else done.
    Exit exit() {
        if (outcomes.stream().anyMatch(Outcome.Failed.class::isInstance)) return Exit.REFUSED;
        if (outcomes.stream().anyMatch(Outcome.Deferred.class::isInstance)) return Exit.LATER;
        return Exit.DONE;
    }

    String line() {
        return Printable.line(outcomes.size() == 1 ? single(outcomes.getFirst()) : several());
    }

    private static String single(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered(_, var reply) -> "accepted: " + reply;
            case Outcome.Failed(var why) -> "refused: " + words(why);
            case Outcome.Deferred(var why) -> "try later: " + words(why);
        };
    }

    private String several() {
        var replies = new LinkedHashSet<String>();
        var others = new StringBuilder();
        int accepted = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (outcome instanceof Outcome.Delivered(_, var reply)) {
                accepted++;
                replies.add(reply);
            } else {
                others.append("; <").append(to.get(i)).append("> ").append(single(outcome));
            }
        }
        return "accepted for "
                + accepted
                + " of "
                + outcomes.size()
                + " recipients"
                + (replies.isEmpty() ? "" : ": " + String.join(", ", replies))
                + others;
    }

    private static String words(Diagnosis why) {
        return why.reply().isEmpty() ? why.status() : why.reply();
    }
}
