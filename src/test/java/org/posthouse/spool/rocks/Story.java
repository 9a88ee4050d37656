package org.posthouse.spool.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.posthouse.mail.Envelope;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Due;
import org.posthouse.spool.Mail;
import org.posthouse.spool.Registers;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;

/// A day in the life of a queue, and a record of what it acknowledged. A step that fails may or may
/// not have had its effect; one that did not fail must have had it.
final class Story {
    /// What must be found of an acknowledged message.
    private static final class Expected {
        final byte[] text;
        final List<Set<Recipient>> recipients = new ArrayList<>(); // what each may be
        boolean mayBeGone;
        boolean mustBeGone;

        Expected(byte[] text, Envelope envelope) {
            this.text = text;
            for (Recipient recipient : envelope.recipients())
                recipients.add(new HashSet<>(Set.of(recipient)));
        }

        /// Whether all may be settled.
        void looked() {
            mayBeGone |= recipients.stream().allMatch(r -> r.stream().anyMatch(Story::closed));
            mustBeGone |= recipients.stream().allMatch(r -> r.stream().allMatch(Story::closed));
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /// What a failure may undo of what was acknowledged.
    enum Loss {
        NOTHING,
        /// What was committed unsynced: a recipient is attempted once more.
        UNSYNCED
    }

    private final Shard shard;
    private final Registers registers;
    private final Loss loss;
    private final Map<MessageId, Expected> acknowledged = new LinkedHashMap<>();
    private final Map<String, Set<String>> rows = new TreeMap<>(); // what each may say
    private int failures;

    Story(Spool spool, Loss loss) {
        shard = spool.forArrival();
        registers = spool.registers();
        this.loss = loss;
    }

    private static boolean closed(Recipient recipient) {
        return !recipient.state().open();
    }

    /// How many steps failed.
    int failures() {
        return failures;
    }

    void play() {
        try (Draft slow = shard.draft()) {
            byte[] text = Mail.text(11, 250_000);
            step(() -> slow.write(text, 0, 140_000));
            work();
            step(() -> slow.write(text, 140_000, 110_000));
            accept(slow, text, 1);
        }
    }

    private void work() {
        row("a", "1", "2");
        Optional<MessageId> small = accept(1, 900, 1);
        Optional<MessageId> three = accept(2, 2_000, 3);
        Optional<MessageId> large = accept(3, 300_000, 2);
        textFirst();
        abandon();
        three.ifPresent(id -> settle(id, 0, Mail::delivered, false));
        three.ifPresent(id -> settle(id, 1, r -> Mail.deferred(r, Mail.NOON), false));
        large.ifPresent(id -> settle(id, 0, Mail::held, false));
        small.ifPresent(id -> settle(id, 0, Mail::failed, true));
        three.ifPresent(id -> settle(id, 1, Mail::delivered, false));
        three.ifPresent(id -> settle(id, 2, Mail::failed, true));
        row("b", "1");
        row("a", "3");
        look();
        large.ifPresent(this::delete);
        accept(4, 100_000, 1);
        accept(5, 10, 2).ifPresent(id -> settle(id, 1, Mail::delivered, false));
    }

    private Optional<MessageId> accept(long seed, int size, int recipients) {
        byte[] text = Mail.text(seed, size);
        try (Draft draft = Mail.draft(shard, text)) {
            return accept(draft, text, recipients);
        } catch (IOException e) {
            failures++;
            return Optional.empty();
        }
    }

    private Optional<MessageId> accept(Draft draft, byte[] text, int recipients) {
        Envelope envelope =
                Mail.envelope(
                        "b.example",
                        Collections.nCopies(recipients, Mail.NOON).toArray(Instant[]::new));
        try {
            MessageId id = shard.accept(draft, envelope, Mail.ORIGIN);
            acknowledged.put(id, new Expected(text, envelope));
            return Optional.of(id);
        } catch (IOException e) {
            failures++;
            return Optional.empty();
        }
    }

    private void textFirst() {
        byte[] text = Mail.text(7, 150_000);
        try (Draft draft = Mail.draft(shard, text)) {
            Optional<MessageId> first = accept(draft, text, 1);
            first.ifPresent(id -> settle(id, 0, Mail::delivered, false));
            Optional<MessageId> second = accept(draft, text, 2);
            accept(draft, text, 1);
            second.ifPresent(this::delete);
        } catch (IOException e) {
            failures++;
        }
    }

    private void abandon() {
        step(() -> Mail.draft(shard, Mail.text(8, 200_000)).close());
    }

    private void settle(
            MessageId id, int number, UnaryOperator<Recipient> change, boolean withNotice) {
        Expected expected = expected(id);
        Set<Recipient> states = expected.recipients.get(number);
        Recipient next = change.apply(states.iterator().next());
        if (states.stream().anyMatch(Story::closed)) return; // perhaps done already
        Set<Recipient> before = Set.copyOf(states);
        states.add(next);
        expected.looked();
        step(
                () -> {
                    if (withNotice) settleWithNotice(id, next);
                    else shard.settle(id, List.of(next), Optional.empty());
                    if (loss == Loss.NOTHING) states.removeAll(before);
                    expected.looked();
                });
    }

    private void settleWithNotice(MessageId id, Recipient next) throws IOException {
        byte[] words = Mail.text(id.value(), 500);
        try (Draft draft = Mail.draft(shard, words)) {
            Envelope envelope = Mail.envelope("a.example", Mail.NOON);
            var notice = new Shard.Notice(draft, envelope, Mail.ORIGIN);
            Optional<MessageId> told = shard.settle(id, List.of(next), Optional.of(notice));
            acknowledged.put(told.orElseThrow(), new Expected(words, envelope));
        }
    }

    private void delete(MessageId id) {
        Expected expected = expected(id);
        expected.mayBeGone = true;
        step(
                () -> {
                    shard.delete(id);
                    expected.mustBeGone = loss == Loss.NOTHING;
                });
    }

    /// Writes a row again and again, and another one with each.
    private void row(String key, String... values) {
        for (String value : values) {
            var may = rows.computeIfAbsent(key, _ -> new HashSet<>(Set.of("")));
            may.add(value);
            step(
                    () -> {
                        registers.write(List.of(put(key, value), put(key + "'", value)));
                        may.retainAll(Set.of(value));
                    });
        }
        step(() -> registers.note(List.of(put("noted", "whether or not"))));
    }

    private static Registers.Change put(String key, String value) {
        return new Registers.Put(
                "story", new Registers.Row(key, new TreeMap<>(Map.of("value", value))));
    }

    private void look() {
        step(() -> assertThat(registers.list("story", "", 9)).isNotNull());
        step(() -> assertThat(registers.find("story", "a")).isNotNull());
        step(() -> assertThat(shard.list(Optional.empty(), 99)).isNotNull());
        step(() -> assertThat(shard.due("b.example", Instant.MIN, 99)).isNotNull());
        step(() -> assertThat(shard.nextDestination("")).isNotNull());
        for (MessageId id : acknowledged.keySet()) {
            step(
                    () -> {
                        Optional<Message> found = shard.find(id);
                        if (found.isPresent())
                            assertThat(Mail.read(found.get().content()))
                                    .isEqualTo(expected(id).text);
                    });
        }
    }

    private void step(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            failures++;
        }
    }

    private Expected expected(MessageId id) {
        return Objects.requireNonNull(acknowledged.get(id));
    }

    /// Looks for all that was acknowledged, and for nothing else that would be wrong.
    void verify(Spool spool) throws IOException {
        Shard now = spool.forArrival();
        assertThat(now.check()).isEmpty();
        for (var row : rows.entrySet()) {
            String found = value(spool, row.getKey());
            assertThat(found).isIn(row.getValue());
            assertThat(value(spool, row.getKey() + "'")).isEqualTo(found);
        }
        for (MessageId id : acknowledged.keySet()) verify(now, id, expected(id));
        for (Due due : now.due("b.example", Instant.MIN, 999))
            assertThat(now.find(due.id())).isPresent();
    }

    private static String value(Spool spool, String key) throws IOException {
        return spool.registers().find("story", key).flatMap(row -> row.value("value")).orElse("");
    }

    private static void verify(Shard now, MessageId id, Expected expected) throws IOException {
        Optional<Message> found = now.find(id);
        if (expected.mustBeGone) assertThat(found).as("%s is settled", id).isEmpty();
        if (!expected.mayBeGone) assertThat(found).as("%s was acknowledged", id).isPresent();
        if (found.isEmpty()) return;
        assertThat(sha256(Mail.read(found.get().content()))).isEqualTo(sha256(expected.text));
        List<Recipient> recipients = now.recipients(id);
        assertThat(recipients).hasSameSizeAs(expected.recipients);
        for (int i = 0; i < recipients.size(); i++)
            assertThat(recipients.get(i)).isIn(expected.recipients.get(i));
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
