/// The Mail Transfer Protocol of May 1981 (RFC 780): [MtpReceiver] and [MtpSender].
///
/// The receiver: [Command] is what a line of the sender means, [Scheme] what is remembered between
/// lines, [Reply] everything we can say; [Receiving] brings them together, [Hearing] takes the
/// texts.
@NullMarked
package org.posthouse.mtp;

import org.jspecify.annotations.NullMarked;
