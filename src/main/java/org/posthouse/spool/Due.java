package org.posthouse.spool;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.MessageId;

/// An entry of the due index: this recipient of this message is to be attempted at that time.
///
/// @param destination where its path leads next; the same whatever the routes say, so that they may
///   change
public record Due(String destination, Instant time, MessageId id, int number) {
    private static final int LONGEST = 255; // RFC 5321 section 4.5.3.1.2

    /// The destination of a path: its next host's key.
    public static String destination(MailPath path) {
        String key = path.next().key();
        return key.length() <= LONGEST ? key : key.substring(0, LONGEST);
    }
}
