package org.posthouse.control;

import org.posthouse.mail.MailPath;

/// Tells whose mail would be held again as soon as it is released, because its route says so.
@FunctionalInterface
public interface Holds {
    /// For queues without routes.
    Holds NONE = _ -> false;

    boolean holds(MailPath path);
}
