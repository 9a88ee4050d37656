/// The SMTP channel (RFC 5321): [SmtpReceiver] takes mail in, [SmtpSender] sends it on.
///
/// Extensions on both sides: PIPELINING (RFC 2920), SIZE (RFC 1870), 8BITMIME (RFC 6152),
/// ENHANCEDSTATUSCODES (RFC 2034), DSN (RFC 3461). All words the receiver can say stand in [Reply].
@NullMarked
package org.posthouse.smtp;

import org.jspecify.annotations.NullMarked;
