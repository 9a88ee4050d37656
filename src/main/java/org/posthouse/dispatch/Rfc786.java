package org.posthouse.dispatch;

import org.posthouse.mail.Hop;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;

/// The gateway between NI MAIL and MTP as RFC 786 has it: to hosts of MTP, letters that came by NI
/// MAIL are from `NIMAIL` at the gateway. What MTP has to say of them comes back here, to the
/// postmaster, for hosts that speak MTP alone cannot be asked to know the way to the writer. The
/// way back that was computed stays with the message in the queue.
final class Rfc786 {
    private static final String NIMAIL = "NIMAIL";
    private static final String SETTING = "nimail-from";
    private static final String AUTHOR = "author";

    private Rfc786() {}

    /// Whether the gateway stands for the writer. A hop of hosts that know better can say otherwise
    /// (`mtp://host?nimail-from=author`).
    static boolean standsFor(Message message, Hop.Remote hop) {
        return message.origin().peer().protocol().equals(NIMAIL)
                && !AUTHOR.equals(hop.settings().get(SETTING));
    }

    static MailPath gateway(String host) {
        return MailPath.to(new Mailbox(NIMAIL, Names.known(host)));
    }
}
