package org.posthouse.control;

import module java.base;

import org.posthouse.mail.MessageId;

/// What an operation is to touch.
public sealed interface Selection {
    /// These messages, each with all its open recipients. Those that are not there are named in the
    /// answer.
    record Ids(List<MessageId> ids) implements Selection {
        public Ids {
            ids = List.copyOf(ids);
        }
    }

    /// All recipients that a filter matches, and no others of the same message.
    record Matching(Filter filter) implements Selection {}
}
