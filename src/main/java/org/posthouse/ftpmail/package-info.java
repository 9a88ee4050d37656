/// Mail by the File Transfer Protocol, as it was sent before there was MTP: the MAIL and MLFL
/// commands (RFC 385, RFC 454, RFC 765), several recipients by XRSQ and XRCP (RFC 743) or MRSQ and
/// MRCP (RFC 765). [FtpmailReceiver] and [FtpmailSender]. No file is ever touched.
///
/// The receiver: [Command] is what a line of the user process means, [Ident] reads the recipients
/// in it, [Scheme] is what is remembered of them between lines, [Saying] everything we can say, in
/// the reply codes of either [Generation]. [Receiving] is the conversation, [Mailing] the part of
/// it that is about mail; [Hearing] takes the texts, on the control connection or on the one a
/// [DataPort] opens, and an [Author] finds in their headers whom they are from.
///
/// The sender: a [Channel] to the host, on which each command gets its [Answer]; [Naming] writes
/// recipients, [Negotiation] finds how the host takes several, a [Passage] brings a text there, by
/// MAIL or over a [DataLine], and a [Transmission] sends one message; [Sending] brings them
/// together.
@NullMarked
package org.posthouse.ftpmail;

import org.jspecify.annotations.NullMarked;
