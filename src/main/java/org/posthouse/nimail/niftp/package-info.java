/// NIFTP, the Network Independent File Transfer Protocol in its revision of 1980/81 (FTP-B(80), the
/// "Blue Book"), over TCP: level 0 negotiates, level 1 controls the transfer, level 2 is the data.
/// P calls and asks, Q listens and answers; whichever holds the data is the sender.
///
/// The specification's text is lost. The source of every fact here is docs/niftp.md, made from the
/// programs of the time and from what they said on the line.
///
/// Whoever wants to be called implements a [Service] and gives it to [NiftpReceiver]; files are one
/// such service. Whoever calls uses [Initiator].
@NullMarked
package org.posthouse.nimail.niftp;

import org.jspecify.annotations.NullMarked;
