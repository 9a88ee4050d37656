package org.posthouse.nimail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.wire.Transcript;

/// How letters are sent: what is said to Q, and what its words come to.
@Timeout(60)
final class NimailSenderTest {
    static final String TEXT = "From: sam@c.example\r\nSubject: Hi\r\n\r\nBody\r\n.\r\n";

    static Hop.Remote hop(int port, String query) {
        return (Hop.Remote)
                ((Hop.Understood) Hop.parse("nimail://127.0.0.1:" + port + query)).hop();
    }

    static Outbound.Conversation converse(ScriptedQ q, String query) throws IOException {
        return new NimailSender(
                        NimailSenderSettings.defaults(), Acquaintances.NONE, Transcript.NONE)
                .converse(hop(q.port(), query), "relay.example");
    }

    @Test
    void severalMessagesGoOverOneConnection() throws Exception {
        try (var q = new ScriptedQ(line -> line.take().take().rest())) {
            var one = TestDelivery.of("s@c", "a@x b@x", TEXT);
            var two = TestDelivery.of("s@c", "c@x", TEXT);
            try (var conversation = converse(q, "")) {
                conversation.deliver(one);
                assertThat(conversation.usable()).isTrue();
                conversation.deliver(two);
            }
            assertThat(one.lines())
                    .containsExactly("a@x Delivered NIFTP ER 00", "b@x Delivered NIFTP ER 00");
            assertThat(two.lines()).containsExactly("c@x Delivered NIFTP ER 00");
            assertThat(q.heard()).hasSize(1);
        }
    }
}
