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
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.ReversePath;

@Timeout(120)
@ExtendWith(Greenwich.class)
@SuppressWarnings("StringConcatToTextBlock") // the line ends are CRLF and are meant to be seen
final class NoticeTest {
    private static final String RELAY = "smtp://relay:25";
    private static final String ROUTES =
            """
            host = "here.example"
            [[route]]
            to = "a.example"
            send = "smtp://relay:25"
            [[route]]
            to = ["x.example", "ai"]
            send = "hold:"
            known-as = "gate.example"
            """;
    private static final String LETTER =
            """
            Received: by somewhere; Sat, 21 Nov 2026 10:00:00 +0000
            Message-ID: <letter@x.example>
            From: Joe <joe@x.example>
            Subject: a letter
             that is folded

            Hello
            .
            """
                    .replace("\n", "\r\n");

    private Post post = new Post(ROUTES);

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void aFailureIsReportedWithTheMessage() throws IOException {
        post.behaviours.put(RELAY, Post.fails("550 5.1.1 no such user"));
        post.start();
        MessageId id = post.queue(LETTER, "joe@x.example", new String[] {"ann@a.example"});
        post.announce(id);
        Message notice = awaitNotice(id);
        assertThat(notice.from()).isEqualTo(new ReversePath.Null());
        assertThat(post.shard.recipients(notice.id()))
                .extracting(Recipient::path)
                .containsExactly(Post.path("joe@x.example"));
        assertThat(text(notice)).isEqualTo(golden("failure", id, notice));
        post.awaitGone(id);
    }

    @Test
    void severalFailuresOfAnAttemptAreOneNotice() throws IOException {
        post.behaviours.put(
                RELAY,
                delivery -> {
                    var to = delivery.to();
                    delivery.settle(to.get(0), new Outcome.Delivered("there", "250"));
                    delivery.settle(
                            to.get(1),
                            new Outcome.Failed(new Diagnosis("5.2.2", "there", "552 full")));
                    delivery.settle(
                            to.get(2),
                            new Outcome.Failed(Diagnosis.ours("5.6.3", "only ASCII there")));
                });
        post.start();
        MessageId id = post.accept("joe@x.example", "a@a.example", "b@a.example", "c@a.example");
        String text = text(awaitNotice(id));
        assertThat(text).doesNotContain("a@a.example");
        assertThat(text)
                .contains(
                        "Final-Recipient: rfc822; b@a.example\r\n"
                                + "Action: failed\r\n"
                                + "Status: 5.2.2\r\n"
                                + "Remote-MTA: dns; there\r\n"
                                + "Diagnostic-Code: smtp; 552 full\r\n",
                        "Final-Recipient: rfc822; c@a.example\r\n"
                                + "Action: failed\r\n"
                                + "Status: 5.6.3\r\n"
                                + "Diagnostic-Code: x-posthouse; only ASCII there\r\n");
        post.awaitGone(id);
        assertThat(notices()).hasSize(1);
    }

    @Test
    void aDelayIsReportedOnceAndTheEndOfPatienceToo() throws IOException {
        post.behaviours.put(RELAY, Post.defers("451 later"));
        post.start();
        MessageId id = post.queue(LETTER, "joe@x.example", new String[] {"ann@a.example"});
        post.announce(id);
        for (int attempts = 1;
                post.now().isBefore(Post.START.plus(Duration.ofHours(7)));
                attempts++) {
            post.awaitAttempts(id, 0, attempts);
            post.pass(Duration.ofHours(1));
        }
        Message delay = awaitNotice(id);
        assertThat(text(delay)).isEqualTo(golden("delay", id, delay));
        assertThat(notices()).hasSize(1);
        post.pass(Duration.ofDays(5));
        post.awaitGone(id);
        assertThat(notices()).hasSize(2);
        assertThat(text(notices().getLast()))
                .contains(
                        "Action: failed\r\nStatus: 4.4.7\r\n",
                        "there says: given up after 5d; at last: 451 later");
    }

    @Test
    void whoSentByMtpGetsALetter() throws IOException {
        post.protocol = "MTP";
        post.behaviours.put(
                RELAY,
                Post.fails("550 no such user here, nor anywhere else that we would know of"));
        post.start();
        MessageId id =
                post.queue(LETTER, "@here.example,@ai,Joe@MIT-AI", new String[] {"ann@a.example"});
        post.announce(id);
        Message notice = awaitNotice(id);
        assertThat(notice.from()).isEqualTo(Post.reverse("MTP@gate.example"));
        assertThat(post.shard.recipients(notice.id()))
                .extracting(Recipient::path)
                .containsExactly(Post.path("@ai,Joe@MIT-AI"));
        String text = text(notice);
        assertThat(text).isEqualTo(golden("mtp-failure", id, notice));
        assertThat(text.lines()).allMatch(line -> line.length() <= 63);
        assertThat(text).matches("[ -~\r\n]*");
    }

    @Test
    void aLetterStaysWithinItsLinesWhateverItTellsOf() throws IOException {
        post.protocol = "MTP";
        post.behaviours.put(RELAY, Post.fails("550 " + "x".repeat(900) + " \u00e4\u0001\tend"));
        post.start();
        String text =
                "Subject: " + "\u00e4".repeat(5000) + "\r\nTo: " + "w ".repeat(900) + "\r\n\r\n";
        MessageId id = post.queue(text, "joe@x.example", new String[] {"ann@a.example"});
        post.announce(id);
        assertThat(text(awaitNotice(id)).lines())
                .allMatch(line -> line.length() <= 63)
                .allMatch(line -> line.matches("[ -~]*"))
                .hasSizeLessThan(60);
    }

    @Test
    void aLetterIsSmallHoweverManyItTellsOf() throws IOException {
        post.protocol = "MTP";
        String long_ = "x".repeat(900);
        post.behaviours.put(RELAY, Post.fails("550 " + long_));
        post.start();
        String text = "Subject: " + long_ + "\r\nTo: " + long_ + "\r\n\r\n";
        String[] to = new String[100];
        for (int i = 0; i < 100; i++) to[i] = "user" + i + "." + long_ + "@a.example";
        MessageId id = post.queue(text, long_ + "@x.example", to);
        post.announce(id);
        String letter = text(awaitNotice(id));
        assertThat(letter).hasSizeLessThan(MtpLetter.MOST_OCTETS / 2);
        assertThat(letter.lines()).allMatch(line -> line.length() <= 63);
        assertThat(letter).contains("user0.", "user20.").containsPattern("and \\d+ more\r\n");
    }

    @Test
    void ofFewAllAreNamed() throws IOException {
        post.protocol = "MTP";
        post.behaviours.put(RELAY, Post.fails("550 no such user"));
        post.start();
        String[] to = new String[50];
        for (int i = 0; i < 50; i++) to[i] = "user" + i + "@a.example";
        MessageId id = post.queue(LETTER, "joe@x.example", to);
        post.announce(id);
        String letter = text(awaitNotice(id));
        for (int i = 0; i < 50; i++) assertThat(letter).contains("user" + i + " at a.example");
    }

    @Test
    void aLetterTellsTheNameThatItsReaderKnows() throws IOException {
        post.protocol = "MTP";
        post.behaviours.put(RELAY, Post.fails("550 no such user"));
        new Aliases(post.shard.registers, AliasSettings.defaults(), post::now)
                .name(Post.path("ann@a.example"));
        post.start();
        MessageId id = post.queue(LETTER, "joe@ai", new String[] {"ann@a.example"});
        post.announce(id);
        assertThat(text(awaitNotice(id))).contains("   ann at a.example (u1 at gate.example)\r\n");
    }

    @Test
    void nobodyIsToldOfANoticeThatCameByAnAlias() throws IOException {
        post.protocol = "MTP";
        post.behaviours.put(RELAY, Post.fails("550 no such user"));
        post.start();
        MessageId id = post.queue(LETTER, "@ai,MTP@mc", new String[] {"ann@a.example"});
        post.announce(id);
        await("held", () -> post.state(id, 0) instanceof Recipient.Held);
        assertThat(notices()).isEmpty();
    }

    @Test
    void ofALargeMessageOnlyTheHeaderIsReturned() throws IOException {
        assertThat(returned(LETTER + "x\r\n".repeat(20_000)))
                .contains("Content-Type: text/rfc822-headers\r\n", "Subject: a letter\r\n that")
                .doesNotContain("Hello");
    }

    @Test
    void eightBitIsCalledSo() throws IOException {
        String text = LETTER.replace("Hello", "Gr\u00fc\u00dfe");
        assertThat(returned(text))
                .containsSubsequence(
                        "Content-Transfer-Encoding: 8bit\r\n\r\n--",
                        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n",
                        latin(text));
    }

    @Test
    void aHeaderWithEightBitIsEncoded() throws IOException {
        String text =
                LETTER.replace("a letter", "\u00fc".repeat(60) + " = ") + "x\r\n".repeat(20_000);
        assertThat(returned(text))
                .contains("Content-Transfer-Encoding: 7bit\r\n", "Subject: =C3=BC=C3=BC")
                .matches("[ -~\r\n\t]*");
    }

    @Test
    void whatIsNoMailTextIsReturnedAsAHeader() throws IOException {
        assertThat(returned(LETTER + "\0\r\n")).doesNotContain("Hello").contains("Subject: a");
        assertThat(returned(LETTER + "y".repeat(2000) + "\r\n")).doesNotContain("Hello");
        assertThat(returned(LETTER + "a\nb\rc")).contains("Hello\r\n.\r\na\r\nb c");
    }

    @Test
    void nobodyIsToldOfWhatBecameOfANotice() throws IOException {
        post.behaviours.put(RELAY, Post.fails("550 no"));
        post.start();
        for (String from : List.of("<>", "MTP@x.example", "@y,mtp@x.example")) {
            MessageId id = post.accept(from, "ann@a.example");
            await("held", () -> post.state(id, 0) instanceof Recipient.Held);
            assertThat(((Recipient.Held) post.state(id, 0)).reason())
                    .isEqualTo("550 no; no notice is sent about a notice");
        }
        assertThat(notices()).isEmpty();
    }

    @Test
    void nobodyIsToldOfTheDelayOfANotice() throws IOException {
        post.behaviours.put(RELAY, Post.defers("451 later"));
        post.start();
        MessageId id = post.accept("<>", "ann@a.example");
        for (int attempts = 1;
                post.now().isBefore(Post.START.plus(Duration.ofHours(7)));
                attempts++) {
            assertThat(post.awaitAttempts(id, 0, attempts).warned()).isEmpty();
            post.pass(Duration.ofHours(1));
        }
        assertThat(notices()).isEmpty();
    }

    @Test
    void withoutRoomForANoticeTheFailureWaits() throws IOException {
        post.behaviours.put(RELAY, Post.fails("550 no"));
        post.shard.noRoom = true;
        post.start();
        MessageId id = post.accept("joe@x.example", "ann@a.example");
        assertThat(post.awaitAttempts(id, 0, 1).last())
                .contains(new Diagnosis("5.1.1", "there", "550 no"));
        post.shard.noRoom = false;
        post.pass(Duration.ofMinutes(15));
        post.awaitGone(id);
        assertThat(notices()).hasSize(1);
    }

    private String returned(String content) throws IOException {
        post.close();
        post = new Post(ROUTES);
        post.behaviours.put(RELAY, Post.fails("550 no"));
        post.start();
        MessageId id = post.queue(content, "joe@x.example", new String[] {"ann@a.example"});
        post.announce(id);
        return text(awaitNotice(id));
    }

    private List<Message> notices() {
        return Notices.in(post.shard);
    }

    private Message awaitNotice(MessageId about) {
        await("notice about " + about, () -> !notices().isEmpty());
        return notices().getFirst();
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
