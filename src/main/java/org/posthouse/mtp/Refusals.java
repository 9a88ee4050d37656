package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Peer;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TraceField;
import org.posthouse.mail.Verdict.Trouble;
import org.posthouse.mtp.Dialect.Occasion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a reply of what the core refuses, in the codes of the dialect, and writes it to the log.
///
/// @param peer who is refused
record Refusals(Dialect dialect, Peer peer) {
    private static final Logger LOG = LoggerFactory.getLogger(MtpReceiver.class);

    /// @param occasion what the refusal answers
    record Refusal(Trouble trouble, Occasion occasion) {}

    /// Of a recipient.
    Reply of(Refusal refusal, ReversePath from, MailPath to) {
        return logged("refused", refusal, from, List.of(to));
    }

    /// Of a text, whose queue id is the first word in the log.
    Reply of(Refusal refusal, Intake.Text text, ReversePath from, List<MailPath> to) {
        return logged(text.id() + " refused", refusal, from, to);
    }

    private Reply logged(String event, Refusal refusal, ReversePath from, List<MailPath> to) {
        Reply reply = dialect.refusal(Reply.to(refusal.trouble()), refusal.occasion());
        LOG.info(
                "{} from={} to={} peer={} protocol=MTP reply=\"{}\"",
                event,
                printable(from.shown()),
                printable(to.toString()),
                TraceField.literal(peer.address()),
                reply);
        return reply;
    }

    /// No refusal after all: the operator has it. The log is where one finds for whom a text was
    /// that had no header to say so.
    void givenToOperator(ReversePath from, MailPath to) {
        LOG.info(
                "operator takes from={} to={} peer={} protocol=MTP",
                printable(from.shown()),
                printable(List.of(to).toString()),
                TraceField.literal(peer.address()));
    }

    private static String printable(String path) {
        return path.replaceAll("[^ -~]", "?"); // a user's name may have control characters
    }
}
