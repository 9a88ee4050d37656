package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Services that begin like a protocol and go on in noise: nothing breaks, nothing is made up.
final class NoiseTest {
    private static final Patience BRIEF =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofMillis(30),
                    Duration.ofMillis(30),
                    Duration.ofMillis(100),
                    Duration.ofMillis(5),
                    Duration.ofMillis(60),
                    Duration.ofSeconds(2));

    private static final List<String> BEGINNINGS =
            List.of(
                    "",
                    "220 ",
                    "220-",
                    "+OK ",
                    "* OK ",
                    "+ ",
                    "200 ",
                    "SSH-2.0-",
                    "\"IMPLEMENTATION\" ",
                    "HTTP/1.1 200 ",
                    "\u00ff\u00fd\u0018",
                    "\u0003\0\0\u000b\u0006\u00d0PH",
                    "\u0016\u0003\u0003\0@\u0002",
                    "\u0015\u0003\u0003\0\u0002",
                    "\0 PH\u0084\0\0\1\0\1",
                    "\u0086\u0003\u0001");

    /// Ports of all habits.
    private static final List<Integer> LIKE = List.of(0, 7, 9, 43, 47, 53, 79, 102, 113, 443, 993);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(120)
    void nothingBreaks(long seed) throws Exception {
        var random = new Random(seed);
        var services = new ArrayList<Future<?>>();
        try (var tests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                long its = random.nextLong();
                services.add(tests.submit(() -> isHeard(new Random(its))));
            }
        }
        for (Future<?> service : services) service.get();
    }

    private static boolean isHeard(Random random) throws IOException {
        int like = LIKE.get(random.nextInt(LIKE.size()));
        boolean greets = random.nextBoolean();
        long seed = random.nextLong();
        try (var pretended = Pretended.playing(caller -> play(caller, greets, new Random(seed)))) {
            Identity identity = pretended.identified(BRIEF, like);
            assertThat(identity.observed().toString()).doesNotContain("fault of Posthouse");
            for (Evidence evidence : identity.evidence())
                assertThat(evidence.shown()).doesNotContain("\n", "\u001b");
        }
        return true;
    }

    private static void play(Pretended.Caller caller, boolean greets, Random random)
            throws IOException {
        if (!greets) caller.piece();
        for (int i = 0; i < 6; i++) {
            caller.say(BEGINNINGS.get(random.nextInt(BEGINNINGS.size())) + noise(random));
            if (caller.piece().isEmpty()) return;
        }
    }

    private static String noise(Random random) {
        byte[] octets = new byte[random.nextInt(80)];
        random.nextBytes(octets);
        String noise = new String(octets, StandardCharsets.ISO_8859_1);
        return random.nextBoolean() ? noise + "\r\n" : noise;
    }
}
