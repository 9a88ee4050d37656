package org.posthouse.nimail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Transcript;

/// How letters are sent: what is said to Q, and what its words come to.
@Timeout(180)
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

    @Test
    void aLetterHasAsManyRecipientsAsTheHostTakes() throws Exception {
        try (var q =
                new ScriptedQ(
                        line ->
                                line.take()
                                        .until("SFT")
                                        .rneg(0x1001, "No")
                                        .until("STOP")
                                        .stopack(0x1001, "")
                                        .take()
                                        .rest())) {
            var delivery = TestDelivery.of("s@c", "a@x b@x c@x d@x e@x", TEXT);
            try (var conversation = converse(q, "?recipients=2")) {
                conversation.deliver(delivery);
            }
            assertThat(delivery.lines())
                    .containsExactly(
                            "a@x Delivered NIFTP ER 00",
                            "b@x Delivered NIFTP ER 00",
                            "c@x Failed 5.3.0 NIFTP 1001 No",
                            "d@x Failed 5.3.0 NIFTP 1001 No",
                            "e@x Delivered NIFTP ER 00");
            assertThat(records(q)).contains("| a@x,", "| b@x", "| e@x").doesNotContain("| b@x,");
        }
    }

    @Test
    void whatWasSettledBeforeTheLineBrokeStays() throws Exception {
        try (var q = new ScriptedQ(line -> line.take().until("SFT"))) {
            var delivery = TestDelivery.of("s@c", "a@x b@x", TEXT);
            var conversation = converse(q, "?recipients=1");
            assertThatThrownBy(() -> conversation.deliver(delivery))
                    .isInstanceOf(IOException.class);
            assertThat(conversation.usable()).isFalse();
            conversation.close();
            assertThat(delivery.lines())
                    .containsExactly("a@x Delivered NIFTP ER 00", "b@x not settled");
        }
    }

    @Test
    void domainsStandInTheOrderOfTheHop() throws Exception {
        String text = "From: sam@cs.ucl.ac.uk\r\n\r\nMail me@cs.ucl.ac.uk\r\n";
        for (String order : List.of("nrs", "internet")) {
            try (var q = new ScriptedQ(line -> line.take().rest())) {
                var delivery = TestDelivery.of("sam@cs.ucl.ac.uk", "@b.ac.uk,a@c.edu", text);
                try (var conversation = converse(q, "?order=" + order)) {
                    conversation.deliver(delivery);
                }
                boolean nrs = order.equals("nrs");
                assertThat(records(q))
                        .containsExactly(
                                nrs ? "| a%edu.c@uk.ac.b" : "| a%c.edu@b.ac.uk",
                                "| ",
                                nrs ? "| From: sam@uk.ac.ucl.cs" : "| From: sam@cs.ucl.ac.uk",
                                "| ",
                                "| Mail me@cs.ucl.ac.uk");
            }
        }
    }

    /// IEN 169 section 4: addresses on lines of their own, and a file that Q names.
    @Test
    void aHostOfTheFirstGenerationHasItsOwnLetters() throws Exception {
        try (var q = new ScriptedQ(line -> line.take().rest())) {
            var delivery = TestDelivery.of("s@c.edu", "a@x.edu @r.edu,b@y.edu", TEXT);
            try (var conversation = converse(q, "?letter=ien169&order=internet")) {
                conversation.deliver(delivery);
            }
            assertThat(delivery.lines())
                    .containsExactly(
                            "a@x.edu Delivered NIFTP ER 00",
                            "@r.edu,b@y.edu Delivered NIFTP ER 00");
            assertThat(q.heard().getFirst().getFirst()).contains(" 01/22=0003 ", " 40/97");
            assertThat(records(q)).startsWith("| a@x.edu", "| b%y.edu@r.edu", "| ");
        }
    }

    @Test
    void anAddressThatCannotBeWrittenFailsByItself() throws Exception {
        try (var q = new ScriptedQ(line -> line.take().rest())) {
            var delivery =
                    new TestDelivery(
                            new ReversePath.Null(),
                            List.of(
                                    MailPath.to(new Mailbox("j\u00fcrgen", new Host.Name("x"))),
                                    MailPath.to(new Mailbox("a", new Host.Name("x")))),
                            TEXT);
            try (var conversation = converse(q, "")) {
                conversation.deliver(delivery);
            }
            assertThat(delivery.lines().getFirst()).contains("Failed 5.1.3");
            assertThat(delivery.lines().getLast()).isEqualTo("a@x Delivered NIFTP ER 00");
        }
    }

    @Test
    void whatNoShapeFitsFailsBeforeAnythingIsSaid() throws Exception {
        try (var q = new ScriptedQ(line -> line.take().rest())) {
            var delivery = TestDelivery.of("s@c", "a@x", "X: y\r\n\r\n" + "z".repeat(253) + "\r\n");
            var narrow = TestDelivery.of("s@c", "a@x", "X: y\r\n\r\n" + "z".repeat(252) + "\r\n");
            var eight = TestDelivery.of("s@c", "a@x", "X: y\r\n\r\n\u00e4\r\n");
            try (var conversation = converse(q, "")) {
                conversation.deliver(delivery);
                conversation.deliver(eight);
                conversation.deliver(narrow);
            }
            assertThat(delivery.lines()).containsExactly("a@x Failed 5.6.0 a line is too long");
            assertThat(eight.lines()).containsExactly("a@x Failed 5.6.3 not ASCII");
            assertThat(narrow.lines()).containsExactly("a@x Delivered NIFTP ER 00");
        }
    }

    @Test
    void aHostThatMayHaveTheLetterIsAskedToGoOnWithIt() throws Exception {
        try (var q =
                new ScriptedQ(
                        line -> line.take().rest(),
                        line -> line.take().rest(),
                        line ->
                                line.until("SFT")
                                        .rneg(0x1004, "Docket not found")
                                        .until("STOP")
                                        .stopack(0x1004, "")
                                        .take()
                                        .rest(),
                        line -> line.take().rest())) {
            var message = TestDelivery.of("s@c", "a@x b@x", TEXT);
            for (String before : List.of("4.4.1", "4.4.2", "4.4.2", "4.3.0")) {
                TestDelivery delivery = message.anew().after(before);
                try (var conversation = converse(q, "")) {
                    conversation.deliver(delivery);
                }
                assertThat(delivery.lines())
                        .allSatisfy(line -> assertThat(line).endsWith("NIFTP ER 00"));
            }
            List<String> asked =
                    q.heard().stream()
                            .flatMap(List::stream)
                            .filter(said -> said.startsWith("SFT"))
                            .map(said -> said.replaceAll(".* (01/22=\\w+ 08/22=\\w+) .*", "$1"))
                            .toList();
            String id = asked.getFirst().substring("01/22=0001".length());
            assertThat(asked)
                    .containsExactly(
                            "01/22=0001" + id,
                            "01/22=0101" + id,
                            "01/22=0101" + id,
                            "01/22=0001" + id,
                            "01/22=0001" + id);
        }
    }

    @Test
    void aLetterOfWhichTheHostWantsNoMoreIsNotDelivered() throws Exception {
        String large = "From: s@c\r\n\r\n" + ("y".repeat(70) + "\r\n").repeat(200_000);
        try (var q =
                new ScriptedQ(
                        line ->
                                line.until("SFT")
                                        .rpos()
                                        .until("SS")
                                        .say("00 46 00")
                                        .until("ES 00")
                                        .say("00 47 00")
                                        .done()
                                        .rest())) {
            var delivery = TestDelivery.of("s@c", "a@x", large);
            try (var conversation = converse(q, "")) {
                conversation.deliver(delivery);
            }
            assertThat(delivery.lines())
                    .containsExactly("a@x Failed 5.6.0 NIFTP QR 00 before the letter's end");
        }
    }

    private static List<String> records(ScriptedQ q) throws Exception {
        return q.heard().stream().flatMap(List::stream).filter(s -> s.startsWith("|")).toList();
    }
}
