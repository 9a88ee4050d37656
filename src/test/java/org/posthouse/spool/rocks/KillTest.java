package org.posthouse.spool.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.spool.Mail;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;

/// A process that works on a spool is killed in the midst of it, again and again. Whatever it was
/// told is on disk, is.
final class KillTest {
    private static final int ROUNDS = 4;
    private static final int ENOUGH = 200; // lines, after which it may be killed at any moment

    @TempDir Path directory;
    private final Map<MessageId, byte[]> accepted = new HashMap<>();
    private final Set<MessageId> touched = new HashSet<>();

    @Test
    void whatWasAcknowledgedSurvives() throws Exception {
        var random = new Random();
        for (int round = 0; round < ROUNDS; round++) {
            live(random.nextLong(), Duration.ofMillis(random.nextInt(400)));
            verify();
        }
        assertThat(accepted).hasSizeGreaterThan(ROUNDS * ENOUGH / 4);
    }

    private void live(long seed, Duration more) throws Exception {
        Process victim = start(seed);
        var lines = new ConcurrentLinkedQueue<String>();
        var reader = Thread.ofVirtual().start(() -> read(victim, lines));
        try {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (lines.size() < ENOUGH && victim.isAlive() && System.nanoTime() < end)
                LockSupport.parkNanos(1_000_000);
            assertThat(victim.waitFor(more)).as("died by itself").isFalse();
        } finally {
            victim.destroyForcibly();
        }
        assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(reader.join(Duration.ofSeconds(60))).isTrue();
        lines.forEach(this::note);
    }

    /// Until it is dead, when the stream may end in any way.
    private static void read(Process victim, Queue<String> lines) {
        try (var from = victim.inputReader()) {
            for (String line = from.readLine(); line != null; line = from.readLine())
                lines.add(line);
        } catch (IOException e) {
            lines.add(""); // killing it closes the stream, at whatever line
        }
    }

    private Process start(long seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        directory.toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// A line cut off by the end is none.
    private void note(String line) {
        String[] words = line.split(" ");
        MessageId.parse(words.length > 1 ? words[1] : "")
                .ifPresent(
                        id -> {
                            if (words[0].equals("S")) touched.add(id);
                            else if (words.length == 4) accepted.put(id, text(words));
                        });
    }

    private static byte[] text(String[] words) {
        return Mail.text(Long.parseLong(words[2]), Integer.parseInt(words[3]));
    }

    private void verify() throws IOException {
        try (Spool spool = RocksSpool.open(directory, SpoolSettings.defaults())) {
            Shard shard = spool.forArrival();
            assertThat(shard.check()).isEmpty();
            for (var entry : accepted.entrySet()) {
                Optional<Message> found = shard.find(entry.getKey());
                if (!touched.contains(entry.getKey())) assertThat(found).isPresent();
                if (found.isPresent())
                    assertThat(Arrays.equals(Mail.read(found.get().content()), entry.getValue()))
                            .isTrue();
            }
        }
    }
}
