package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.posthouse.dispatch.Notices.golden;
import static org.posthouse.dispatch.Notices.text;
import static org.posthouse.dispatch.Post.await;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;

/// Senders of JNT Mail are told what they asked to be told by `Acknowledge-To:`, and of failures in
/// the words of their own systems.
@Timeout(120)
@ExtendWith(Greenwich.class)
@SuppressWarnings("StringConcatToTextBlock") // the line ends are CRLF and are meant to be seen
final class JntAskedTest {
    private static final String RELAY = Sender.RELAY;
    private static final String JNT = Sender.JNT;

    private final Sender sender = new Sender();
    private final Post post = sender.post;

    @AfterEach
    void close() {
        sender.close();
    }

    // --- Acknowledge-To

    private void byJntMail(String... to) {
        post.protocol = "NIMAIL";
        post.reporting = Reporting.acknowledging(Stream.of(to).map(Post::path).toList());
    }

    /// Whom a host of JNT Mail, which takes the letter, is asked to acknowledge to.
    private CompletableFuture<Optional<MailPath>> askedOfJntMail() {
        var asked = new CompletableFuture<Optional<MailPath>>();
        post.behaviours.put(
                JNT,
                delivery -> {
                    asked.complete(delivery.acknowledgeTo());
                    delivery.settleRest(new Outcome.Delivered("jnt", "accepted"));
                });
        return asked;
    }

    /// What the relay, which takes the letter, is asked to tell.
    private CompletableFuture<Request> askedOfTheRelay() {
        var asked = new CompletableFuture<Request>();
        post.behaviours.put(
                RELAY,
                delivery -> {
                    asked.complete(delivery.to().getFirst().request());
                    delivery.settleRest(new Outcome.Delivered("there", "250 OK"));
                });
        return asked;
    }

    @Test
    void anAcknowledgementNamesWhoWasServed() throws IOException {
        byJntMail("ack@ack.example");
        MessageId id = sender.send("joe@x.example", "bob@here.example", "ann@here.example");
        String text = sender.onlyNotice();
        Message letter = sender.notices().getFirst();
        assertThat(sender.recipients(letter)).containsExactly("ack@ack.example");
        assertThat(letter.from()).isEqualTo(new ReversePath.Null());
        assertThat(text).isEqualTo(golden("jnt-acknowledgement", id, letter));
    }

    @Test
    void beyondHostsThatAcknowledgeNothingOnlyWeCan() throws IOException {
        byJntMail("ack@ack.example", "other@ack.example");
        post.behaviours.put(
                RELAY,
                delivery -> {
                    delivery.settle(
                            delivery.to().getFirst(), new Outcome.Delivered("there", "250 OK"));
                    delivery.settleRest(
                            new Outcome.Failed(new Diagnosis("5.1.1", "there", "550 who?")));
                });
        sender.send("joe@x.example", "bob@a.example", "ann@a.example");
        assertThat(sender.notices()).hasSize(3);
        Map<String, Message> by =
                sender.notices().stream()
                        .collect(
                                Collectors.toMap(
                                        one -> sender.recipients(one).getFirst(), one -> one));
        for (String whom : List.of("ack@ack.example", "other@ack.example"))
            assertThat(text(Objects.requireNonNull(by.get(whom))))
                    .contains(
                            "To: " + whom + "\r\nSubject: Message Acknowledgement\r\n",
                            "addresses:\r\n\tbob@a.example\r\nIt was passed on to a host that",
                            "It was refused for\r\n\tann@a.example: there says 550 who?\r\n");
        assertThat(text(Objects.requireNonNull(by.get("joe@x.example"))))
                .contains("Subject: Failed mail\r\n");
    }

    /// The next host of JNT Mail finds the field in the header.
    @Test
    void aHostOfJntMailAcknowledgesItself() throws IOException {
        byJntMail("ack@ack.example");
        CompletableFuture<Optional<MailPath>> asked = askedOfJntMail();
        sender.send("joe@x.example", "bob@jnt.example");
        assertThat(sender.notices()).isEmpty();
        assertThat(asked).isCompletedWithValue(Optional.empty());
    }

    /// RFC 1327 appendix B: one acknowledgement to the sender is what a notice of success is.
    @Test
    void anAcknowledgementToTheSenderIsAskedOfAHostThatNotifies() throws IOException {
        byJntMail("joe@X.Example");
        post.notifies = true;
        CompletableFuture<Request> asked = askedOfTheRelay();
        sender.send("joe@x.example", "bob@a.example");
        assertThat(sender.notices()).isEmpty();
        assertThat(asked.getNow(Request.NONE).wanted().written()).contains("SUCCESS,FAILURE,DELAY");
    }

    @Test
    void anAcknowledgementToAnotherIsOurs() throws IOException {
        byJntMail("ack@ack.example");
        post.notifies = true;
        CompletableFuture<Request> asked = askedOfTheRelay();
        sender.send("joe@x.example", "bob@a.example");
        assertThat(sender.onlyNotice()).contains("Subject: Message Acknowledgement\r\n");
        assertThat(asked).isCompletedWithValue(Request.NONE);
    }

    /// What could not be written down is written later, and what was acknowledged by then is not
    /// acknowledged again.
    @Test
    void anAcknowledgementIsWrittenOnce() throws IOException {
        byJntMail("ack@ack.example");
        post.start();
        var refusals = new AtomicInteger(1); // of the letter, then of what it is about
        var fails = new AtomicInteger(3);
        MessageId id = post.queue("joe@x.example", "bob@here.example");
        post.shard.gate =
                operation -> {
                    AtomicInteger left = operation.equals("accept") ? refusals : fails;
                    if (Set.of("accept", "settle").contains(operation)
                            && left.getAndDecrement() > 0) throw new IOException("disk");
                };
        post.announce(id);
        await(
                "gone",
                () -> {
                    post.pass(Duration.ofSeconds(1));
                    return post.shard.recipients(id).isEmpty();
                });
        assertThat(sender.onlyNotice()).contains("Subject: Message Acknowledgement\r\n");
    }

    @Test
    void withoutRoomForAnAcknowledgementWhoIsServedIsServed() throws IOException {
        byJntMail("ack@ack.example");
        post.shard.noRoom = true;
        sender.send("joe@x.example", "bob@here.example");
        assertThat(sender.notices()).isEmpty();
        assertThat(post.seen).hasSize(1);
    }

    @Test
    void anAcknowledgementIsNotAcknowledged() throws IOException {
        byJntMail("ack@ack.example");
        sender.send("<>", "bob@here.example");
        assertThat(sender.notices()).isEmpty();
    }

    /// From SMTP into JNT Mail: its host is asked, and whether it will answer nobody knows.
    @Test
    void aHostOfJntMailIsAskedToAcknowledge() throws IOException {
        CompletableFuture<Optional<MailPath>> asked = askedOfJntMail();
        sender.ask("bob@jnt.example", "SUCCESS", "");
        sender.ask("ann@jnt.example", "SUCCESS,FAILURE", "");
        sender.send("joe@x.example", "bob@jnt.example", "ann@jnt.example");
        assertThat(asked).isCompletedWithValue(Optional.of(Post.path("joe@x.example")));
        assertThat(sender.onlyNotice()).contains("Action: relayed\r\n");
    }

    /// One field speaks for all recipients, so all must have asked (RFC 1327 appendix B).
    @Test
    void aHostOfJntMailIsNotAskedForSomeOnly() throws IOException {
        CompletableFuture<Optional<MailPath>> asked = askedOfJntMail();
        sender.ask("bob@jnt.example", "SUCCESS", "");
        sender.send("joe@x.example", "bob@jnt.example", "ann@jnt.example");
        assertThat(asked).isCompletedWithValue(Optional.empty());
        assertThat(sender.onlyNotice()).contains("Action: relayed\r\n").doesNotContain("ann@");
    }

    // --- failure reports of JNT Mail

    @Test
    void whoSentByNiMailIsToldAsMmdfTells() throws IOException {
        byJntMail();
        post.behaviours.put(RELAY, Post.fails("550 5.1.1 no such user"));
        MessageId id = sender.send("joe@x.example", "bob@a.example", "ann@a.example");
        String text = sender.onlyNotice();
        assertThat(sender.notices().getFirst().from()).isEqualTo(new ReversePath.Null());
        assertThat(text).isEqualTo(golden("jnt-failed", id, sender.notices().getFirst()));
    }

    @Test
    void whatATransferCameToIsToldAsUnixNiftpTells() throws IOException {
        byJntMail();
        post.behaviours.put(JNT, Post.fails("no such mailbox"));
        MessageId id = sender.send("joe@x.example", "bob@jnt.example", "ann@jnt.example");
        String text = sender.onlyNotice();
        assertThat(text).isEqualTo(golden("jnt-rejected", id, sender.notices().getFirst()));
    }

    @Test
    void aTransferThatNeverSucceededTimedOut() throws IOException {
        byJntMail();
        post.behaviours.put(JNT, Post.defers("try again"));
        post.start();
        MessageId id = post.accept("joe@x.example", "bob@jnt.example");
        post.awaitAttempts(id, 0, 1);
        post.pass(Duration.ofDays(6));
        post.awaitGone(id);
        assertThat(sender.onlyNotice())
                .contains("Subject: Mail Delivery Failure to jnt - Timeout\r\n");
    }

    @Test
    void aTransferBrokenOffForGoodWasAborted() throws IOException {
        byJntMail();
        post.behaviours.put(
                JNT,
                delivery ->
                        delivery.settleRest(
                                new Outcome.Failed(Diagnosis.ours("5.4.2", "out of step"))));
        sender.send("joe@x.example", "bob@jnt.example");
        assertThat(sender.onlyNotice())
                .contains("Subject: Mail Delivery Failure to jnt - Aborted\r\n");
    }

    /// What we would not even try to transfer did not fail in transfer.
    @Test
    void whatNeverLeftIsFailedMail() throws IOException {
        byJntMail();
        post.behaviours.put(
                JNT,
                delivery ->
                        delivery.settleRest(
                                new Outcome.Failed(Diagnosis.ours("5.6.3", "only ASCII there"))));
        sender.send("joe@x.example", "bob@jnt.example");
        assertThat(sender.onlyNotice())
                .contains("Subject: Failed mail\r\n", "\tbob@jnt.example: only");
    }

    @Test
    void aLetterQuotesNoMoreThanItShould() throws IOException {
        byJntMail();
        post.behaviours.put(RELAY, Post.fails("550 " + "x".repeat(900)));
        post.start();
        String text =
                "Subject: \u00e4"
                        + "s".repeat(5000)
                        + "\r\n\r\n"
                        + ("y".repeat(70) + "\r\n").repeat(20_000);
        MessageId id = post.queue(text, "joe@x.example", new String[] {"bob@a.example"});
        post.announce(id);
        await("a notice", () -> !sender.notices().isEmpty());
        String letter = sender.onlyNotice();
        assertThat(letter.lines()).allMatch(line -> line.matches("[\t -~]{0,250}"));
        assertThat(letter.lines().filter(line -> line.startsWith("yyy"))).hasSize(500);
    }
}
