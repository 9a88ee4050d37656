package org.posthouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.control.Done.Why;
import org.posthouse.control.Work.Change;
import org.posthouse.control.Work.Not;
import org.posthouse.control.Work.To;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.State;
import org.posthouse.mail.Recipient.Waiting;

/// Every work on every state.
final class WorkTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final Optional<Instant> WARNED = Optional.of(NOW.minusSeconds(9));
    private static final Optional<Diagnosis> LAST =
            Optional.of(new Diagnosis("4.2.0", "relay.example", "450 busy"));
    private static final Waiting WAITING = new Waiting(3, LATER, WARNED, LAST);
    private static final Waiting DUE = new Waiting(3, NOW, WARNED, LAST);
    private static final Held HELD = new Held("checking", WAITING);
    private static final State DELIVERED = new Delivered(NOW, "relay.example", "250 ok");
    private static final State FAILED = new Failed(NOW, LAST.get());

    private static Change done(Work work, State state) {
        return work.change(new Recipient(0, Way.path("a@b"), state), NOW);
    }

    private static State givenUp(String words) {
        return new Failed(NOW, new Diagnosis("5.3.0", "", words));
    }

    @Test
    void whatWaits() {
        assertThat(done(new Work.Retry(), WAITING)).isEqualTo(new To(DUE));
        assertThat(done(new Work.Hold("no"), WAITING)).isEqualTo(new To(new Held("no", WAITING)));
        assertThat(done(new Work.Release(), WAITING)).isEqualTo(new Not(Why.NOT_HELD));
        assertThat(done(new Work.Delete(), WAITING))
                .isEqualTo(new To(givenUp("deleted by the postmaster")));
        assertThat(done(new Work.Bounce("too old"), WAITING))
                .isEqualTo(new To(givenUp("returned by the postmaster: too old")));
    }

    @Test
    void whatIsHeld() {
        assertThat(done(new Work.Retry(), HELD)).isEqualTo(new Not(Why.HELD));
        assertThat(done(new Work.Hold("no"), HELD)).isEqualTo(new To(new Held("no", WAITING)));
        assertThat(done(new Work.Release(), HELD)).isEqualTo(new To(DUE));
        assertThat(done(new Work.Delete(), HELD))
                .isEqualTo(new To(givenUp("deleted by the postmaster")));
        assertThat(done(new Work.Bounce("x"), HELD))
                .isEqualTo(new To(givenUp("returned by the postmaster: x")));
    }

    @Test
    void whatIsSettledStaysSo() {
        for (State state : List.of(DELIVERED, FAILED)) {
            for (Work work :
                    List.of(
                            new Work.Retry(),
                            new Work.Hold("no"),
                            new Work.Release(),
                            new Work.Delete(),
                            new Work.Bounce("x"))) {
                assertThat(done(work, state)).isEqualTo(new Not(Why.GONE));
            }
        }
    }
}
