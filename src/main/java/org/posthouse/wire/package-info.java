/// Lines, texts and connections: what every protocol that talks in lines of octets needs, and
/// nothing of mail.
///
/// A [Listener] accepts and gives each conversation a virtual thread and a [Connection]; a sender
/// opens its own. A connection reads lines ([LineReader]) and texts ([DotText]) or [Octets]; its
/// [Lifeline] keeps a [Deadline] and knows why it ends; its [Transcript] is kept by who opens it.
@NullMarked
package org.posthouse.wire;

import org.jspecify.annotations.NullMarked;
