package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.ReversePath;

/// Senders are told what they asked to be told, and nothing else: RFC 3461 section by section.
@Timeout(120)
@ExtendWith(Greenwich.class)
@SuppressWarnings("StringConcatToTextBlock") // the line ends are CRLF and are meant to be seen
final class AskedTest {
    private static final String RELAY = Sender.RELAY;

    private final Sender sender = new Sender();
    private final Post post = sender.post;

    @AfterEach
    void close() {
        sender.close();
    }

    // --- RFC 3461 section 5.2.3 and 10.6: local delivery

    @Test
    void whoAsksIsToldOfDelivery() throws IOException {
        post.reporting = Sender.envelope(Optional.of(Reporting.Ret.FULL), "QQ+20314159");
        sender.ask("bob@here.example", "SUCCESS", "rfc822;Bob@Example.COM");
        sender.send("joe@x.example", "bob@here.example", "ann@here.example");
        String text = sender.onlyNotice();
        assertThat(sender.notices().getFirst().from()).isEqualTo(new ReversePath.Null());
        assertThat(sender.recipients(sender.notices().getFirst())).containsExactly("joe@x.example");
        assertThat(text)
                .contains(
                        "Subject: Your message was delivered\r\n",
                        "\r\n"
                                + "Original-Envelope-Id: QQ 314159\r\n"
                                + "Reporting-MTA: dns; gate.example\r\n",
                        "\r\n\r\nOriginal-Recipient: rfc822; Bob@Example.COM\r\n"
                                + "Final-Recipient: rfc822; bob@here.example\r\n"
                                + "Action: delivered\r\n"
                                + "Status: 2.0.0\r\n"
                                + "Last-Attempt-Date: ",
                        "Content-Type: text/rfc822-headers\r\n",
                        "Subject: a letter\r\n")
                .as("5.2.8: nobody else, and 4.3: the header alone")
                .doesNotContain("ann@", "Hello");
    }

    @Test
    void theNamesThatTheSenderGaveAreNotChanged() throws IOException {
        String envid = "x".repeat(80) + "+20+20" + "y".repeat(14);
        String address = "z".repeat(480) + "@here";
        post.reporting = Sender.envelope(Optional.empty(), envid);
        sender.ask("bob@here.example", "SUCCESS", "rfc822;" + address);
        sender.send("joe@x.example", "bob@here.example");
        assertThat(sender.onlyNotice())
                .contains(
                        "\r\nOriginal-Envelope-Id: " + envid.replace("+20", " ") + "\r\n",
                        "\r\nOriginal-Recipient: rfc822; " + address + "\r\n");
    }

    @Test
    void whoAsksForSomethingElseIsNot() throws IOException {
        sender.ask("a@here.example", "FAILURE,DELAY", "rfc822;a@b");
        sender.ask("b@here.example", "NEVER", "");
        sender.ask("c@here.example", "", "rfc822;c@b");
        sender.send(
                "joe@x.example",
                "a@here.example",
                "b@here.example",
                "c@here.example",
                "d@here.example");
        assertThat(sender.notices()).isEmpty();
    }

    // --- section 5.2.2 and 10.8: relay to a host that does not offer DSN

    @Test
    void whoAsksIsToldOfRelaying() throws IOException {
        sender.ask("dana@a.example", "SUCCESS,FAILURE", "rfc822;Dana@Ivory.EDU");
        sender.send("joe@x.example", "dana@a.example");
        assertThat(sender.onlyNotice())
                .contains(
                        "Subject: Your message was passed on\r\n",
                        "That host does not confirm delivery.",
                        "Original-Recipient: rfc822; Dana@Ivory.EDU\r\n"
                                + "Final-Recipient: rfc822; dana@a.example\r\n"
                                + "Action: relayed\r\n"
                                + "Status: 2.0.0\r\n"
                                + "Remote-MTA: dns; there\r\n"
                                + "Diagnostic-Code: smtp; 250 OK\r\n")
                .doesNotContain("Original-Envelope-Id");
    }

    /// Section 5.2.1: a host that offers DSN answers for it.
    @Test
    void aHostThatNotifiesTells() throws IOException {
        post.notifies = true;
        sender.ask("dana@a.example", "SUCCESS,FAILURE", "rfc822;Dana@Ivory.EDU");
        sender.send("joe@x.example", "dana@a.example");
        assertThat(sender.notices()).isEmpty();
    }

    @Test
    void nobodyIsToldOfANotice() throws IOException {
        sender.ask("dana@a.example", "SUCCESS", "");
        sender.ask("bob@here.example", "SUCCESS", "");
        sender.send("<>", "dana@a.example", "bob@here.example");
        assertThat(sender.notices()).isEmpty();
    }

    @Test
    void nobodyIsToldOfANoticeOfMtp() throws IOException {
        sender.ask("bob@here.example", "SUCCESS", "");
        sender.send("MTP@x.example", "bob@here.example");
        assertThat(sender.notices()).isEmpty();
    }

    @Test
    void whatIsDiscardedHasReachedNobody() throws IOException {
        sender.ask("bob@nowhere.example", "SUCCESS", "");
        sender.send("joe@x.example", "bob@nowhere.example");
        assertThat(sender.notices()).isEmpty();
    }

    // --- sections 5.2.6 and 4.3, 10.7: failure

    @Test
    void failuresAreToldToThoseWhoWantToKnow() throws IOException {
        post.behaviours.put(RELAY, Post.fails("550 error - no such recipient"));
        post.reporting = Sender.envelope(Optional.of(Reporting.Ret.HDRS), "QQ314159");
        sender.ask("carol@a.example", "FAILURE", "rfc822;Carol@Ivory.EDU");
        sender.ask("never@a.example", "NEVER", "");
        sender.ask("success@a.example", "SUCCESS,DELAY", "");
        sender.send("joe@x.example", "carol@a.example", "never@a.example", "success@a.example");
        assertThat(sender.onlyNotice())
                .contains(
                        "Original-Envelope-Id: QQ314159\r\n",
                        "Original-Recipient: rfc822; Carol@Ivory.EDU\r\n"
                                + "Final-Recipient: rfc822; carol@a.example\r\n"
                                + "Action: failed\r\n"
                                + "Status: 5.1.1\r\n"
                                + "Remote-MTA: dns; there\r\n"
                                + "Diagnostic-Code: smtp; 550 error - no such recipient\r\n",
                        "Content-Type: text/rfc822-headers\r\n")
                .doesNotContain("never@", "success@", "Hello");
    }

    @Test
    void theWholeMessageComesBackIfThatIsAsked() throws IOException {
        post.behaviours.put(RELAY, Post.fails("550 no"));
        post.reporting = Sender.envelope(Optional.of(Reporting.Ret.FULL), "");
        sender.send("joe@x.example", "carol@a.example");
        assertThat(sender.onlyNotice()).contains("Content-Type: message/rfc822\r\n", "Hello\r\n");
    }

    @Test
    void ofSuccessAndFailureOneNoticeTells() throws IOException {
        post.behaviours.put(
                RELAY,
                delivery -> {
                    delivery.settle(
                            delivery.to().getFirst(), new Outcome.Delivered("there", "250 OK"));
                    delivery.settleRest(new Outcome.Failed(Diagnosis.ours("5.6.3", "only ASCII")));
                });
        sender.ask("a@a.example", "SUCCESS", "");
        sender.send("joe@x.example", "a@a.example", "b@a.example");
        assertThat(sender.onlyNotice())
                .contains("Subject: Your message could not be delivered\r\n")
                .containsSubsequence(
                        "b@a.example\r\nAction: failed", "a@a.example\r\nAction: relayed");
    }

    // --- section 5.2.5: delay

    @Test
    void delaysAreToldToThoseWhoMayBeTold() throws IOException {
        post.behaviours.put(RELAY, Post.defers("451 later"));
        post.reporting = Sender.envelope(Optional.of(Reporting.Ret.FULL), "");
        sender.ask("quiet@a.example", "SUCCESS,FAILURE", "");
        sender.ask("delay@a.example", "DELAY", "");
        post.start();
        MessageId id =
                post.accept(
                        "joe@x.example", "quiet@a.example", "delay@a.example", "unsaid@a.example");
        for (int attempts = 1;
                post.now().isBefore(Post.START.plus(Duration.ofHours(5)));
                attempts++) {
            for (int i = 0; i < 3; i++) post.awaitAttempts(id, i, attempts);
            post.pass(Duration.ofHours(1));
        }
        assertThat(sender.onlyNotice())
                .contains(
                        "delay@a.example\r\nAction: delayed", "unsaid@a.example\r\nAction: delayed")
                .doesNotContain("quiet@", "Hello");
        assertThat(((Recipient.Waiting) post.state(id, 0)).warned()).isEmpty();
    }

    // --- what cannot be told

    /// A failure that is to be told waits for room; one that is not has no reason to.
    @Test
    void withoutRoomOnlyWhatIsToBeToldWaits() throws IOException {
        post.behaviours.put(RELAY, Post.fails("550 no"));
        post.shard.noRoom = true;
        sender.ask("never@a.example", "NEVER", "");
        post.start();
        MessageId id = post.accept("joe@x.example", "never@a.example", "ann@a.example");
        post.awaitAttempts(id, 1, 1);
        assertThat(post.state(id, 0)).isInstanceOf(Recipient.Failed.class);
        post.shard.noRoom = false;
        post.pass(Duration.ofMinutes(15));
        post.awaitGone(id);
        assertThat(sender.onlyNotice()).contains("ann@a.example").doesNotContain("never@");
    }

    @Test
    void withoutRoomForANoticeWhoIsServedIsServed() throws IOException {
        post.shard.noRoom = true;
        sender.ask("bob@here.example", "SUCCESS", "");
        sender.send("joe@x.example", "bob@here.example");
        assertThat(sender.notices()).isEmpty();
        assertThat(post.seen).hasSize(1);
    }

    /// Who is to be told of is not written down on the way, for the notice goes with it.
    @Test
    void aLongAttemptTellsToo() throws IOException {
        post.behaviours.put(
                RELAY,
                delivery -> {
                    for (Recipient one : delivery.to()) {
                        post.pass(Duration.ofSeconds(2));
                        delivery.settle(one, new Outcome.Delivered("there", "250 OK"));
                    }
                });
        sender.ask("a@a.example", "SUCCESS", "");
        sender.ask("c@a.example", "SUCCESS", "");
        sender.send("joe@x.example", "a@a.example", "b@a.example", "c@a.example");
        assertThat(sender.onlyNotice())
                .contains("; a@a.example", "; c@a.example")
                .doesNotContain("b@");
    }
}
