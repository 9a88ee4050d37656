/// The values mail is made of, and the doors between those who carry it.
///
/// Values: [Mailbox], [MailPath], [ReversePath], [Envelope], [Recipient], [Message], [Content],
/// [Hop]. What MTP, SMTP and JNT Mail write of them is read and written by [Rfc780Path],
/// [Rfc5321Path], [JntPath], [JntReader] and [JntWriter]. What is said to a peer is a [Verdict];
/// what an attempt came to is an [Outcome]. Doors: [Intake] (in), [Outbound] (out) and [Collection]
/// (for who comes for his mail). Who looks on sees [Transfers]. Nothing here knows a socket, a file
/// or a database, and this package imports no other of ours.
@NullMarked
package org.posthouse.mail;

import org.jspecify.annotations.NullMarked;
