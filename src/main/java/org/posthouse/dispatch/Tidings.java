package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.Recipient;

/// What a sender is to hear of a message.
///
/// @param failed those of whom it is told that they will not get the message
/// @param delayed those of whom it is told that they have not got it yet
/// @param until when what is delayed will be given up
record Tidings(Message message, List<Recipient> failed, List<Recipient> delayed, Instant until) {
    Tidings {
        failed = List.copyOf(failed);
        delayed = List.copyOf(delayed);
    }
}
