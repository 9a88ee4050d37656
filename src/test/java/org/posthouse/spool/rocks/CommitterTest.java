package org.posthouse.spool.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.posthouse.spool.Await;
import org.posthouse.spool.rocks.Faults.Commit;

/// What waits is committed at once, in order, and no more of it waits than memory allows.
final class CommitterTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MIB = 1 << 20;

    private final Faults faults = new Faults();
    private final Ledger ledger = new Ledger(0, InstantSource.system());
    private final Gate gate = new Gate(faults.in(new MemoryEngine()), _ -> {});
    private Committer committer;

    @BeforeEach
    void open() throws IOException {
        gate.open();
        committer = new Committer(gate, ledger, "committer-test");
    }

    @AfterEach
    void close() {
        committer.close();
        gate.close();
    }

    private static Batch put(int key, int size) {
        return new Batch().put(Table.CONTENT, new byte[] {(byte) key}, new byte[size]);
    }

    private Optional<byte[]> found(int key) throws IOException {
        return gate.read(store -> store.get(Table.CONTENT, new byte[] {(byte) key}));
    }

    /// One work that is under way, so that others must wait.
    private Work busy() throws IOException {
        faults.hold();
        Work work = committer.submit(put(0, 1), Durability.UNSYNCED, gate.epoch());
        Await.until("the first commit", SOON, () -> faults.commits().size() == 1);
        return work;
    }

    @Test
    void allThatWaitsIsOneCommit() throws IOException {
        busy();
        var works = new ArrayList<Work>();
        for (int i = 0; i < 100; i++)
            works.add(
                    committer.submit(
                            put(i, 10),
                            i == 50 ? Durability.SYNCED : Durability.UNSYNCED,
                            gate.epoch()));
        faults.letGo();
        for (Work work : works) work.await();
        assertThat(faults.commits())
                .containsExactly( // with the marks
                        new Commit(2, Durability.UNSYNCED), new Commit(101, Durability.SYNCED));
    }

    @Test
    void theLaterOfTwoPutsStands() throws IOException {
        busy();
        for (int i = 1; i <= 50; i++)
            committer.submit(put(7, i), Durability.UNSYNCED, gate.epoch());
        faults.letGo();
        committer.commit(new Batch(), Durability.UNSYNCED, gate.epoch());
        assertThat(found(7).orElseThrow()).hasSize(50);
    }

    @Test
    void whoComesWhenMemoryIsFullWaits() throws Exception {
        busy();
        var submitted = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var works = new ArrayList<Future<Work>>();
            for (int i = 0; i < 40; i++) {
                int key = i;
                works.add(
                        threads.submit(
                                () -> {
                                    var batch = put(key, MIB);
                                    Work work =
                                            committer.submit(
                                                    batch, Durability.SYNCED, gate.epoch());
                                    submitted.incrementAndGet();
                                    return work;
                                }));
            }
            Await.until("some", SOON, () -> submitted.get() >= 16);
            assertThat(works.stream().filter(Future::isDone).count()).isLessThan(20);
            faults.letGo();
            for (var work : works) work.get(60, TimeUnit.SECONDS).await();
        }
        assertThat(faults.commits()).allMatch(commit -> commit.batches() <= 10);
    }

    @Test
    void whatWasPlannedBeforeTheStoreWasOpenedAgainIsRefused() throws IOException {
        long epoch = gate.epoch();
        assertThat(gate.reopen("a test")).isTrue();
        assertThatThrownBy(() -> committer.commit(put(1, 1), Durability.SYNCED, epoch))
                .isInstanceOf(IOException.class);
        assertThat(found(1)).isEmpty();
        committer.commit(put(1, 1), Durability.SYNCED, gate.epoch());
        assertThat(found(1)).isPresent();
    }

    @Test
    void closingCommitsWhatWaits() throws Exception {
        busy();
        Work last = committer.submit(put(3, 3), Durability.UNSYNCED, gate.epoch());
        var closing = Thread.ofVirtual().start(committer::close);
        Await.until("the end of taking", SOON, () -> refuses());
        faults.letGo();
        last.await();
        assertThat(closing.join(SOON)).isTrue();
    }

    private boolean refuses() {
        try {
            committer.submit(new Batch(), Durability.UNSYNCED, gate.epoch());
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aCommitThatTakesLongIsSeen() throws IOException {
        assertThat(committer.committing()).isZero();
        Work work = busy();
        Await.until("time", SOON, () -> committer.committing().toMillis() > 5);
        faults.letGo();
        work.await();
        Await.until("the end", SOON, () -> committer.committing().isZero());
    }

    @Test
    void anInterruptDoesNotLeaveTheOutcomeUnknown() throws Exception {
        Work work = busy();
        var waiter =
                new FutureTask<>(
                        () -> {
                            Thread.currentThread().interrupt();
                            work.await();
                            return Thread.interrupted();
                        });
        Thread.ofVirtual().start(waiter);
        faults.letGo();
        assertThat(waiter.get(60, TimeUnit.SECONDS)).isTrue();
    }
}
