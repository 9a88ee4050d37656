package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.posthouse.dispatch.Post.await;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Xtext;

/// Senders are told what they asked to be told, and nothing else: RFC 3461 section by section, and
/// JNT Mail's `Acknowledge-To:`.
@Timeout(120)
@SuppressWarnings("StringConcatToTextBlock") // the line ends are CRLF and are meant to be seen
final class AskedTest {
    private static final String RELAY = "smtp://relay:25";
    private static final String JNT = "nimail://jnt:61";
    private static final String ROUTES =
            """
            host = "here.example"
            [[route]]
            to = "a.example"
            send = "smtp://relay:25"
            [[route]]
            to = "jnt.example"
            send = "nimail://jnt:61"
            [[route]]
            to = "nowhere.example"
            send = "discard:"
            [[route]]
            to = ["x.example", "ack.example"]
            send = "hold:"
            known-as = "gate.example"
            """;
    private static final String LETTER =
            "From: Joe <joe@x.example>\r\nSubject: a letter\r\n\r\n" + "Hello\r\n".repeat(30);

    private final TimeZone zone = TimeZone.getDefault();
    private final Post post = new Post(ROUTES);

    @BeforeEach
    void inGreenwich() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @AfterEach
    void close() {
        post.close();
        TimeZone.setDefault(zone);
    }

    private void ask(String to, String wanted, String original) {
        post.requests.put(
                to,
                new Request(
                        Notify.parse(wanted).orElseGet(Notify.Unsaid::new),
                        OriginalRecipient.parse(original)));
    }

    private static Reporting envelope(Optional<Reporting.Ret> ret, String envid) {
        return new Reporting(ret, Xtext.read(envid), List.of());
    }

    /// Sends, and waits until all that comes of it is on record.
    private MessageId send(String from, String... to) throws IOException {
        post.start();
        MessageId id = post.queue(LETTER, from, to);
        post.announce(id);
        post.awaitGone(id);
        return id;
    }

    private List<Message> notices() {
        return post.shard.list(Optional.empty(), 100).stream()
                .filter(message -> message.origin().peer().protocol().equals("LOCAL"))
                .toList();
    }

    private String onlyNotice() throws IOException {
        assertThat(notices()).hasSize(1);
        return text(notices().getFirst());
    }

    private static String text(Message message) throws IOException {
        try (InputStream in = message.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private List<String> to(Message notice) {
        return post.shard.recipients(notice.id()).stream()
                .map(one -> one.path().toString())
                .toList();
    }

    // --- RFC 3461 section 5.2.3 and 10.6: local delivery

    @Test
    void whoAsksIsToldOfDelivery() throws IOException {
        post.reporting = envelope(Optional.of(Reporting.Ret.FULL), "QQ+20314159");
        ask("bob@here.example", "SUCCESS", "rfc822;Bob@Example.COM");
        send("joe@x.example", "bob@here.example", "ann@here.example");
        String text = onlyNotice();
        assertThat(notices().getFirst().from()).isEqualTo(new ReversePath.Null());
        assertThat(to(notices().getFirst())).containsExactly("joe@x.example");
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
        post.reporting = envelope(Optional.empty(), envid);
        ask("bob@here.example", "SUCCESS", "rfc822;" + address);
        send("joe@x.example", "bob@here.example");
        assertThat(onlyNotice())
                .contains(
                        "\r\nOriginal-Envelope-Id: " + envid.replace("+20", " ") + "\r\n",
                        "\r\nOriginal-Recipient: rfc822; " + address + "\r\n");
    }

    @Test
    void whoAsksForSomethingElseIsNot() throws IOException {
        ask("a@here.example", "FAILURE,DELAY", "rfc822;a@b");
        ask("b@here.example", "NEVER", "");
        ask("c@here.example", "", "rfc822;c@b");
        send(
                "joe@x.example",
                "a@here.example",
                "b@here.example",
                "c@here.example",
                "d@here.example");
        assertThat(notices()).isEmpty();
    }

    // --- section 5.2.2 and 10.8: relay to a host that does not offer DSN

    @Test
    void whoAsksIsToldOfRelaying() throws IOException {
        ask("dana@a.example", "SUCCESS,FAILURE", "rfc822;Dana@Ivory.EDU");
        send("joe@x.example", "dana@a.example");
        assertThat(onlyNotice())
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
        ask("dana@a.example", "SUCCESS,FAILURE", "rfc822;Dana@Ivory.EDU");
        send("joe@x.example", "dana@a.example");
        assertThat(notices()).isEmpty();
    }

    @Test
    void nobodyIsToldOfANotice() throws IOException {
        ask("dana@a.example", "SUCCESS", "");
        ask("bob@here.example", "SUCCESS", "");
        send("<>", "dana@a.example", "bob@here.example");
        assertThat(notices()).isEmpty();
    }

    @Test
    void nobodyIsToldOfANoticeOfMtp() throws IOException {
        ask("bob@here.example", "SUCCESS", "");
        send("MTP@x.example", "bob@here.example");
        assertThat(notices()).isEmpty();
    }

    @Test
    void whatIsDiscardedHasReachedNobody() throws IOException {
        ask("bob@nowhere.example", "SUCCESS", "");
        send("joe@x.example", "bob@nowhere.example");
        assertThat(notices()).isEmpty();
    }

    // --- sections 5.2.6 and 4.3, 10.7: failure

    @Test
    void failuresAreToldToThoseWhoWantToKnow() throws IOException {
        post.behaviours.put(RELAY, Post.fails("550 error - no such recipient"));
        post.reporting = envelope(Optional.of(Reporting.Ret.HDRS), "QQ314159");
        ask("carol@a.example", "FAILURE", "rfc822;Carol@Ivory.EDU");
        ask("never@a.example", "NEVER", "");
        ask("success@a.example", "SUCCESS,DELAY", "");
        send("joe@x.example", "carol@a.example", "never@a.example", "success@a.example");
        assertThat(onlyNotice())
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
        post.reporting = envelope(Optional.of(Reporting.Ret.FULL), "");
        send("joe@x.example", "carol@a.example");
        assertThat(onlyNotice()).contains("Content-Type: message/rfc822\r\n", "Hello\r\n");
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
        ask("a@a.example", "SUCCESS", "");
        send("joe@x.example", "a@a.example", "b@a.example");
        assertThat(onlyNotice())
                .contains("Subject: Your message could not be delivered\r\n")
                .containsSubsequence(
                        "b@a.example\r\nAction: failed", "a@a.example\r\nAction: relayed");
    }

    // --- section 5.2.5: delay

    @Test
    void delaysAreToldToThoseWhoMayBeTold() throws IOException {
        post.behaviours.put(RELAY, Post.defers("451 later"));
        post.reporting = envelope(Optional.of(Reporting.Ret.FULL), "");
        ask("quiet@a.example", "SUCCESS,FAILURE", "");
        ask("delay@a.example", "DELAY", "");
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
        assertThat(onlyNotice())
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
        ask("never@a.example", "NEVER", "");
        post.start();
        MessageId id = post.accept("joe@x.example", "never@a.example", "ann@a.example");
        post.awaitAttempts(id, 1, 1);
        assertThat(post.state(id, 0)).isInstanceOf(Recipient.Failed.class);
        post.shard.noRoom = false;
        post.pass(Duration.ofMinutes(15));
        post.awaitGone(id);
        assertThat(onlyNotice()).contains("ann@a.example").doesNotContain("never@");
    }

    @Test
    void withoutRoomForANoticeWhoIsServedIsServed() throws IOException {
        post.shard.noRoom = true;
        ask("bob@here.example", "SUCCESS", "");
        send("joe@x.example", "bob@here.example");
        assertThat(notices()).isEmpty();
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
        ask("a@a.example", "SUCCESS", "");
        ask("c@a.example", "SUCCESS", "");
        send("joe@x.example", "a@a.example", "b@a.example", "c@a.example");
        assertThat(onlyNotice()).contains("; a@a.example", "; c@a.example").doesNotContain("b@");
    }

    // --- Acknowledge-To

    private void byJntMail(String... to) {
        post.protocol = "NIMAIL";
        post.reporting = Reporting.acknowledging(Stream.of(to).map(Post::path).toList());
    }

    @Test
    void anAcknowledgementNamesWhoWasServed() throws IOException {
        byJntMail("ack@ack.example");
        MessageId id = send("joe@x.example", "bob@here.example", "ann@here.example");
        String text = onlyNotice();
        Message letter = notices().getFirst();
        assertThat(to(letter)).containsExactly("ack@ack.example");
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
        send("joe@x.example", "bob@a.example", "ann@a.example");
        assertThat(notices()).hasSize(3);
        Map<String, Message> by =
                notices().stream().collect(Collectors.toMap(one -> to(one).getFirst(), one -> one));
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
        var asked = new CompletableFuture<Optional<MailPath>>();
        post.behaviours.put(
                JNT,
                delivery -> {
                    asked.complete(delivery.acknowledgeTo());
                    delivery.settleRest(new Outcome.Delivered("jnt", "accepted"));
                });
        send("joe@x.example", "bob@jnt.example");
        assertThat(notices()).isEmpty();
        assertThat(asked).isCompletedWithValue(Optional.empty());
    }

    /// RFC 1327 appendix B: one acknowledgement to the sender is what a notice of success is.
    @Test
    void anAcknowledgementToTheSenderIsAskedOfAHostThatNotifies() throws IOException {
        byJntMail("joe@X.Example");
        post.notifies = true;
        var asked = new CompletableFuture<Request>();
        post.behaviours.put(
                RELAY,
                delivery -> {
                    asked.complete(delivery.to().getFirst().request());
                    delivery.settleRest(new Outcome.Delivered("there", "250 OK"));
                });
        send("joe@x.example", "bob@a.example");
        assertThat(notices()).isEmpty();
        assertThat(asked.getNow(Request.NONE).wanted().written()).contains("SUCCESS,FAILURE,DELAY");
    }

    @Test
    void anAcknowledgementToAnotherIsOurs() throws IOException {
        byJntMail("ack@ack.example");
        post.notifies = true;
        var asked = new CompletableFuture<Request>();
        post.behaviours.put(
                RELAY,
                delivery -> {
                    asked.complete(delivery.to().getFirst().request());
                    delivery.settleRest(new Outcome.Delivered("there", "250 OK"));
                });
        send("joe@x.example", "bob@a.example");
        assertThat(onlyNotice()).contains("Subject: Message Acknowledgement\r\n");
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
        assertThat(onlyNotice()).contains("Subject: Message Acknowledgement\r\n");
    }

    @Test
    void withoutRoomForAnAcknowledgementWhoIsServedIsServed() throws IOException {
        byJntMail("ack@ack.example");
        post.shard.noRoom = true;
        send("joe@x.example", "bob@here.example");
        assertThat(notices()).isEmpty();
        assertThat(post.seen).hasSize(1);
    }

    @Test
    void anAcknowledgementIsNotAcknowledged() throws IOException {
        byJntMail("ack@ack.example");
        send("<>", "bob@here.example");
        assertThat(notices()).isEmpty();
    }

    /// From SMTP into JNT Mail: its host is asked, and whether it will answer nobody knows.
    @Test
    void aHostOfJntMailIsAskedToAcknowledge() throws IOException {
        var asked = new CompletableFuture<Optional<MailPath>>();
        post.behaviours.put(
                JNT,
                delivery -> {
                    asked.complete(delivery.acknowledgeTo());
                    delivery.settleRest(new Outcome.Delivered("jnt", "accepted"));
                });
        ask("bob@jnt.example", "SUCCESS", "");
        ask("ann@jnt.example", "SUCCESS,FAILURE", "");
        send("joe@x.example", "bob@jnt.example", "ann@jnt.example");
        assertThat(asked).isCompletedWithValue(Optional.of(Post.path("joe@x.example")));
        assertThat(onlyNotice()).contains("Action: relayed\r\n");
    }

    /// One field speaks for all recipients, so all must have asked (RFC 1327 appendix B).
    @Test
    void aHostOfJntMailIsNotAskedForSomeOnly() throws IOException {
        var asked = new CompletableFuture<Optional<MailPath>>();
        post.behaviours.put(
                JNT,
                delivery -> {
                    asked.complete(delivery.acknowledgeTo());
                    delivery.settleRest(new Outcome.Delivered("jnt", "accepted"));
                });
        ask("bob@jnt.example", "SUCCESS", "");
        send("joe@x.example", "bob@jnt.example", "ann@jnt.example");
        assertThat(asked).isCompletedWithValue(Optional.empty());
        assertThat(onlyNotice()).contains("Action: relayed\r\n").doesNotContain("ann@");
    }

    // --- failure reports of JNT Mail

    @Test
    void whoSentByNiMailIsToldAsMmdfTells() throws IOException {
        byJntMail();
        post.behaviours.put(RELAY, Post.fails("550 5.1.1 no such user"));
        MessageId id = send("joe@x.example", "bob@a.example", "ann@a.example");
        String text = onlyNotice();
        assertThat(notices().getFirst().from()).isEqualTo(new ReversePath.Null());
        assertThat(text).isEqualTo(golden("jnt-failed", id, notices().getFirst()));
    }

    @Test
    void whatATransferCameToIsToldAsUnixNiftpTells() throws IOException {
        byJntMail();
        post.behaviours.put(JNT, Post.fails("no such mailbox"));
        MessageId id = send("joe@x.example", "bob@jnt.example", "ann@jnt.example");
        String text = onlyNotice();
        assertThat(text).isEqualTo(golden("jnt-rejected", id, notices().getFirst()));
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
        assertThat(onlyNotice()).contains("Subject: Mail Delivery Failure to jnt - Timeout\r\n");
    }

    @Test
    void aTransferBrokenOffForGoodWasAborted() throws IOException {
        byJntMail();
        post.behaviours.put(
                JNT,
                delivery ->
                        delivery.settleRest(
                                new Outcome.Failed(Diagnosis.ours("5.4.2", "out of step"))));
        send("joe@x.example", "bob@jnt.example");
        assertThat(onlyNotice()).contains("Subject: Mail Delivery Failure to jnt - Aborted\r\n");
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
        send("joe@x.example", "bob@jnt.example");
        assertThat(onlyNotice()).contains("Subject: Failed mail\r\n", "\tbob@jnt.example: only");
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
        await("a notice", () -> !notices().isEmpty());
        String letter = onlyNotice();
        assertThat(letter.lines()).allMatch(line -> line.matches("[\t -~]{0,250}"));
        assertThat(letter.lines().filter(line -> line.startsWith("yyy"))).hasSize(500);
    }

    private static String golden(String name, MessageId about, Message notice) throws IOException {
        Path file = Path.of("src/test/resources/notices", name + ".txt");
        return Files.readString(file)
                .replace("{ID}", about.toString())
                .replace("{NOTICE}", notice.id().toString())
                .replace("\n", "\r\n");
    }
}
