package org.posthouse.spool.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.spool.InUse;
import org.posthouse.spool.SpoolSettings;

/// Of those that open a spool at the same time one has it, and the others are told so.
final class OpeningTest {
    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 5;

    @TempDir private Path directory;

    @Test
    void oneHasItAndTheOthersAreTold() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var start = new CountDownLatch(1);
            var opened = new ConcurrentLinkedQueue<RocksSpool>();
            try (ExecutorService all = Executors.newFixedThreadPool(AT_ONCE)) {
                var tries = new ArrayList<Future<?>>();
                for (int i = 0; i < AT_ONCE; i++) {
                    tries.add(
                            all.submit(
                                    () -> {
                                        start.await();
                                        try {
                                            opened.add(
                                                    RocksSpool.open(
                                                            directory, SpoolSettings.defaults()));
                                        } catch (InUse _) {
                                            // as it should be
                                        }
                                        return null;
                                    }));
                }
                start.countDown();
                for (Future<?> one : tries) one.get();
            }
            assertThat(opened).hasSize(1);
            opened.forEach(RocksSpool::close);
        }
    }

    @Test
    void whoComesWhileAnotherProcessOpensIsTold() throws Exception {
        try (var other =
                        FileChannel.open(
                                directory.resolve("OPENING"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = other.lock()) {
            assertThatThrownBy(() -> RocksSpool.open(directory, SpoolSettings.defaults()))
                    .isInstanceOf(InUse.class);
        }
        RocksSpool.open(directory, SpoolSettings.defaults()).close();
    }
}
