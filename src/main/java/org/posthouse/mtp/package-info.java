/// The Mail Transfer Protocol of May 1981 (RFC 780): [MtpReceiver] and [MtpSender].
///
/// The receiver: [Command] is what a line of the sender means, [Scheme] what is remembered between
/// lines, [Reply] everything we can say; [Receiving] brings them together, [Hearing] takes the
/// texts.
///
/// The sender: a [Channel] to the host, on which each command gets its [Answer]; [Sizes] says what
/// may be sent there, [Negotiation] finds how it takes several recipients, a [Transmission] sends
/// one message to them; [Sending] brings them together.
@NullMarked
package org.posthouse.mtp;

import org.jspecify.annotations.NullMarked;
