package org.posthouse.dispatch;

import module java.base;

import org.posthouse.gateway.ShapeSettings;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Recipient;

/// Where mail that matches a pattern is sent, and with how much patience.
///
/// @param to the pattern, as the configuration writes it
/// @param hops to be tried in this order, at least one
/// @param connections to each of them at one time
/// @param knownAs our name in that environment (RFC 780 section 3.2)
/// @param shape what mail is to look like there
public record Route(
        String to,
        List<Hop> hops,
        Patience patience,
        int connections,
        String knownAs,
        ShapeSettings shape)
        implements Routing {
    public Route {
        hops = List.copyOf(hops);
        if (hops.isEmpty()) throw new IllegalArgumentException("a route leads somewhere");
    }

    /// With mail in the shapes that go without saying.
    public Route(String to, List<Hop> hops, Patience patience, int connections, String knownAs) {
        this(to, hops, patience, connections, knownAs, ShapeSettings.defaults());
    }

    /// The state in which a recipient that goes this way enters the queue: held at once where the
    /// route says so, which saves a second commit.
    public Recipient.State entering(Instant now) {
        var waiting = Recipient.Waiting.fresh(now);
        return holds() ? new Recipient.Held(heldBecause(), waiting) : waiting;
    }

    /// Whether it leads nowhere until a person has changed it.
    public boolean holds() {
        return hops.getFirst() instanceof Hop.Hold;
    }

    /// The same by these hops, in their order.
    Route by(List<Hop> others) {
        return new Route(to, others, patience, connections, knownAs);
    }

    String heldBecause() {
        return "the route to " + to + " holds mail";
    }
}
