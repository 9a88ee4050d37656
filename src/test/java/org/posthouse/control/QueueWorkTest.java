package org.posthouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.posthouse.control.Done.Undone;
import org.posthouse.control.Done.Why;
import org.posthouse.control.Filter.Open;
import org.posthouse.dispatch.HostSettings;
import org.posthouse.dispatch.KnownHosts;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Hop;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Notify;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.State;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.spool.Registers;
import org.slf4j.LoggerFactory;

/// Every work on every queue, on the spool itself and over the socket.
@ParameterizedClass
@MethodSource("ways")
final class QueueWorkTest {
    private static final Instant LATER = Instant.parse("2096-11-21T13:00:00Z");
    private static final Waiting WAITING =
            new Waiting(
                    3,
                    LATER,
                    Optional.of(Instant.parse("2026-11-21T12:30:00Z")),
                    Optional.of(new Diagnosis("4.2.0", "relay.example", "450 4.2.0 busy")));
    private static final Held HELD = new Held("checking", WAITING);
    private static final Delivered DELIVERED = new Delivered(LATER, "relay.example", "250 ok");
    private static final Failed FAILED =
            new Failed(LATER, new Diagnosis("5.1.1", "relay.example", "550 no such user"));
    private static final MessageId UNKNOWN = MessageId.of(0, 5, 5);

    @TempDir Path data;

    private final Way way;
    private final Way.Engine engine;
    private Meddled spool;
    private Way.Open queue;

    QueueWorkTest(Way way, Way.Engine engine) {
        this.way = way;
        this.engine = engine;
    }

    static Stream<Arguments> ways() {
        return Stream.of(Way.values())
                .flatMap(
                        way ->
                                Stream.of(Way.Engine.values())
                                        .map(engine -> Arguments.of(way, engine)));
    }

    @BeforeAll
    static void beQuiet() {
        ((Logger) LoggerFactory.getLogger(Clerk.class)).setLevel(Level.WARN);
        ((Logger) LoggerFactory.getLogger(Conversation.class)).setLevel(Level.OFF);
    }

    @BeforeEach
    void open() throws IOException {
        spool = new Meddled(engine.open(data));
        queue = way.open(data, spool);
    }

    @AfterEach
    void close() throws IOException {
        queue.close();
    }

    private MessageId put(String from, Map<String, State> to) throws IOException {
        var paths = new LinkedHashMap<MailPath, State>();
        to.forEach((path, state) -> paths.put(Way.path(path), state));
        return queue.put(Way.from(from), paths, "Subject: x\r\n\r\nhello\r\n");
    }

    private MessageId put(State state) throws IOException {
        return put("a@b.example", Map.of("c@d.example", state));
    }

    private Done work(Work work, MessageId... ids) throws IOException {
        return queue.work().work(work, new Selection.Ids(List.of(ids)), _ -> {});
    }

    private Done work(Work work, Filter filter) throws IOException {
        return queue.work().work(work, new Selection.Matching(filter), _ -> {});
    }

    private static Done done(long messages, long recipients) {
        return new Done(messages, recipients, 0, List.of());
    }

    private static Done undone(MessageId id, Why why) {
        return new Done(0, 0, 1, List.of(new Undone(id, why)));
    }

    private static Filter state(Open open) {
        return new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(open),
                Optional.empty());
    }

    @Test
    void anEmptyQueueHasNothingAndNothingIsDone() throws IOException {
        assertThat(queue.list(Filter.ANY)).isEmpty();
        assertThat(work(new Work.Delete(), Filter.ANY)).isEqualTo(Done.NOTHING);
        assertThat(queue.work().flush(Optional.empty())).isZero();
        assertThat(queue.work().summary()).isEqualTo(new Summary(List.of(), new Summary.Whole(0)));
        assertThat(queue.work().check()).isEqualTo(new Checked(List.of(), 0));
    }

    @Test
    void anIdThatIsNotThereIsGoneForEveryWork() throws IOException {
        for (Work work :
                List.of(
                        new Work.Retry(),
                        new Work.Hold("x"),
                        new Work.Release(),
                        new Work.Delete(),
                        new Work.Bounce("x")))
            assertThat(work(work, UNKNOWN)).isEqualTo(undone(UNKNOWN, Why.GONE));
        assertThat(queue.work().show(UNKNOWN)).isEmpty();
        assertThat(queue.work().cat(UNKNOWN, OutputStream.nullOutputStream())).isFalse();
    }

    @Test
    void listTellsWhatAPersonWantsToKnow() throws IOException {
        MessageId id =
                put(
                        "a@b.example",
                        new TreeMap<>(
                                Map.of(
                                        "1@x.example", DELIVERED,
                                        "2@x.example", WAITING,
                                        "3@y.example", HELD,
                                        "4@y.example", FAILED)));
        assertThat(queue.list(Filter.ANY))
                .containsExactly(
                        new Entry(
                                id,
                                Way.ARRIVAL,
                                Way.from("a@b.example"),
                                21,
                                new Entry.Count(1, 1, 1, 1),
                                3,
                                Optional.of(LATER),
                                List.of(Way.path("2@x.example"), Way.path("3@y.example")),
                                "450 4.2.0 busy (relay.example)"));
    }

    @Test
    void listFilters() throws IOException {
        MessageId one = put("a@b.example", Map.of("c@d.example", WAITING));
        MessageId two = put("A@B.Example", Map.of("e@relay.ac.uk", HELD));
        MessageId three =
                queue.put(new ReversePath.Null(), Map.of(Way.path("c@ac.uk"), WAITING), "x\r\n");
        assertThat(ids("", "", "")).containsExactly(one, two, three);
        assertThat(ids("D.example.", "", "")).containsExactly(one);
        assertThat(ids("*.ac.uk", "", "")).containsExactly(two);
        assertThat(ids("", "a@b.example", "")).containsExactly(one, two);
        assertThat(ids("", "@b.example", "")).containsExactly(one, two);
        assertThat(ids("", "<>", "")).containsExactly(three);
        assertThat(ids("", "", "C@d.example")).containsExactly(one);
        assertThat(ids("", "", "@ac.uk")).containsExactly(three);
        assertThat(ids("d.example", "<>", "")).isEmpty();
        assertThat(queue.list(state(Open.HELD))).extracting(Entry::id).containsExactly(two);
        assertThat(queue.list(state(Open.WAITING)))
                .extracting(Entry::id)
                .containsExactly(one, three);
        assertThat(before(Way.ARRIVAL)).isEmpty();
        assertThat(before(Way.ARRIVAL.plusMillis(1))).hasSize(3);
    }

    private List<MessageId> ids(String destination, String sender, String recipient)
            throws IOException {
        var filter =
                new Filter(
                        Optional.of(destination).filter(s -> !s.isEmpty()),
                        Optional.of(sender).filter(s -> !s.isEmpty()),
                        Optional.of(recipient).filter(s -> !s.isEmpty()),
                        Optional.empty(),
                        Optional.empty());
        return queue.list(filter).stream().map(Entry::id).toList();
    }

    private List<Entry> before(Instant instant) throws IOException {
        return queue.list(
                new Filter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(instant)));
    }

    @Test
    void listGoesOnWhereItStopped() throws IOException {
        var put = new ArrayList<MessageId>();
        for (int i = 0; i < 25; i++) put.add(put(i % 3 == 0 ? HELD : WAITING));
        for (Filter filter : List.of(Filter.ANY, state(Open.HELD))) {
            var found = new ArrayList<Entry>();
            Optional<MessageId> after = queue.work().list(filter, Optional.empty(), 4, found::add);
            while (after.isPresent()) {
                int before = found.size();
                after = queue.work().list(filter, after, 4, found::add);
                assertThat(found.size() - before).isLessThanOrEqualTo(4);
            }
            assertThat(found)
                    .extracting(Entry::id)
                    .isEqualTo(
                            put.stream()
                                    .filter(
                                            id ->
                                                    filter.equals(Filter.ANY)
                                                            || put.indexOf(id) % 3 == 0)
                                    .toList());
        }
    }

    @Test
    void showHasEverything() throws IOException {
        MessageId id =
                put(
                        "a@b.example",
                        new TreeMap<>(
                                Map.of(
                                        "1@x.example", DELIVERED,
                                        "2@x.example", WAITING,
                                        "3@y.example", HELD,
                                        "4@y.example", FAILED)));
        Letter letter = queue.work().show(id).orElseThrow();
        Message message = spool.find(id).orElseThrow();
        assertThat(letter.message())
                .usingRecursiveComparison()
                .ignoringFields("content")
                .isEqualTo(message);
        assertThat(letter.message().content().measure()).isEqualTo(message.content().measure());
        assertThat(letter.recipients()).isEqualTo(spool.recipients(id));
        try (InputStream octets = letter.message().content().open()) {
            assertThat(octets.readAllBytes()).asString().isEqualTo("Subject: x\r\n\r\nhello\r\n");
        }
    }

    @Test
    void catGivesTheOctets() throws IOException {
        var random = new Random(7);
        for (int size : new int[] {0, 1, 48 * 1024 - 1, 48 * 1024, 48 * 1024 + 1, 1_000_000}) {
            byte[] octets = new byte[size];
            random.nextBytes(octets);
            MessageId id =
                    queue.put(
                            new ReversePath.Null(),
                            Map.of(Way.path("c@d"), WAITING),
                            new String(octets, StandardCharsets.ISO_8859_1));
            var out = new ByteArrayOutputStream();
            assertThat(queue.work().cat(id, out)).isTrue();
            assertThat(out.toByteArray()).isEqualTo(octets);
        }
    }

    @Test
    void retry() throws IOException {
        MessageId id = put("a@b", new TreeMap<>(Map.of("1@x", WAITING, "2@x", HELD)));
        Instant before = Instant.now();
        assertThat(work(new Work.Retry(), id)).isEqualTo(done(1, 1));
        var state = (Waiting) queue.states(id).getFirst();
        assertThat(state.next()).isBetween(before, Instant.now());
        assertThat(state).isEqualTo(new Waiting(3, state.next(), WAITING.warned(), WAITING.last()));
        assertThat(queue.states(id).getLast()).isEqualTo(HELD);
        assertThat(queue.told().added).hasSize(way.hasSchedule() ? 1 : 0);
        MessageId held = put(HELD);
        assertThat(work(new Work.Retry(), held)).isEqualTo(undone(held, Why.HELD));
    }

    @Test
    void whatTheRouteHoldsIsNotReleased() throws IOException {
        MessageId id = put("a@b.example", Map.of("c@holds.example", HELD));
        assertThat(work(new Work.Release(), id)).isEqualTo(undone(id, Why.ROUTE_HOLDS));
        assertThat(work(new Work.Release(), Filter.ANY)).isEqualTo(undone(id, Why.ROUTE_HOLDS));
        assertThat(queue.states(id)).containsExactly(HELD);
        assertThat(queue.told().added).isEmpty();
        var both = new TreeMap<String, State>(Map.of("c@d.example", HELD));
        both.put("c@holds.example", HELD);
        MessageId two = put("a@b.example", both);
        assertThat(work(new Work.Release(), two))
                .isEqualTo(new Done(1, 1, 1, List.of(new Undone(two, Why.ROUTE_HOLDS))));
        assertThat(queue.states(two)).last().isEqualTo(HELD);
        assertThat(work(new Work.Delete(), id)).isEqualTo(done(1, 1));
    }

    @Test
    void hostsAreShownAndForgotten() throws IOException {
        var known =
                new KnownHosts(spool.registers(), HostSettings.defaults(), InstantSource.system());
        for (int i = 0; i < 600; i++)
            known.with(new Hop.Remote("mtp", "h" + i, OptionalInt.of(57), new TreeMap<>()))
                    .learn("scheme", "T");
        // What is learnt is written when there is time; what is written after it waits for it.
        spool.registers().write(List.of(new Registers.Remove("host", "nobody")));
        var facts = new ArrayList<Neighbours.Fact>();
        Neighbours neighbours = queue.work().neighbours();
        neighbours.hosts(facts::add);
        assertThat(facts).hasSize(600);
        assertThat(facts.getFirst().host()).isEqualTo("mtp://h0:57");
        assertThat(facts.getFirst().what() + facts.getFirst().value()).isEqualTo("schemeT");
        assertThat(neighbours.forget("mtp://h0:57")).isEqualTo(1);
        assertThat(neighbours.forget("H0")).isZero();
    }

    @Test
    void aliasesAreShownMadeAndTakenAway() throws IOException {
        Neighbours neighbours = queue.work().neighbours();
        MailPath joe = Way.path("joe \"x\"@a.long.name.example");
        Neighbours.Name name = neighbours.alias(joe, Optional.empty()).orElseThrow();
        assertThat(name.alias()).isEqualTo("u1");
        assertThat(name.path()).isEqualTo(joe);
        assertThat(neighbours.alias(joe, Optional.empty())).contains(name);
        assertThat(neighbours.alias(Way.path("ann@b"), Optional.of("u1"))).isEmpty();
        assertThat(neighbours.unalias("u1")).isTrue();
        assertThat(neighbours.unalias("u1")).isFalse();
        assertThat(neighbours.alias(joe, Optional.of("u1")))
                .map(Neighbours.Name::alias)
                .contains("u1");
        for (int i = 0; i < 600; i++)
            neighbours.alias(Way.path("user" + i + "@b"), Optional.empty());
        var names = new ArrayList<Neighbours.Name>();
        neighbours.aliases(names::add);
        assertThat(names).hasSize(601);
    }

    @Test
    void holdAndRelease() throws IOException {
        MessageId id = put(WAITING);
        assertThat(work(new Work.Hold("look at it"), id)).isEqualTo(done(1, 1));
        assertThat(queue.states(id)).containsExactly(new Held("look at it", WAITING));
        assertThat(queue.told().added).isEmpty();
        assertThat(work(new Work.Release(), id)).isEqualTo(done(1, 1));
        var state = (Waiting) queue.states(id).getFirst();
        assertThat(state.attempts()).isEqualTo(3);
        assertThat(state.next()).isBeforeOrEqualTo(Instant.now());
        assertThat(queue.told().added).hasSize(way.hasSchedule() ? 1 : 0);
        assertThat(work(new Work.Release(), id)).isEqualTo(undone(id, Why.NOT_HELD));
    }

    @Test
    void delete() throws IOException {
        MessageId waiting = put(WAITING);
        MessageId held = put(HELD);
        assertThat(work(new Work.Delete(), waiting, held, UNKNOWN))
                .isEqualTo(new Done(2, 2, 1, List.of(new Undone(UNKNOWN, Why.GONE))));
        assertThat(spool.list(Optional.empty(), 9)).isEmpty();
    }

    @Test
    void bounceTellsTheSender() throws IOException {
        MessageId id = put("a@b", new TreeMap<>(Map.of("1@x", WAITING, "2@x", DELIVERED)));
        assertThat(work(new Work.Bounce("too old"), id)).isEqualTo(done(1, 1));
        List<Entry> left = queue.list(Filter.ANY);
        assertThat(left).hasSize(1);
        assertThat(left.getFirst().from()).isEqualTo(new ReversePath.Null());
        assertThat(left.getFirst().to()).containsExactly(Way.path("a@b"));
        var out = new ByteArrayOutputStream();
        assertThat(queue.work().cat(left.getFirst().id(), out)).isTrue();
        assertThat(out.toString(StandardCharsets.US_ASCII))
                .isEqualTo("about " + id + "\r\n1@x returned by the postmaster: too old\r\n");
        assertThat(queue.told().added).hasSize(way.hasSchedule() ? 1 : 0);
    }

    /// RFC 3461 section 5.2.6: who does not want to hear of failures does not.
    @Test
    void bounceTellsOnlyWhoWantsToKnow() throws IOException {
        var never = new Request(new Notify.Never(), Optional.empty());
        var recipients =
                List.of(
                        new Recipient(0, Way.path("never@x"), never, WAITING),
                        new Recipient(1, Way.path("told@x"), WAITING));
        MessageId both = put(recipients);
        MessageId none = put(recipients.subList(0, 1));
        assertThat(work(new Work.Bounce("too old"), both, none)).isEqualTo(done(2, 3));
        List<Entry> left = queue.list(Filter.ANY);
        assertThat(left).hasSize(1);
        var out = new ByteArrayOutputStream();
        assertThat(queue.work().cat(left.getFirst().id(), out)).isTrue();
        assertThat(out.toString(StandardCharsets.US_ASCII))
                .isEqualTo("about " + both + "\r\ntold@x returned by the postmaster: too old\r\n");
    }

    private MessageId put(List<Recipient> recipients) throws IOException {
        try (var draft = spool.draft()) {
            var from = new ReversePath.Sender(Way.path("a@b"));
            var origin = new Message.Origin(Way.PEER, Instant.now());
            return spool.accept(draft, new Envelope(from, recipients), origin);
        }
    }

    @Test
    void aNoticeIsNeverBounced() throws IOException {
        MessageId notice =
                queue.put(new ReversePath.Null(), Map.of(Way.path("c@d"), WAITING), "x\r\n");
        assertThat(work(new Work.Bounce("x"), notice)).isEqualTo(undone(notice, Why.UNANSWERABLE));
        MessageId letter = put(WAITING);
        assertThat(work(new Work.Bounce("x"), Filter.ANY))
                .as("neither the old notice nor the one just made")
                .isEqualTo(new Done(1, 1, 1, List.of(new Undone(notice, Why.UNANSWERABLE))));
        assertThat(queue.list(Filter.ANY)).hasSize(2).extracting(Entry::id).doesNotContain(letter);
    }

    @Test
    void byDestinationOnlyItsRecipientsAreTouched() throws IOException {
        MessageId id = put("a@b", new TreeMap<>(Map.of("1@x", WAITING, "2@y", WAITING)));
        MessageId other = put("a@b", Map.of("3@y", WAITING));
        assertThat(work(new Work.Hold("x is down"), Filter.to("x"))).isEqualTo(done(1, 1));
        assertThat(queue.states(id)).containsExactly(new Held("x is down", WAITING), WAITING);
        assertThat(work(new Work.Delete(), Filter.to("y"))).isEqualTo(done(2, 2));
        assertThat(queue.states(id).getFirst()).isEqualTo(new Held("x is down", WAITING));
        assertThat(((Failed) queue.states(id).getLast()).why().reply())
                .isEqualTo("deleted by the postmaster");
        assertThat(queue.states(other)).isEmpty();
    }

    @Test
    void everythingAtOnceReportsProgress() throws IOException {
        putMany(10_001);
        var progress = new ArrayList<Done>();
        Done done =
                queue.work()
                        .work(
                                new Work.Hold("all"),
                                new Selection.Matching(Filter.ANY),
                                progress::add);
        assertThat(done).isEqualTo(done(10_001, 10_001));
        assertThat(progress).extracting(Done::messages).containsExactly(5_000L, 10_000L);
        assertThat(work(new Work.Retry(), Filter.ANY)).as("all are held").isEqualTo(done(0, 0));
        assertThat(work(new Work.Release(), Filter.ANY)).isEqualTo(done(10_001, 10_001));
    }

    /// From many threads, as the engine's commits are shared.
    private void putMany(int count) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                var _ = threads.submit(() -> put(WAITING));
            }
        }
        assertThat(spool.list(Optional.empty(), count + 1)).hasSize(count);
    }

    @Test
    void anAttemptThatEndsMeanwhileIsNotUndone() throws IOException {
        MessageId id = put("a@b", new TreeMap<>(Map.of("1@x", WAITING, "2@x", WAITING)));
        spool.meanwhile =
                () -> {
                    spool.meanwhile = () -> {};
                    spool.become(id, DELIVERED, WAITING);
                };
        assertThat(work(new Work.Hold("x"), id)).isEqualTo(done(1, 1));
        assertThat(queue.states(id)).containsExactly(DELIVERED, new Held("x", WAITING));
        MessageId second = put(WAITING);
        spool.meanwhile =
                () -> {
                    spool.meanwhile = () -> {};
                    spool.become(second, DELIVERED);
                };
        assertThat(work(new Work.Bounce("x"), second)).isEqualTo(undone(second, Why.GONE));
        assertThat(queue.list(Filter.ANY)).as("no notice about it").hasSize(1);
    }

    @Test
    void whatChangesEachTimeIsLeft() throws IOException {
        MessageId id = put(WAITING);
        var attempts = new AtomicInteger(3);
        spool.meanwhile =
                () ->
                        spool.become(
                                id,
                                new Waiting(
                                        attempts.incrementAndGet(),
                                        LATER,
                                        Optional.empty(),
                                        Optional.empty()));
        assertThat(work(new Work.Hold("x"), id)).isEqualTo(undone(id, Why.BUSY));
    }

    @Test
    void flushTellsTheScheduleOrMakesAllDue() throws IOException {
        MessageId x = put("a@b", Map.of("1@x", WAITING));
        MessageId y = put("a@b", Map.of("2@y", WAITING));
        MessageId held = put("a@b", Map.of("2@z", HELD));
        assertThat(queue.work().flush(Optional.of("x"))).isEqualTo(1);
        assertThat(queue.work().flush(Optional.of("z"))).isZero();
        assertThat(isDue(x)).isNotEqualTo(way.hasSchedule());
        assertThat(isDue(y)).isFalse();
        assertThat(queue.work().flush(Optional.empty())).isEqualTo(2);
        assertThat(isDue(y)).isNotEqualTo(way.hasSchedule());
        assertThat(queue.states(held)).containsExactly(HELD);
        if (way.hasSchedule())
            assertThat(queue.told().flushed)
                    .containsExactly(Optional.of("x"), Optional.of("z"), Optional.empty());
    }

    private boolean isDue(MessageId id) throws IOException {
        return !((Waiting) queue.states(id).getFirst()).next().isAfter(Instant.now());
    }

    @Test
    void summaryCountsByDestination() throws IOException {
        put("a@b", new TreeMap<>(Map.of("1@x", WAITING, "2@x", HELD, "3@y", DELIVERED)));
        put("a@b", Map.of("1@x", WAITING));
        put("a@b", Map.of("4@z", HELD));
        assertThat(queue.work().summary())
                .isEqualTo(
                        new Summary(
                                List.of(
                                        new Summary.Row("x", 2, 1, Way.ARRIVAL, Optional.of(LATER)),
                                        new Summary.Row("z", 0, 1, Way.ARRIVAL, Optional.empty())),
                                new Summary.Whole(3)));
    }

    @Test
    void restoreKeepsTheIdAndTellsTheSchedule() throws IOException {
        var envelope =
                new Envelope(
                        Way.from("a@b"),
                        Reporting.acknowledging(List.of(Way.path("c@b"))),
                        List.of(
                                new Recipient(0, Way.path("1@x"), WAITING)
                                        .asking(new Request(new Notify.Never(), Optional.empty())),
                                new Recipient(1, Way.path("2@x"), DELIVERED)));
        var origin = new Message.Origin(Way.PEER, Way.ARRIVAL);
        byte[] octets = new byte[200_000];
        new Random(3).nextBytes(octets);
        MessageId wanted = MessageId.of(0, 77, 7);
        MessageId id =
                queue.work()
                        .restore(
                                Optional.of(wanted),
                                envelope,
                                origin,
                                new ByteArrayInputStream(octets));
        assertThat(id).isEqualTo(wanted);
        assertThat(queue.work().show(id).orElseThrow().envelope()).isEqualTo(envelope);
        var out = new ByteArrayOutputStream();
        assertThat(queue.work().cat(id, out)).isTrue();
        assertThat(out.toByteArray()).isEqualTo(octets);
        assertThat(queue.told().added).hasSize(way.hasSchedule() ? 1 : 0);
        MessageId again =
                queue.work()
                        .restore(
                                Optional.of(wanted),
                                envelope,
                                origin,
                                InputStream.nullInputStream());
        assertThat(again).isNotEqualTo(wanted);
    }

    @Test
    void aStoreThatFailsIsSaid() throws IOException {
        MessageId id = put(WAITING);
        spool.trouble = Optional.of(new IOException("bad sector"));
        assertThatThrownBy(() -> queue.list(Filter.ANY)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> work(new Work.Hold("x"), id)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> queue.work().check()).isInstanceOf(IOException.class);
        spool.trouble = Optional.empty();
        assertThat(queue.states(id)).containsExactly(WAITING);
    }
}
