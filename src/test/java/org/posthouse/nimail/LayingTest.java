package org.posthouse.nimail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.mail.Memory;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Transcript;

/// How it is found out, and remembered, whether a host wants the called service's name first.
@Timeout(180)
final class LayingTest {
    private static final String TAKEN = "a@x Delivered NIFTP ER 00";

    private final Memory known = new Memory();
    private final Map<String, String> facts = known.facts();

    private List<String> deliver(ScriptedQ q, String query) throws IOException {
        return deliver(q, query, NimailSenderSettings.defaults());
    }

    private List<String> deliver(ScriptedQ q, String query, NimailSenderSettings settings)
            throws IOException {
        var delivery = TestDelivery.of("s@c", "a@x", NimailSenderTest.TEXT);
        try (var conversation =
                new NimailSender(settings, known, Transcript.NONE)
                        .converse(NimailSenderTest.hop(q.port(), query), "relay.example")) {
            conversation.deliver(delivery);
        }
        return delivery.lines();
    }

    @Test
    void aStrangerHearsSftAtOnce() throws Exception {
        try (var q = new ScriptedQ(line -> line.take().rest())) {
            assertThat(deliver(q, "")).containsExactly(TAKEN);
            assertThat(facts).containsEntry("mapping", "straight");
            assertThat(q.heard()).hasSize(1);
        }
    }

    @Test
    void whoHangsUpIsCalledAgainWithTheServicesName() throws Exception {
        try (var q = new ScriptedQ(ScriptedQ.Line::hangUp, line -> line.service().take().rest())) {
            assertThat(deliver(q, "")).containsExactly(TAKEN);
            assertThat(facts).containsEntry("mapping", "service");
            assertThat(q.heard()).hasSize(2);
            assertThat(q.heard().get(1).getFirst()).isEqualTo("service ftp.mail");
        }
    }

    @Test
    void soIsWhoSaysNothing() throws Exception {
        // The second one's time is short too, up to its first answer.
        try (var q = new ScriptedQ(ScriptedQ.Line::rest, line -> line.service().take().rest())) {
            assertThat(deliver(q, "", impatient())).containsExactly(TAKEN);
            assertThat(facts).containsEntry("mapping", "service");
        }
    }

    private static NimailSenderSettings impatient() {
        var standard = NimailSenderSettings.defaults();
        return new NimailSenderSettings(
                standard.connectTimeout(),
                standard.replyTimeout(),
                Duration.ofSeconds(3),
                standard.dataTimeout(),
                standard.greeting());
    }

    @Test
    void soIsWhoDoesNotSpeakNiftp() throws Exception {
        try (var q =
                new ScriptedQ(
                        line -> line.say("81 41").rest(), line -> line.service().take().rest())) {
            assertThat(deliver(q, "", impatient())).containsExactly(TAKEN);
        }
    }

    @Test
    void whatIsKnownIsSaidAtOnce() throws Exception {
        facts.put("mapping", "service");
        try (var q = new ScriptedQ(line -> line.service().take().rest())) {
            assertThat(deliver(q, "")).containsExactly(TAKEN);
            assertThat(q.heard()).hasSize(1);
        }
    }

    @Test
    void whoHasChangedIsSoonKnownAsWhatHeIs() throws Exception {
        facts.put("mapping", "service");
        try (var q = new ScriptedQ(ScriptedQ.Line::hangUp, line -> line.take().rest())) {
            assertThat(deliver(q, "")).containsExactly(TAKEN);
            assertThat(facts).containsEntry("mapping", "straight");
        }
    }

    @Test
    void whoAnswersNeitherIsNotRemembered() throws Exception {
        try (var q = new ScriptedQ(ScriptedQ.Line::hangUp)) {
            assertThatThrownBy(() -> deliver(q, "")).isInstanceOf(IOException.class);
            assertThat(facts).isEmpty();
            assertThat(q.heard()).hasSize(2);
        }
    }

    @Test
    void whatTheRouteSaysIsNotDoubted() throws Exception {
        facts.put("mapping", "service");
        for (String told : List.of("straight", "service")) {
            try (var q = new ScriptedQ(ScriptedQ.Line::hangUp)) {
                assertThatThrownBy(() -> deliver(q, "?mapping=" + told))
                        .isInstanceOf(IOException.class);
                assertThat(q.heard())
                        .hasSize(1)
                        .first()
                        .isEqualTo(
                                List.of("first octet " + (told.equals("service") ? "66" : "b0")));
            }
        }
        assertThat(facts).containsEntry("mapping", "service");
    }
}
