package org.posthouse.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.posthouse.spool.Mail.NOON;
import static org.posthouse.spool.Mail.ORIGIN;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Xtext;

/// What every engine of the queue must do. An engine's test extends this and says how it is opened.
public abstract class SpoolContract {
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Instant LAST = NOON.plusSeconds(3600);

    @TempDir Path directory;
    private Spool spool;
    private Shard shard;

    /// Opens the spool in a directory, with what was in it when it was last closed.
    ///
    /// @param clock what ids are made from
    protected abstract Spool open(Path directory, InstantSource clock) throws IOException;

    @BeforeEach
    void open() throws IOException {
        spool = open(directory, InstantSource.system());
        shard = spool.forArrival();
    }

    @AfterEach
    void close() throws IOException {
        try {
            assertThat(shard.check()).isEmpty();
        } finally {
            spool.close();
        }
    }

    private void reopen(InstantSource clock) throws IOException {
        spool.close();
        spool = open(directory, clock);
        shard = spool.forArrival();
    }

    private void reopen() throws IOException {
        reopen(InstantSource.system());
    }

    // --- a message and its text

    @Test
    void whatIsAcceptedIsFound() throws IOException {
        byte[] text =
                "Received: by x\r\nSubject: \u00e9\r\n\r\nhello\r\n"
                        .getBytes(StandardCharsets.UTF_8);
        Envelope envelope = Mail.envelope("b.example", NOON, LATER);
        MessageId id = Mail.accept(shard, text, envelope);

        Message message = shard.find(id).orElseThrow();
        assertThat(message.from()).isEqualTo(envelope.from());
        assertThat(message.origin()).isEqualTo(ORIGIN);
        assertThat(message.recipients()).isEqualTo(2);
        assertThat(message.content().measure())
                .isEqualTo(new Measure(text.length, 16, Measure.Width.EIGHT_BIT, 1));
        assertThat(Mail.read(message.content())).isEqualTo(text);
        assertThat(shard.recipients(id)).isEqualTo(envelope.recipients());
        assertThat(shard.recipient(id, 1)).contains(envelope.recipients().get(1));
        assertThat(spool.holding(id)).contains(shard);
    }

    @Test
    void whatIsAcceptedIsFoundAfterARestart() throws IOException {
        byte[] text = Mail.text(1, 300_000);
        Envelope envelope = Mail.envelope("b.example", NOON, LATER);
        MessageId id = Mail.accept(shard, text, envelope);
        reopen();

        assertThat(shard.recovery()).isEqualTo(new Shard.Recovery(0, 1));
        assertThat(Mail.read(shard.find(id).orElseThrow().content())).isEqualTo(text);
        assertThat(shard.recipients(id)).isEqualTo(envelope.recipients());
        assertThat(shard.due("b.example", Instant.MIN, 10)).hasSize(2);
    }

    @Test
    void nothingIsFoundOfAnIdThatIsNotThere() throws IOException {
        var id = new MessageId(17);
        assertThat(shard.find(id)).isEmpty();
        assertThat(shard.recipients(id)).isEmpty();
        assertThat(shard.recipient(id, 0)).isEmpty();
        assertThat(shard.delete(id)).isFalse();
        assertThat(shard.settle(id, List.of(Mail.waiting(0, "b", NOON)), Optional.empty()))
                .isEmpty();
        assertThat(shard.list(Optional.empty(), 10)).isEmpty();
        assertThat(shard.nextDestination("")).isEmpty();
    }

    @Test
    void textsOfEverySizeComeBackOctetForOctet() throws IOException {
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 131_072, 1_500_000, 5_000_000}) {
            byte[] text = Mail.text(size, size);
            MessageId id = Mail.accept(shard, text, Mail.envelope("b.example", NOON));
            Message message = shard.find(id).orElseThrow();
            assertThat(message.content().measure().size()).isEqualTo(size);
            assertThat(Arrays.equals(Mail.read(message.content()), text)).as("%d", size).isTrue();
        }
    }

    @Test
    void contentIsReadAnewEachTimeAndSingleOctetsToo() throws IOException {
        byte[] text = Mail.text(3, 70_000);
        MessageId id = Mail.accept(shard, text, Mail.envelope("b.example", NOON));
        var content = shard.find(id).orElseThrow().content();
        try (InputStream one = content.open();
                InputStream two = content.open()) {
            for (int i = 0; i < text.length; i++) assertThat(one.read()).isEqualTo(text[i]);
            assertThat(one.read()).isEqualTo(-1);
            assertThat(two.readAllBytes()).isEqualTo(text);
            assertThat(two.read(new byte[5], 0, 5)).isEqualTo(-1);
        }
    }

    @Test
    void aTextThatIsGoneCannotBeRead() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(3, 70_000), Mail.envelope("b.example", NOON));
        var content = shard.find(id).orElseThrow().content();
        shard.delete(id);
        assertThatThrownBy(() -> Mail.read(content)).isInstanceOf(IOException.class);
    }

    @Test
    void allKindsOfPathsAndPeersComeBack() throws IOException {
        var route =
                List.<Host>of(
                        new Host.Name("A"), new Host.Number(17), new Host.Literal("10.0.0.1"));
        var path =
                new MailPath(route, new Mailbox("J\u00f6 \\\"@<x", new Host.Literal("IPv6:::1")));
        var recipients = List.of(new Recipient(0, path, Recipient.Waiting.fresh(NOON)));
        for (ReversePath from : List.of(new ReversePath.Null(), new ReversePath.Sender(path))) {
            try (Draft draft = Mail.draft(shard, Mail.text(1, 10))) {
                MessageId id = shard.accept(draft, new Envelope(from, recipients), ORIGIN);
                assertThat(shard.find(id).orElseThrow().from()).isEqualTo(from);
                assertThat(shard.recipients(id)).isEqualTo(recipients);
            }
        }
        assertThat(shard.due("a", NOON, 10)).hasSize(2);
    }

    @Test
    void whatTheSenderHasAskedForComesBack() throws IOException {
        var original = OriginalRecipient.parse("rfc822;Bob+2Bx@Example.COM");
        var requests =
                List.of(
                        Request.NONE,
                        new Request(new Notify.Never(), Optional.empty()),
                        new Request(Notify.parse("SUCCESS,DELAY").orElseThrow(), original),
                        new Request(new Notify.Unsaid(), original));
        var recipients = new ArrayList<Recipient>();
        for (Request request : requests)
            recipients.add(Mail.waiting(recipients.size(), "b", NOON).asking(request));
        var reporting =
                new Reporting(
                        Optional.of(Reporting.Ret.HDRS),
                        Xtext.read("QQ314159"),
                        List.of(Mail.path("ack", "a"), Mail.path("other", "a")));
        MessageId id;
        try (Draft draft = Mail.draft(shard, Mail.text(1, 10))) {
            var from = new ReversePath.Sender(Mail.path("sender", "a"));
            id = shard.accept(draft, new Envelope(from, reporting, recipients), ORIGIN);
        }
        reopen();
        assertThat(shard.find(id).orElseThrow().reporting()).isEqualTo(reporting);
        assertThat(shard.list(Optional.empty(), 10))
                .extracting(Message::reporting)
                .containsExactly(reporting);
        assertThat(shard.recipients(id)).isEqualTo(recipients);
        Recipient tried = Mail.deferred(recipients.get(2), LATER);
        assertThat(shard.revise(id, recipients.subList(2, 3), List.of(tried), Optional.empty()))
                .isTrue();
        reopen();
        assertThat(shard.recipient(id, 2)).contains(tried);
        assertThat(tried.request()).isEqualTo(requests.get(2));
    }

    @Test
    void aMessageWithoutAnOpenRecipientIsAFault() throws IOException {
        Envelope done = Mail.envelope(List.of(Mail.delivered(Mail.waiting(0, "b.example", NOON))));
        try (Draft draft = Mail.draft(shard, Mail.text(1, 10))) {
            assertThatThrownBy(() -> shard.accept(draft, done, ORIGIN))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    // --- drafts

    @Test
    void aDraftThatIsNotAcceptedLeavesNothing() throws IOException {
        for (int size : new int[] {10, 200_000, 3_000_000}) {
            try (Draft draft = Mail.draft(shard, Mail.text(1, size))) {
                assertThat(draft.measure().size()).isEqualTo(size);
            }
        }
        assertThat(shard.list(Optional.empty(), 10)).isEmpty();
        reopen();
        assertThat(shard.recovery()).isEqualTo(new Shard.Recovery(0, 0));
    }

    @Test
    void aDraftThatIsNotClosedIsSweptAtTheNextStart() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 200_000), Mail.envelope("b", NOON));
        Mail.draft(shard, Mail.text(2, 200_000));
        Mail.draft(shard, Mail.text(3, 2_000_000));
        reopen();
        assertThat(shard.recovery()).isEqualTo(new Shard.Recovery(2, 1));
        assertThat(shard.find(id)).isPresent();
        reopen();
        assertThat(shard.recovery()).as("swept for good").isEqualTo(new Shard.Recovery(0, 1));
    }

    @Test
    void oneTextMakesSeveralMessages() throws IOException {
        byte[] text = Mail.text(9, 100_000);
        var ids = new ArrayList<MessageId>();
        try (Draft draft = Mail.draft(shard, text)) {
            for (String host : List.of("one", "two", "three"))
                ids.add(shard.accept(draft, Mail.envelope(host, NOON), ORIGIN));
            assertThat(ids.getFirst()).isEqualTo(draft.id());
        }
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        for (MessageId id : ids) {
            assertThat(shard.check()).isEmpty();
            assertThat(Mail.read(shard.find(id).orElseThrow().content())).isEqualTo(text);
            shard.settle(id, delivered(id), Optional.empty());
            assertThat(shard.find(id)).isEmpty();
        }
    }

    @Test
    void aTextStaysAsLongAsADraftHoldsIt() throws IOException {
        byte[] text = Mail.text(9, 100_000);
        try (Draft draft = Mail.draft(shard, text)) {
            MessageId first = shard.accept(draft, Mail.envelope("one", NOON), ORIGIN);
            shard.settle(first, delivered(first), Optional.empty());
            assertThat(shard.find(first)).isEmpty();
            assertThat(shard.check()).isEmpty();

            MessageId second = shard.accept(draft, Mail.envelope("two", NOON), ORIGIN);
            assertThat(Mail.read(shard.find(second).orElseThrow().content())).isEqualTo(text);
            assertThat(shard.check()).isEmpty();
            shard.delete(second);
        }
        reopen();
        assertThat(shard.recovery()).isEqualTo(new Shard.Recovery(0, 0));
    }

    @Test
    void aTextHeldByADraftOnlyIsSweptWhenTheProcessEnds() throws IOException {
        Draft draft = Mail.draft(shard, Mail.text(9, 100_000));
        MessageId id = shard.accept(draft, Mail.envelope("one", NOON), ORIGIN);
        shard.settle(id, delivered(id), Optional.empty());
        reopen();
        assertThat(shard.recovery()).isEqualTo(new Shard.Recovery(1, 0));
    }

    @Test
    void aDraftIsCompleteOnceAccepted() throws IOException {
        try (Draft draft = Mail.draft(shard, Mail.text(1, 10))) {
            shard.accept(draft, Mail.envelope("b", NOON), ORIGIN);
            assertThatThrownBy(() -> draft.write(new byte[1], 0, 1))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    // --- settling

    @Test
    void theLastRecipientSettledTakesTheMessageWithIt() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", NOON, LATER, LAST));
        List<Recipient> all = shard.recipients(id);

        shard.settle(id, List.of(Mail.delivered(all.get(1))), Optional.empty());
        assertThat(shard.recipient(id, 1)).contains(Mail.delivered(all.get(1)));
        assertThat(shard.due("b", NOON, 10)).extracting(Due::number).containsExactly(0, 2);
        assertThat(shard.check()).isEmpty();

        shard.settle(id, List.of(Mail.failed(all.get(0))), Optional.empty());
        reopen();
        assertThat(shard.recipient(id, 0)).contains(Mail.failed(all.get(0)));

        shard.settle(id, List.of(Mail.delivered(all.get(2))), Optional.empty());
        assertThat(shard.find(id)).isEmpty();
        assertThat(shard.recipients(id)).isEmpty();
        assertThat(shard.nextDestination("")).isEmpty();
        reopen();
        assertThat(shard.recovery().messages()).isZero();
    }

    @Test
    void aDeferredRecipientIsDueAtItsNextTimeOnly() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", NOON));
        Recipient put = Mail.deferred(shard.recipients(id).getFirst(), LAST);
        shard.settle(id, List.of(put), Optional.empty());
        assertThat(shard.recipient(id, 0)).contains(put);
        assertThat(shard.due("b", Instant.MIN, 10)).containsExactly(new Due("b", LAST, id, 0));
        assertThat(shard.due("b", LAST.plusNanos(1), 10)).isEmpty();

        shard.settle(id, List.of(put), Optional.empty());
        assertThat(shard.due("b", NOON, 10)).containsExactly(new Due("b", LAST, id, 0));
    }

    @Test
    void aHeldRecipientKeepsTheMessageButIsNotDue() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", NOON, NOON));
        List<Recipient> all = shard.recipients(id);
        shard.settle(
                id, List.of(Mail.held(all.get(0)), Mail.delivered(all.get(1))), Optional.empty());
        assertThat(shard.find(id)).isPresent();
        assertThat(shard.recipient(id, 0)).contains(Mail.held(all.get(0)));
        assertThat(shard.due("b", Instant.MIN, 10)).isEmpty();
        assertThat(shard.check()).isEmpty();

        shard.settle(id, List.of(all.get(0)), Optional.empty());
        assertThat(shard.due("b", NOON, 10)).containsExactly(new Due("b", NOON, id, 0));
    }

    @Test
    void aSettledRecipientIsNotOpenedAgain() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", NOON, NOON));
        Recipient first = shard.recipients(id).getFirst();
        shard.settle(id, List.of(Mail.delivered(first)), Optional.empty());
        shard.settle(id, List.of(Mail.deferred(first, LAST)), Optional.empty());
        shard.settle(id, List.of(Mail.failed(first)), Optional.empty());
        assertThat(shard.recipient(id, 0)).contains(Mail.delivered(first));
        assertThat(shard.due("b", Instant.MIN, 10)).extracting(Due::number).containsExactly(1);
        assertThat(shard.find(id)).isPresent();
    }

    @Test
    void oneOfManyRecipientsAfterTheOther() throws IOException {
        int many = 3_000;
        var recipients = new ArrayList<Recipient>();
        for (int i = 0; i < many; i++) recipients.add(Mail.waiting(i, "h" + i % 7, NOON));
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope(recipients));
        assertThat(shard.recipients(id)).isEqualTo(recipients);
        for (int i = 0; i < many - 1; i++)
            shard.settle(id, List.of(Mail.delivered(recipients.get(i))), Optional.empty());
        assertThat(shard.find(id)).isPresent();
        assertThat(shard.check()).isEmpty();
        shard.settle(id, List.of(Mail.delivered(recipients.getLast())), Optional.empty());
        assertThat(shard.find(id)).isEmpty();
        assertThat(shard.recipients(id)).isEmpty();
    }

    @Test
    void aMessageWithManyRecipientsIsDeletedWhole() throws IOException {
        var recipients = new ArrayList<Recipient>();
        for (int i = 0; i < 500; i++) recipients.add(Mail.waiting(i, "h" + i % 7, NOON));
        MessageId id = Mail.accept(shard, Mail.text(1, 5_000_000), Mail.envelope(recipients));
        MessageId other = Mail.accept(shard, Mail.text(2, 9), Mail.envelope("h1", NOON));
        shard.settle(id, List.of(Mail.delivered(recipients.get(3))), Optional.empty());
        assertThat(shard.delete(id)).isTrue();
        assertThat(shard.delete(id)).isFalse();
        assertThat(shard.find(id)).isEmpty();
        assertThat(shard.list(Optional.empty(), 9)).extracting(Message::id).containsExactly(other);
        assertThat(shard.due("h1", Instant.MIN, 9)).extracting(Due::id).containsExactly(other);
    }

    @Test
    void aNoticeEntersAsWhatItIsAboutLeaves() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", NOON));
        List<Recipient> failed = List.of(Mail.failed(shard.recipients(id).getFirst()));
        byte[] words = Mail.text(2, 100_000);
        try (Draft draft = Mail.draft(shard, words)) {
            var envelope =
                    new Envelope(
                            new ReversePath.Null(), List.of(Mail.waiting(0, "a.example", NOON)));
            Optional<MessageId> notice =
                    shard.settle(
                            id, failed, Optional.of(new Shard.Notice(draft, envelope, ORIGIN)));
            assertThat(notice).contains(draft.id());
            assertThat(shard.find(id)).isEmpty();
            Message found = shard.find(draft.id()).orElseThrow();
            assertThat(found.from()).isEqualTo(new ReversePath.Null());
            assertThat(Mail.read(found.content())).isEqualTo(words);
        }
        assertThat(shard.due("a.example", NOON, 9)).hasSize(1);
    }

    @Test
    void aNoticeAboutWhatIsGoneOrSettledIsNotAccepted() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", NOON, NOON));
        List<Recipient> failed = List.of(Mail.failed(shard.recipients(id).getFirst()));
        shard.settle(id, failed, Optional.empty());
        try (Draft draft = Mail.draft(shard, Mail.text(2, 100))) {
            var notice = new Shard.Notice(draft, Mail.envelope("a.example", NOON), ORIGIN);
            assertThat(shard.settle(id, failed, Optional.of(notice))).isEmpty();
            shard.delete(id);
            assertThat(shard.settle(id, failed, Optional.of(notice))).isEmpty();
        }
        assertThat(shard.list(Optional.empty(), 9)).isEmpty();
    }

    @Test
    void aNoticeOfDelayLeavesItsMessageThere() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", NOON));
        List<Recipient> put = List.of(Mail.deferred(shard.recipients(id).getFirst(), LAST));
        try (Draft draft = Mail.draft(shard, Mail.text(2, 100))) {
            var notice = new Shard.Notice(draft, Mail.envelope("a.example", NOON), ORIGIN);
            assertThat(shard.settle(id, put, Optional.of(notice))).isPresent();
        }
        assertThat(shard.list(Optional.empty(), 9)).hasSize(2);
        assertThat(shard.recipients(id)).isEqualTo(put);
    }

    // --- what a person asks

    @Test
    void aRevisionIsMadeOnWhatWasSeenOnly() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", NOON, NOON));
        List<Recipient> seen = shard.recipients(id);
        List<Recipient> held = seen.stream().map(Mail::held).toList();
        shard.settle(id, List.of(Mail.deferred(seen.get(1), LAST)), Optional.empty());
        assertThat(shard.revise(id, seen, held, Optional.empty())).isFalse();
        assertThat(shard.recipient(id, 0)).contains(seen.get(0));

        List<Recipient> now = shard.recipients(id);
        assertThat(shard.revise(id, now, held, Optional.empty())).isTrue();
        assertThat(shard.recipients(id)).isEqualTo(held);
        assertThat(shard.due("b", Instant.MIN, 9)).isEmpty();
        assertThat(shard.revise(id, held, now, Optional.empty())).isTrue();
        assertThat(shard.due("b", Instant.MIN, 9)).hasSize(2);

        shard.delete(id);
        assertThat(shard.revise(id, now, held, Optional.empty())).isFalse();
    }

    @Test
    void aRevisionWithANoticeIsWholeOrNothing() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", NOON));
        List<Recipient> seen = shard.recipients(id);
        List<Recipient> failed = seen.stream().map(Mail::failed).toList();
        try (Draft draft = Mail.draft(shard, Mail.text(2, 100))) {
            var notice = Optional.of(new Shard.Notice(draft, Mail.envelope("a", NOON), ORIGIN));
            assertThat(shard.revise(id, failed, failed, notice)).isFalse();
            assertThat(shard.find(draft.id())).isEmpty();
            assertThat(shard.revise(id, seen, failed, notice)).isTrue();
            assertThat(shard.find(draft.id())).isPresent();
        }
        assertThat(shard.find(id)).isEmpty();
    }

    // --- what comes back from an export

    @Test
    void aRestoredMessageHasItsIdAgain() throws IOException {
        byte[] text = Mail.text(1, 100_000);
        MessageId id = Mail.accept(shard, text, Mail.envelope("b", NOON, LATER, LAST));
        List<Recipient> all = shard.recipients(id);
        List<Recipient> states =
                List.of(Mail.delivered(all.get(0)), Mail.held(all.get(1)), all.get(2));
        shard.delete(id);
        assertThat(restore(id, text, states)).isEqualTo(id);
        assertThat(shard.recipients(id)).isEqualTo(states);
        assertThat(shard.due("b", Instant.MIN, 9)).containsExactly(new Due("b", LAST, id, 2));
        assertThat(shard.check()).isEmpty();

        MessageId second = restore(id, text, states);
        assertThat(second).isNotEqualTo(id);
        MessageId future = MessageId.of(0, System.currentTimeMillis() + 86_400_000, 1);
        assertThat(restore(future, text, states)).isNotEqualTo(future);
        MessageId elsewhere = MessageId.of(7, 5, 1);
        assertThat(restore(elsewhere, text, states)).isNotEqualTo(elsewhere);
        assertThat(shard.check()).isEmpty();
        reopen();
        assertThat(
                        shard.settle(
                                id,
                                states.stream().map(Mail::delivered).toList(),
                                Optional.empty()))
                .isEmpty();
        assertThat(shard.find(id)).isEmpty();
        assertThat(shard.list(Optional.empty(), 9)).hasSize(3);
    }

    private MessageId restore(MessageId wanted, byte[] text, List<Recipient> recipients)
            throws IOException {
        try (Draft draft = Mail.draft(shard, text)) {
            return shard.restore(draft, wanted, Mail.envelope(recipients), ORIGIN);
        }
    }

    @Test
    void anIdThatADraftHasIsNotGivenToARestoredMessage() throws IOException {
        try (Draft draft = Mail.draft(shard, Mail.text(1, 10))) {
            MessageId restored =
                    restore(draft.id(), Mail.text(2, 10), List.of(Mail.waiting(0, "b", NOON)));
            assertThat(restored).isNotEqualTo(draft.id());
        }
    }

    // --- what is due

    @Test
    void dueEntriesComeByTime() throws IOException {
        Instant early = Instant.parse("1969-12-31T23:59:59.9Z");
        MessageId one = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", LAST, early, NOON));
        MessageId two = Mail.accept(shard, Mail.text(2, 9), Mail.envelope("b", NOON, LATER));
        Mail.accept(shard, Mail.text(3, 9), Mail.envelope("bb", NOON));
        Mail.accept(shard, Mail.text(3, 9), Mail.envelope("B", LAST));

        assertThat(shard.due("b", Instant.MIN, 99))
                .extracting(Due::time)
                .containsExactly(early, NOON, NOON, LATER, LAST, LAST);
        assertThat(shard.due("b", NOON, 2))
                .containsExactly(new Due("b", NOON, one, 2), new Due("b", NOON, two, 0));
        assertThat(shard.due("b", NOON.plusNanos(1), 99)).hasSize(3);
        assertThat(shard.due("b", NOON, 0)).isEmpty();
        assertThat(shard.due("c", NOON, 9)).isEmpty();
    }

    @Test
    void destinationsAreFoundOneAfterTheOther() throws IOException {
        var hosts =
                List.of(
                        "a",
                        "a.b",
                        "a-b",
                        "\u00fc.example",
                        "b",
                        "[10.0.0.1]",
                        "a\u0001",
                        "a\u0000b");
        for (String host : hosts) {
            Mail.accept(shard, Mail.text(1, 9), Mail.envelope(host, LAST, LATER));
            Mail.accept(shard, Mail.text(2, 9), Mail.envelope(host, LAST));
        }
        var found = new ArrayList<String>();
        for (var next = shard.nextDestination("");
                next.isPresent();
                next = shard.nextDestination(next.get().destination())) {
            assertThat(next.get().time()).isEqualTo(LATER);
            found.add(next.get().destination());
        }
        assertThat(found).isSorted().containsExactlyInAnyOrderElementsOf(hosts);
    }

    // --- the list

    @Test
    void messagesAreListedPageByPageInOrderOfArrival() throws IOException {
        var ids = new ArrayList<MessageId>();
        for (int i = 0; i < 25; i++)
            ids.add(Mail.accept(shard, Mail.text(i, 9), Mail.envelope("b", NOON)));
        var listed = new ArrayList<MessageId>();
        List<Message> page = shard.list(Optional.empty(), 10);
        while (!page.isEmpty()) {
            for (Message message : page) listed.add(message.id());
            page = shard.list(Optional.of(listed.getLast()), 10);
        }
        assertThat(listed).isEqualTo(ids).isSorted();
    }

    // --- ids

    @Test
    void idsRiseEvenIfTheClockGoesBack() throws IOException {
        reopen(InstantSource.fixed(NOON));
        var ids = new ArrayList<MessageId>();
        for (int i = 0; i < 20; i++)
            ids.add(Mail.accept(shard, Mail.text(i, 9), Mail.envelope("b", NOON)));
        for (MessageId id : ids) shard.delete(id);
        reopen(InstantSource.fixed(NOON.minusSeconds(86_400)));
        for (int i = 0; i < 20; i++)
            ids.add(Mail.accept(shard, Mail.text(i, 9), Mail.envelope("b", NOON)));
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        assertThat(ids).allMatch(id -> id.shard() == ids.getFirst().shard());
    }

    // --- many at once

    @Test
    void manyWorkAtOnce() throws Exception {
        int workers = 50;
        int each = 20;
        var left = new ConcurrentHashMap<MessageId, byte[]>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<?>>();
            for (int worker = 0; worker < workers; worker++) {
                int w = worker;
                done.add(threads.submit(() -> work(w, each, left)));
            }
            for (Future<?> future : done) future.get(60, TimeUnit.SECONDS);
        }
        assertThat(shard.check()).isEmpty();
        assertThat(left).hasSize(workers * each / 2);
        reopen();
        assertThat(shard.recovery().messages()).isEqualTo(left.size());
        for (var entry : left.entrySet())
            assertThat(Mail.read(shard.find(entry.getKey()).orElseThrow().content()))
                    .isEqualTo(entry.getValue());
    }

    private Void work(int worker, int each, Map<MessageId, byte[]> left) throws IOException {
        for (int i = 0; i < each; i++) {
            byte[] text = Mail.text(worker * 1000L + i, i % 5 == 0 ? 150_000 : 900);
            MessageId id = Mail.accept(shard, text, Mail.envelope("h" + worker % 3, NOON, LATER));
            if (i % 2 == 0) {
                left.put(id, text);
                continue;
            }
            for (Recipient recipient : shard.recipients(id))
                shard.settle(id, List.of(Mail.delivered(recipient)), Optional.empty());
        }
        return null;
    }

    @Test
    void recipientsOfOneMessageAreSettledAtOnceByMany() throws Exception {
        int many = 200;
        var recipients = new ArrayList<Recipient>();
        for (int i = 0; i < many; i++) recipients.add(Mail.waiting(i, "h" + i % 3, NOON));
        try (Draft draft = Mail.draft(shard, Mail.text(1, 9))) {
            MessageId id = shard.accept(draft, Mail.envelope(recipients), ORIGIN);
            MessageId two = shard.accept(draft, Mail.envelope(recipients), ORIGIN);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Recipient recipient : recipients) {
                    for (MessageId each : List.of(id, two)) {
                        var unused = threads.submit(() -> settle(each, recipient));
                        unused = threads.submit(() -> settle(each, recipient));
                    }
                }
            }
            assertThat(shard.find(id)).isEmpty();
            assertThat(shard.find(two)).isEmpty();
        }
        assertThat(shard.nextDestination("")).isEmpty();
    }

    private Void settle(MessageId id, Recipient recipient) throws IOException {
        shard.settle(id, List.of(Mail.delivered(recipient)), Optional.empty());
        return null;
    }

    // --- the small tables

    private static Registers.Row row(String key, String... namesAndValues) {
        var values = new TreeMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        return new Registers.Row(key, values);
    }

    private static Registers.Change put(String register, String key, String... values) {
        return new Registers.Put(register, row(key, values));
    }

    @Test
    void aRowThatIsWrittenIsFoundAfterARestart() throws IOException {
        var row = row("u17 \u00e9\0\uD83D\uDE00", "path", "joe@x \"\r\n", "empty", "");
        spool.registers().write(List.of(new Registers.Put("alias", row)));
        assertThat(spool.registers().find("alias", row.key())).contains(row);
        reopen();
        assertThat(spool.registers().find("alias", row.key())).contains(row);
        assertThat(spool.registers().find("host", row.key())).isEmpty();
        assertThat(spool.registers().find("alias", "u17")).isEmpty();
        assertThat(spool.registers().find("alias", "")).isEmpty();
    }

    @Test
    void whatIsNotedIsFoundAfterAnOrderlyEnd() throws IOException {
        spool.registers().note(List.of(put("host", "a", "scheme", "T")));
        reopen();
        assertThat(spool.registers().find("host", "a")).contains(row("a", "scheme", "T"));
    }

    @Test
    void aRowIsReplacedAndRemoved() throws IOException {
        Registers registers = spool.registers();
        registers.write(List.of(put("host", "a", "old", "1"), put("host", "b")));
        registers.write(List.of(put("host", "a", "new", "2"), new Registers.Remove("host", "b")));
        assertThat(registers.list("host", "", 9)).containsExactly(row("a", "new", "2"));
        registers.write(List.of(new Registers.Remove("host", "a")));
        registers.write(List.of(new Registers.Remove("host", "never there")));
        registers.write(List.of());
        assertThat(registers.names()).isEmpty();
    }

    @Test
    void aRowThatIsThereIsNotAdded() throws IOException {
        Registers registers = spool.registers();
        var add = new Registers.Add("alias", row("u1", "path", "a"));
        assertThat(registers.write(List.of(add, put("next", "1")))).isTrue();
        var other = new Registers.Add("alias", row("u1", "path", "b"));
        assertThat(registers.write(List.of(put("next", "2"), other))).isFalse();
        assertThat(registers.find("alias", "u1")).contains(row("u1", "path", "a"));
        assertThat(registers.list("next", "", 9)).containsExactly(row("1"));
    }

    @Test
    void rowsAreListedInTheOrderOfTheirOctetsPageByPage() throws IOException {
        List<String> keys =
                List.of("", "B", "a", "a\0", "a\1", "ab", "\u00e9", "\uFFFD", "\uD83D\uDE00");
        var changes = new ArrayList<Registers.Change>();
        for (String key : keys.subList(1, keys.size()).reversed()) changes.add(put("host", key));
        changes.add(put("hosts", "of another"));
        changes.add(put("hos", "of another"));
        spool.registers().write(changes);
        for (int size = 1; size < 10; size++) {
            var found = new ArrayList<>(List.of(""));
            List<Registers.Row> page = spool.registers().list("host", "", size);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(size);
                page.forEach(row -> found.add(row.key()));
                page = spool.registers().list("host", found.getLast(), size);
            }
            assertThat(found).isEqualTo(keys);
        }
        assertThat(spool.registers().list("host", "", 0)).isEmpty();
        assertThat(spool.registers().list("host", "aa", 1)).containsExactly(row("ab"));
        assertThat(spool.registers().names()).containsExactly("hos", "host", "hosts");
    }

    @Test
    void aRowThatIsTooLongIsNeverWritten() {
        String longest = "\u00e9".repeat(Registers.LONGEST_KEY / 2);
        assertThat(row(longest).key()).isEqualTo(longest);
        for (String key : List.of("", longest + "x", "\uD83D"))
            assertThatThrownBy(() -> row(key)).isInstanceOf(IllegalArgumentException.class);
        for (String name : List.of("", "key", "A", "a-b", "a1"))
            assertThatThrownBy(() -> row("a", name, "x"))
                    .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> row("a", "x", "x".repeat(Registers.LONGEST_ROW + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> put("a b", "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rowsAreWrittenByManyAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = new ArrayList<Future<?>>();
            for (int i = 0; i < 200; i++) {
                String key = "k" + i;
                written.add(
                        threads.submit(
                                () -> {
                                    spool.registers().write(List.of(put("host", key)));
                                    return spool.registers().find("host", key).orElseThrow();
                                }));
            }
            for (Future<?> one : written) one.get(60, TimeUnit.SECONDS);
        }
        assertThat(spool.registers().list("host", "", 999)).hasSize(200);
    }

    @Test
    void ofManyWhoAddARowOneDoes() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var added = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 50; i++) {
                var add = new Registers.Add("alias", row("u1", "path", "p" + i));
                added.add(threads.submit(() -> spool.registers().write(List.of(add))));
            }
            int won = 0;
            for (Future<Boolean> one : added) if (one.get(60, TimeUnit.SECONDS)) won++;
            assertThat(won).isEqualTo(1);
        }
    }

    // --- the end

    @Test
    void aClosedSpoolSaysSo() throws IOException {
        MessageId id = Mail.accept(shard, Mail.text(1, 9), Mail.envelope("b", NOON));
        Draft draft = Mail.draft(shard, Mail.text(1, 9));
        spool.close();
        assertThatThrownBy(() -> shard.find(id)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> spool.registers().find("host", "a"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> spool.registers().write(List.of(put("host", "a"))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shard.accept(draft, Mail.envelope("b", NOON), ORIGIN))
                .isInstanceOf(IOException.class);
        assertThat(shard.health().trouble()).isPresent();
        assertThat(shard.health().accepting()).isFalse();
        draft.close();
        spool.close();
        reopen();
    }

    @Test
    void onlyOneMayHaveIt() {
        assertThatThrownBy(() -> open(directory, InstantSource.system())).isInstanceOf(InUse.class);
    }

    private List<Recipient> delivered(MessageId id) throws IOException {
        return shard.recipients(id).stream().map(Mail::delivered).toList();
    }
}
