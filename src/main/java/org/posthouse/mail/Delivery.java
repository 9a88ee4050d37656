package org.posthouse.mail;

import module java.base;

/// One message on its way to one hop: what a sender is given, and where it says what became of it.
public interface Delivery {
    Message message();

    /// As it is to be written there, our own name put at the front of the route where the protocol
    /// wants it.
    ReversePath from();

    /// The recipients this hop is to take, at least one.
    List<Recipient> to();

    /// The content in a shape that `limits` allow.
    ///
    /// @throws IOException when the store fails; the attempt is then put off
    Fit fit(Limits limits) throws IOException;

    /// A short path by way of this host that stands for `path`, where a protocol cannot carry it or
    /// a mailbox on the way back: mail to it comes to us and goes on to `path`. The same one each
    /// time for the same correspondent.
    ///
    /// @return nothing where no such paths are kept
    /// @throws IOException when the store fails; the attempt is then put off
    Optional<MailPath> alias(MailPath path) throws IOException;

    /// Whom the next host is to send an acknowledgement (RFC 1148 appendix B: the `Acknowledge-To:`
    /// field of JNT Mail): the sender, as he is written there, if he asked to be told of the
    /// success for all of [#to]. A content that has come with such a field still has it.
    default Optional<MailPath> acknowledgeTo() {
        return Optional.empty();
    }

    /// Records what became of one recipient: at once when the peer has taken responsibility, so
    /// that a line that breaks later does not send it again. Recipients never settled count as
    /// deferred.
    void settle(Recipient recipient, Outcome outcome);

    /// All recipients not settled yet came to the same.
    void settleRest(Outcome outcome);
}
