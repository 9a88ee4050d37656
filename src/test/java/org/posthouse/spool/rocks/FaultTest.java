package org.posthouse.spool.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.posthouse.mail.MessageId;
import org.posthouse.spool.Await;
import org.posthouse.spool.Mail;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;

/// Every call of the seam fails, each time it comes, in every way. What was acknowledged is there
/// afterwards, whole and in order, and work goes on by itself when the faults stop.
final class FaultTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int LAST = 500; // calls, more than the story makes

    @TempDir Path directory;
    private final Faults faults = new Faults();

    @ParameterizedTest
    @EnumSource(names = {"GET", "SCAN", "COMMIT"})
    void everyCallFails(Faults.Call call) throws IOException {
        for (Faults.Kind kind : Faults.Kind.values()) {
            int nth = 1;
            while (nth < LAST && strike(new Faults.Plan(call, nth, kind))) nth++;
            assertThat(nth).as("calls that failed").isBetween(2, LAST - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWayBackAfterAFailureFailsToo(Faults.Call call) throws IOException {
        for (int first : new int[] {3, 8, 20}) {
            var failure = new Faults.Plan(Faults.Call.COMMIT, first, Faults.Kind.ONCE);
            for (Faults.Kind kind : Faults.Kind.values()) {
                int nth = call == Faults.Call.COMMIT ? first + 1 : 1;
                while (nth < LAST && strike(new Faults.Plan(call, nth, kind), failure)) nth++;
                assertThat(nth).as("calls that failed").isBetween(2, LAST - 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommitFailsAndTakesWithItWhatWasNotSynced(Faults.Kind kind) throws IOException {
        for (int nth = 1; nth < LAST; nth++) {
            var engine = new MemoryEngine();
            engine.mindSyncs();
            faults.atFailedCommit(engine::losePower);
            var plan = new Faults.Plan(Faults.Call.COMMIT, nth, kind);
            if (!strike(engine, List.of(plan), Story.Loss.UNSYNCED)) return;
        }
    }

    @ParameterizedTest
    @EnumSource
    void rocksIsOpenedAgainWhenItsCallsFail(Faults.Call call) throws IOException {
        var failure = new Faults.Plan(Faults.Call.COMMIT, 12, Faults.Kind.ONCE_TOO_LATE);
        for (Faults.Kind kind : Faults.Kind.values()) {
            for (int nth = 1; nth < LAST; nth += call == Faults.Call.GET ? 29 : 11) {
                Path place = directory.resolve(call + "-" + kind + "-" + nth);
                var engine = new RocksEngine(place, SpoolSettings.defaults());
                var plans = List.of(new Faults.Plan(call, nth, kind), failure);
                if (!strike(engine, plans, Story.Loss.NOTHING)) break;
            }
        }
    }

    private boolean strike(Faults.Plan... plans) throws IOException {
        return strike(new MemoryEngine(), List.of(plans), Story.Loss.NOTHING);
    }

    /// @return whether the first of the planned calls came
    private boolean strike(Store.Engine engine, List<Faults.Plan> plans, Story.Loss loss)
            throws IOException {
        faults.arm(plans);
        try {
            Story story = live(engine, loss);
            try (Spool spool = open(engine)) {
                story.verify(spool);
            }
            if (plans.stream().noneMatch(faults::struck)) assertThat(story.failures()).isZero();
        } catch (AssertionError e) {
            throw new AssertionError(plans.toString(), e);
        }
        return faults.struck(plans.getFirst());
    }

    private Story live(Store.Engine engine, Story.Loss loss) throws IOException {
        try (Spool spool = open(faults.in(engine))) {
            Shard shard = spool.forArrival();
            var story = new Story(spool, loss);
            story.play();
            faults.lift();
            Await.until("the end of trouble", SOON, () -> shard.health().trouble().isEmpty());
            story.verify(spool);
            // What was let go is removed without anybody waiting: that may be what fails last.
            var next = new ArrayList<MessageId>();
            Await.until("an acceptance", SOON, () -> accepted(shard, next));
            assertThat(shard.find(next.getFirst())).isPresent();
            return story;
        }
    }

    private static boolean accepted(Shard shard, List<MessageId> ids) {
        try {
            ids.add(Mail.accept(shard, Mail.text(99, 99), Mail.envelope("c", Mail.NOON)));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// A first opening that fails, fails; the next one must succeed.
    private Spool open(Store.Engine engine) throws IOException {
        try {
            return openOnce(engine);
        } catch (IOException e) {
            faults.lift();
            return openOnce(engine);
        }
    }

    private Spool openOnce(Store.Engine engine) throws IOException {
        return RocksSpool.open(
                engine,
                Reserve.Disk.of(directory),
                SpoolSettings.defaults(),
                InstantSource.system());
    }
}
