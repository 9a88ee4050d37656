/// NI MAIL: the mail of the British universities (JNT Mail, the "Grey Book"), a file for each
/// message and host, carried by NIFTP ([org.posthouse.nimail.niftp]). The Grey Book's text is lost;
/// the source of every fact here is docs/nimail.md.
///
/// The sender: [NimailSender] opens a [Sending] to a host, which carries each message in as many
/// [Letter]s as its recipients need; a [Call] is the connection they go over. The receiver:
/// [MailService] makes an [IncomingLetter] of each that is handed over, and through [Collecting]
/// gives hosts that come for their mail a [FetchedLetter] at a time.
@NullMarked
package org.posthouse.nimail;

import org.jspecify.annotations.NullMarked;
