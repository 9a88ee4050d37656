package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.ftpmail.FaultyLine.Fault;
import org.posthouse.mail.Memory;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Transcript;

/// Our sender and our receiver play each other with every fault at every line of the dialogue. Then
/// whoever was not served is tried again on a sound line, as a dispatcher would: what was
/// acknowledged is there, once, unless an earlier acknowledgement did not get through.
@Timeout(120)
final class FaultsTest {
    private static final List<String> TO = List.of("a@Y", "nobody@Y", "b@Y", "c@Y");

    /// A sender that gives up may close its data port with a connection waiting there, and once in
    /// a while the system tells nobody: the receiver has to give up by itself.
    private static final String PATIENCE = "@text-timeout \"5s\"";

    @ParameterizedTest
    @CsvSource({
        "rfc765, R, 1000, text=mail",
        "rfc765, R, 2, text=mlfl",
        "rfc765, T, 1000, text=mlfl&data=port",
        "rfc743, R, 2, text=mail",
        "rfc743, T, 1000, text=mail",
        "rfc743, T, 1000, text=mlfl&data=passive",
        "rfc743, R, 1000, text=mlfl&data=port",
    })
    void nothingIsLostNorDoubled(String replies, String schemes, int table, String way)
            throws IOException {
        String script =
                "@host Y\n@replies \"%s\"\n@schemes \"%s\"\n@recipients %d\n@refuse NO_SUCH_USER nobody@Y\n%s"
                        .formatted(replies, schemes, table, PATIENCE);
        for (Fault fault : Fault.values()) {
            int step = 0;
            while (play(script, way, fault, step)) step++;
            assertThat(step).as("lines with " + fault).isGreaterThan(12);
        }
    }

    /// @return whether the dialogue came to the step
    private static boolean play(String script, String way, Fault fault, int step)
            throws IOException {
        String what = script + " " + way + " " + fault + " at line " + step;
        var outcomes = new LinkedHashMap<String, Outcome>();
        try (var receiver = ReceiverFixture.of(Dialogue.of(what, script))) {
            boolean happened;
            try (var line = new FaultyLine(receiver.address(), fault, step)) {
                attempt(line.port(), way, outcomes);
                happened = line.happened();
            }
            check(what, receiver, outcomes);
            attempt(receiver.address().getPort(), way, outcomes);
            check(what, receiver, outcomes);
            assertThat(outcomes).as(what).containsOnlyKeys(TO);
            return happened;
        }
    }

    private static void attempt(int port, String way, Map<String, Outcome> outcomes) {
        List<String> left = TO.stream().filter(one -> !outcomes.containsKey(one)).toList();
        if (left.isEmpty()) return;
        var delivery = TestDelivery.of("waldo@A", String.join(" ", left), "Blah\r\n..\r\n");
        var sender =
                new FtpmailSender(FtpmailSenderSettings.defaults(), Memory.of(""), Transcript.NONE);
        try (Outbound.Conversation conversation =
                sender.converse(SenderTranscriptsTest.hop(port, "?host=Y&" + way), "B")) {
            conversation.deliver(delivery);
            assertThat(delivery.to()).allMatch(one -> delivery.outcome(one).isPresent());
        } catch (IOException _) {
            // deferred
        }
        for (Recipient one : delivery.to())
            delivery.outcome(one)
                    .filter(outcome -> !(outcome instanceof Outcome.Deferred))
                    .ifPresent(outcome -> outcomes.put(one.path().toString(), outcome));
    }

    private static void check(
            String what, ReceiverFixture receiver, Map<String, Outcome> outcomes) {
        List<String> got =
                receiver.intake().letters().stream()
                        .flatMap(letter -> letter.to().stream())
                        .map(Object::toString)
                        .toList();
        assertThat(receiver.intake().letters())
                .as(what)
                .allMatch(letter -> letter.octets().endsWith("\r\nBlah\r\n..\r\n"));
        boolean unheard = !what.contains("NONE");
        for (String one : TO) {
            int copies = Collections.frequency(got, one);
            boolean served = outcomes.get(one) instanceof Outcome.Delivered;
            assertThat(copies)
                    .as(what + ": copies for " + one)
                    .isBetween(served ? 1 : 0, unheard ? 2 : 1);
        }
        assertThat(got).as(what).doesNotContain("nobody@Y");
    }
}
