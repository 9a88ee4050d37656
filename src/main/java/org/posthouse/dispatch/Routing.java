package org.posthouse.dispatch;

import org.posthouse.mail.Host;

/// What the routes say of a path.
public sealed interface Routing permits Route, Routing.Nowhere {
    /// No route leads there. Intake refuses such mail (RFC 3463 section 3.5, X.4.4); what is in the
    /// queue already waits for the routes to change.
    record Nowhere(Host host) implements Routing {}
}
