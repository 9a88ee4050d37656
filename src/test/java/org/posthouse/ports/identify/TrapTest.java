package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Services that are slow, endless or mad: each is let go of, and nothing certain is said of it.
final class TrapTest {
    /// The whole is what ends it: a tar-pit keeps every single limit.
    private static final Patience BRIEF =
            new Patience(
                    Duration.ofSeconds(30),
                    Duration.ofMillis(200),
                    Duration.ofMillis(200),
                    Duration.ofMillis(200),
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofMillis(500));

    private static final Duration STEP = Duration.ofMillis(20);

    record Trap(String name, Pretended.Part part) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Says it again and again, with a pause after each.
    private static void drip(Pretended.Caller caller, String... words) throws IOException {
        for (int i = 0; i < 3_000; i++) {
            caller.say(words[i % words.length]);
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    static List<Trap> traps() {
        return List.of(
                new Trap("a greeting by octets", caller -> drip(caller, "2", "2", "0", " ", "x")),
                new Trap("a greeting by lines", caller -> drip(caller, "220-wait\r\n")),
                new Trap("spaces", caller -> drip(caller, " ")),
                new Trap("nuls", caller -> drip(caller, "\0")),
                new Trap("ends of lines", caller -> drip(caller, "\r\n")),
                new Trap("Telnet without end", caller -> drip(caller, "\u00ff")),
                new Trap("IMAP without end", caller -> drip(caller, "* OK x\r\n")),
                new Trap("quoted words", caller -> drip(caller, "\"A\" \"B\"\r\n")),
                new Trap(
                        "a reply without end",
                        caller -> {
                            caller.line("220 ready");
                            caller.line();
                            drip(caller, "250-x\r\n");
                        }),
                new Trap(
                        "an answer by octets",
                        caller -> {
                            caller.piece();
                            drip(caller, "H", "T", "T", "P", "/", "1");
                        }),
                new Trap(
                        "TLS by octets",
                        caller -> {
                            caller.piece();
                            caller.say("\u0016\u0003\u0003?\u00ff\u0001\0?\u00f0");
                            drip(caller, "x");
                        }),
                new Trap(
                        "a DNS message that does not come",
                        caller -> {
                            caller.piece();
                            drip(caller, "\u00ff");
                        }),
                new Trap(
                        "a great many octets",
                        caller -> {
                            String much = "x".repeat(60_000);
                            while (true) caller.say(much);
                        }));
    }

    @ParameterizedTest
    @MethodSource("traps")
    @Timeout(180)
    void isLetGoOf(Trap trap) throws IOException {
        try (var pretended = Pretended.playing(trap.part)) {
            Identity identity = pretended.identified(BRIEF, 0);
            assertThat(identity.observed().sureness())
                    .as("%s %s", identity, identity.evidence())
                    .isNotEqualTo(Optional.of(Confidence.CERTAIN));
            assertThat(identity.evidence())
                    .allMatch(evidence -> evidence.octets().length() <= Evidence.KEPT);
        }
    }
}
