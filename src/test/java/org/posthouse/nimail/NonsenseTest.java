package org.posthouse.nimail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.TestDelivery;
import org.posthouse.wire.Transcript;

/// A Q that says words of the protocol, or octets, in any order and then hangs up: a letter's
/// recipients are settled once or not at all, all of them alike, and nothing but a broken line
/// comes of it.
@Timeout(180)
final class NonsenseTest {
    private static final int TALKS = 400;
    private static final List<String> WORDS =
            List.of(
                    "82 02 00", // RPOS
                    "86 02 01 0e 22 00 00",
                    "86 02 01 0e 22 00 1f",
                    "8a 02 02 0e 22 00 1f 0a 22 00 01",
                    "86 03 01 0f 22 10 01", // RNEG
                    "86 03 01 0f 22 10 03",
                    "86 03 01 0f 22 10 04",
                    "86 05 01 0f 22 20 00", // STOPACK
                    "86 05 01 0f 22 30 10",
                    "00 47 00", // ER
                    "00 47 00",
                    "00 47 10",
                    "00 47 21",
                    "00 46 00", // QR
                    "00 46 10",
                    "00 46 20",
                    "00 46 21",
                    "00 46 30",
                    "00 45 00", // MR
                    "00 44 00", // RR
                    "00 43 00", // a sender's
                    "83 61 62 63",
                    "c5 20",
                    "40",
                    "7f 41",
                    "00 99 00");

    @Test
    void settlesNobodyTwice() throws Exception {
        var outcomes = new TreeMap<String, Integer>();
        for (int seed = 0; seed < TALKS; seed++) {
            var random = new SplittableRandom(seed);
            String first = random.nextInt(8) == 0 ? "" : "82 02 00 " + words(random, 3);
            String outcome = outcome(first, words(random, 6));
            outcomes.merge(outcome, 1, Integer::sum);
        }
        assertThat(outcomes).containsKeys("Delivered", "Deferred", "Failed", "not");
    }

    private static String words(SplittableRandom random, int most) {
        return IntStream.range(0, random.nextInt(most))
                .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    /// @param first what Q says before P has ended its data
    private static String outcome(String first, String then) throws Exception {
        var delivery = TestDelivery.of("s@c", "a@x b@x", NimailSenderTest.TEXT);
        try (var q =
                        new ScriptedQ(
                                line -> {
                                    if (!first.isEmpty()) line.say(first).untilEnd();
                                    line.say(then).end().rest();
                                });
                var conversation =
                        new NimailSender(
                                        NimailSenderSettings.defaults(),
                                        Acquaintances.NONE,
                                        Transcript.NONE)
                                .converse(
                                        NimailSenderTest.hop(q.port(), "?mapping=straight"),
                                        "relay.example")) {
            conversation.deliver(delivery);
        } catch (IOException _) {
            // as it may be
        }
        List<String> kinds =
                delivery.lines().stream()
                        .map(line -> line.replaceAll("\\S+ (\\w+) .*", "$1"))
                        .toList();
        assertThat(kinds).as(first + "; " + then).hasSize(2);
        assertThat(kinds.getFirst()).as(first + "; " + then).isEqualTo(kinds.getLast());
        return kinds.getFirst();
    }
}
