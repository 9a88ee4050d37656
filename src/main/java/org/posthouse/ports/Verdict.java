package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.identify.Protocol;
import org.posthouse.ports.registry.State;
import org.posthouse.ports.sockets.Executable;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;

/// What to think of a listener. It is reached from [Facts] alone by [Judgement], and says what it
/// rests upon; it is never reached from a number that somebody calls bad.
public sealed interface Verdict {
    /// How much it matters.
    enum Gravity {
        /// As it should be.
        FINE,
        /// Somebody should look.
        FINDING,
        /// Somebody should look at once.
        ALARM,
        /// What would decide is hidden from whoever asks.
        UNJUDGED
    }

    /// As the baseline has it.
    record Listed() implements Verdict {}

    /// It speaks what the port is registered for.
    record AsRegistered(Protocol protocol, String service) implements Verdict {}

    /// The port is registered and what was seen does not speak against it; what it speaks was not
    /// established.
    record Plausible(List<String> services) implements Verdict {
        public Plausible {
            services = List.copyOf(services);
        }
    }

    /// A temporary port, for this machine only, of a process that is known.
    record Passing(Owner owner) implements Verdict {}

    /// It speaks what the port was once for, and is not any more: MTP on 57, NIFTP on 47.
    record Museum(Protocol protocol, String name) implements Verdict {}

    /// It speaks a known protocol on the port of another: SMTP on 2525.
    record Elsewhere(Protocol protocol, List<String> services) implements Verdict {
        public Elsewhere {
            services = List.copyOf(services);
        }
    }

    /// It speaks a known protocol on a port that is nobody's.
    record Unregistered(Protocol protocol, State state) implements Verdict {}

    /// The port is for whatever its user likes, so that only he can say.
    ///
    /// @param observed what it speaks, if that is known
    record Confirm(State state, Optional<Protocol> observed) implements Verdict {}

    /// Nothing explains it.
    ///
    /// @param why in a phrase
    record Investigate(String why) implements Verdict {}

    /// The program itself is suspect.
    record Alarm(Owner owner, Executable program, Set<Executable.Mark> marks) implements Verdict {
        public Alarm {
            marks = Set.copyOf(marks);
        }
    }

    /// There is a baseline and this is not on it.
    record Unlisted() implements Verdict {}

    /// There is a baseline, and it has something else there.
    record Differs(List<String> how) implements Verdict {
        public Differs {
            how = List.copyOf(how);
        }
    }

    /// Nothing can be said without knowing its owner.
    record Unjudged(Owners.Lacking lacking) implements Verdict {}

    default Gravity gravity() {
        return switch (this) {
            case Listed _, AsRegistered _, Plausible _, Passing _ -> Gravity.FINE;
            case Museum _, Elsewhere _, Unregistered _, Confirm _ -> Gravity.FINDING;
            case Investigate _, Unlisted _, Differs _ -> Gravity.FINDING;
            case Alarm _ -> Gravity.ALARM;
            case Unjudged _ -> Gravity.UNJUDGED;
        };
    }

    /// For scripts: a word that stays as it is.
    default String word() {
        return switch (this) {
            case Listed _ -> "listed";
            case AsRegistered _ -> "as-registered";
            case Plausible _ -> "plausible";
            case Passing _ -> "passing";
            case Museum _ -> "museum-piece";
            case Elsewhere _ -> "port-of-another";
            case Unregistered _ -> "unregistered-use";
            case Confirm _ -> "confirm";
            case Investigate _ -> "investigate";
            case Alarm _ -> "alarm";
            case Unlisted _ -> "not-in-baseline";
            case Differs _ -> "differs-from-baseline";
            case Unjudged _ -> "unjudged";
        };
    }
}
