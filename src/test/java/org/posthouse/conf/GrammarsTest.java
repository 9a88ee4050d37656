package org.posthouse.conf;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// The small grammars of values: what is read, what is not, and that what is written is read the
/// same.
final class GrammarsTest {
    private static <T> Optional<T> good(Reading<T> reading) {
        return switch (reading) {
            case Reading.Good<T>(var value) -> Optional.of(value);
            case Reading.Bad<T>(var why) -> {
                assertThat(why).isNotBlank();
                yield Optional.empty();
            }
        };
    }

    @Test
    void durations() {
        assertThat(good(Durations.read("250ms"))).contains(Duration.ofMillis(250));
        assertThat(good(Durations.read("90s"))).contains(Duration.ofSeconds(90));
        assertThat(good(Durations.read("15m"))).contains(Duration.ofMinutes(15));
        assertThat(good(Durations.read("4h"))).contains(Duration.ofHours(4));
        assertThat(good(Durations.read("5d"))).contains(Duration.ofDays(5));
        assertThat(good(Durations.read("0s"))).contains(Duration.ZERO);
        for (String wrong : List.of("", "5", "d", "-1s", "1.5h", "1h30m", "5 d", "5D", "5days")) {
            assertThat(good(Durations.read(wrong))).as(wrong).isEmpty();
        }
        assertThat(good(Durations.read("9999999999d"))).isEmpty();
    }

    @Test
    void durationsAreWrittenAsTheyAreRead() {
        for (String text : List.of("250ms", "90s", "15m", "23h", "5d", "0s", "999999999d")) {
            assertThat(good(Durations.read(text)).map(Durations::write)).contains(text);
        }
        assertThat(Durations.write(Duration.ofMinutes(2))).isEqualTo("2m");
    }

    @Test
    void sizes() {
        assertThat(good(Sizes.read("0"))).contains(0L);
        assertThat(good(Sizes.read("1000"))).contains(1000L);
        assertThat(good(Sizes.read("1000B"))).contains(1000L);
        assertThat(good(Sizes.read("64KiB"))).contains(65_536L);
        assertThat(good(Sizes.read("100 MiB"))).contains(104_857_600L);
        assertThat(good(Sizes.read("1GiB"))).contains(1L << 30);
        assertThat(good(Sizes.read("8388607TiB"))).contains(8_388_607L << 40);
        for (String wrong : List.of("", "KiB", "-1", "1.5GiB", "64K", "64kb", "9999999TiB")) {
            assertThat(good(Sizes.read(wrong))).as(wrong).isEmpty();
        }
    }

    @Test
    void sizesAreWrittenAsTheyAreRead() {
        for (String text : List.of("0", "1000", "64KiB", "100MiB", "1GiB", "3TiB", "1025")) {
            assertThat(good(Sizes.read(text)).map(Sizes::write)).contains(text);
        }
        assertThat(Sizes.write(1 << 20)).isEqualTo("1MiB");
    }

    @Test
    void addresses() {
        assertThat(good(Address.read("127.0.0.1:25"))).contains(new Address("127.0.0.1", 25));
        assertThat(good(Address.read("[::1]:25"))).contains(new Address("::1", 25));
        assertThat(good(Address.read(":25"))).contains(new Address("", 25));
        assertThat(good(Address.read("mail.example:0"))).contains(new Address("mail.example", 0));
        for (String wrong :
                List.of(
                        "",
                        "25",
                        "a",
                        "::1:25",
                        "[a]:25",
                        "[127.0.0.1]:25",
                        "a:65536",
                        "a:b",
                        "a b:1")) assertThat(good(Address.read(wrong))).as(wrong).isEmpty();
    }

    @Test
    void addressesAreWrittenAsTheyAreRead() {
        for (String text : List.of("127.0.0.1:25", "[::1]:25", ":25", "mail.example:0")) {
            assertThat(good(Address.read(text)).map(Address::toString)).contains(text);
        }
        assertThat(new Address("", 0).socket().getAddress().isAnyLocalAddress()).isTrue();
        assertThat(new Address("::1", 7).socket().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void theNearestWordIsFound() {
        List<String> known = List.of("address", "sessions", "idle-timeout", "host", "to");
        assertThat(Nearest.to("adress", known)).contains("address");
        assertThat(Nearest.to("sesions", known)).contains("sessions");
        assertThat(Nearest.to("hots", known)).contains("host");
        assertThat(Nearest.to("idle_timeout", known)).contains("idle-timeout");
        assertThat(Nearest.to("ot", known)).contains("to");
        assertThat(Nearest.to("colour", known)).isEmpty();
        assertThat(Nearest.to("x", List.of())).isEmpty();
    }

    @Test
    void slipsAreCounted() {
        assertThat(Nearest.slips("abc", "abc")).isZero();
        assertThat(Nearest.slips("abc", "acb")).isEqualTo(1);
        assertThat(Nearest.slips("abc", "ab")).isEqualTo(1);
        assertThat(Nearest.slips("", "abc")).isEqualTo(3);
        assertThat(Nearest.slips("kitten", "sitting")).isEqualTo(3);
    }
}
