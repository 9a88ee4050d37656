package org.posthouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;

final class FolderSyncTest {
    private static final Path FOLDER = Path.of("/mail/joe/new");

    @Test
    void whoComesDuringASyncWaitsForTheNextAndSharesIt() throws Exception {
        var begun = new Semaphore(0);
        var mayEnd = new Semaphore(0);
        var folders =
                new FolderSync(
                        _ -> {
                            begun.release();
                            mayEnd.acquireUninterruptibly();
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> sync(folders));
            assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
            var later = new ArrayList<Thread>();
            for (int i = 0; i < 5; i++) later.add(Thread.ofVirtual().start(() -> sync(folders)));
            await(() -> later.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
            mayEnd.release();
            first.get(60, TimeUnit.SECONDS);
            assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
            assertThat(later).allMatch(Thread::isAlive);
            mayEnd.release();
            for (Thread thread : later) assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
        }
        assertThat(begun.availablePermits()).as("syncs beyond the two").isZero();
    }

    @Test
    void aFailureIsTheRoundsOwn() throws IOException {
        var faults = new ArrayDeque<>(List.of("Input/output error"));
        var folders =
                new FolderSync(
                        _ -> {
                            if (!faults.isEmpty()) throw new IOException(faults.remove());
                        });
        assertThatThrownBy(() -> folders.sync(FOLDER))
                .isInstanceOf(IOException.class)
                .hasMessage("Input/output error");
        folders.sync(FOLDER);
    }

    @Test
    void foldersDoNotWaitForEachOther() throws Exception {
        var mayEnd = new Semaphore(0);
        var begun = new Semaphore(0);
        var folders =
                new FolderSync(
                        folder -> {
                            if (!folder.equals(FOLDER)) return;
                            begun.release();
                            mayEnd.acquireUninterruptibly();
                        });
        Thread slow = Thread.startVirtualThread(() -> sync(folders));
        assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        folders.sync(Path.of("/mail/ann/new"));
        mayEnd.release();
        assertThat(slow.join(Duration.ofSeconds(60))).isTrue();
    }

    private static void sync(FolderSync folders) {
        try {
            folders.sync(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
