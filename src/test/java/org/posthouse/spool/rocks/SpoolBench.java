package org.posthouse.spool.rocks;

import module java.base;
import module java.management;

import org.posthouse.spool.Draft;
import org.posthouse.spool.Mail;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;

/// Measures durable accepts, and what they cost in processor time. Not a test: run it as
///
/// ```
/// java -cp target/classes:target/test-classes:… org.posthouse.spool.rocks.SpoolBench \
///     DIRECTORY SECONDS SIZE WRITERS…
/// ```
final class SpoolBench {
    private SpoolBench() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        Duration time = Duration.ofSeconds(Long.parseLong(args[1]));
        int size = Integer.parseInt(args[2]);
        try (Spool spool = RocksSpool.open(directory, SpoolSettings.defaults())) {
            Shard shard = spool.forArrival();
            round(shard, 100, time, size); // warms up
            for (int i = 3; i < args.length; i++) {
                System.out.println(round(shard, Integer.parseInt(args[i]), time, size));
            }
        }
    }

    private static String round(Shard shard, int writers, Duration time, int size)
            throws InterruptedException {
        var count = new LongAdder();
        var micros = new ConcurrentLinkedQueue<long[]>();
        long cpu = cpu();
        long begin = System.nanoTime();
        var threads = new ArrayList<Thread>();
        for (int w = 0; w < writers; w++) {
            byte[] text = Mail.text(w, size);
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        long[] mine = write(shard, text, begin + time.toNanos());
                                        count.add(mine.length);
                                        micros.add(mine);
                                    }));
        }
        for (Thread thread : threads) thread.join();
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = micros.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return "%4d writers %7d octets %8.0f/s  p50 %6d us  p99 %6d us  cpu %6.1f us each"
                .formatted(
                        writers,
                        size,
                        count.sum() / seconds,
                        sorted[sorted.length / 2],
                        sorted[sorted.length * 99 / 100],
                        (cpu() - cpu) / 1e3 / count.sum());
    }

    private static long[] write(Shard shard, byte[] text, long end) {
        var micros = new long[1 << 12];
        int n = 0;
        try {
            while (System.nanoTime() < end) {
                long begin = System.nanoTime();
                try (Draft draft = shard.draft()) {
                    draft.write(text, 0, text.length);
                    var _ =
                            shard.accept(
                                    draft,
                                    Mail.envelope("b" + n % 100 + ".example", Instant.now()),
                                    Mail.ORIGIN);
                }
                if (n == micros.length) micros = Arrays.copyOf(micros, 2 * n);
                micros[n++] = (System.nanoTime() - begin) / 1_000;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(micros, n);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
