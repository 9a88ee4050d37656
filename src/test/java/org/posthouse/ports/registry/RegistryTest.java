package org.posthouse.ports.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import module java.base;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the registry says today, in the terms of RFC 6335.
final class RegistryTest {
    private static String whole = "";

    private final Registry registry = Registry.shipped();

    @BeforeAll
    static void unpack() throws IOException {
        whole = DataBuilder.raw("iana-service-names-port-numbers-2026-02-13.csv.gz");
    }

    @ParameterizedTest
    @CsvSource({
        "57, TCP, PRIVATE_USE", // not unassigned, whatever is told
        "57, UDP, PRIVATE_USE",
        "57, SCTP, RESERVED", // held for TCP and UDP
        "24, TCP, PRIVATE_USE",
        "35, TCP, PRIVATE_USE",
        "59, TCP, PRIVATE_USE",
        "75, TCP, PRIVATE_USE",
        "77, TCP, PRIVATE_USE",
        "87, TCP, PRIVATE_USE",
        "25, TCP, ASSIGNED",
        "61, TCP, DE_ASSIGNED",
        "47, UDP, DE_ASSIGNED",
        "51, TCP, DE_ASSIGNED",
        "831, TCP, DE_ASSIGNED",
        "833, UDP, DE_ASSIGNED",
        "0, TCP, RESERVED",
        "1023, TCP, RESERVED",
        "143, TCP, ASSIGNED",
        "143, UDP, RESERVED", // RFC 9051
        "993, UDP, RESERVED",
        "4, TCP, UNASSIGNED",
        "285, UDP, UNASSIGNED", // inside a run
        "585, TCP, UNSETTLED", // De-registered
        "49151, TCP, RESERVED",
        "49152, TCP, DYNAMIC",
        "65535, UDP, DYNAMIC"
    })
    void stateOfAPort(int port, Transport transport, State state) {
        assertThat(registry.standing(port, transport).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTEM, TCP, 282",
        "SYSTEM, UDP, 282",
        "USER, TCP, 42446",
        "USER, UDP, 42448", // 7775 and 7997 have rows of their own within unassigned runs
        "DYNAMIC, TCP, 0"
    })
    void unassignedNumbersAreCounted(Span span, Transport transport, int count) {
        assertThat(
                        IntStream.rangeClosed(span.low(), span.high())
                                .mapToObj(port -> registry.standing(port, transport))
                                .filter(standing -> standing.state() == State.UNASSIGNED)
                                .count())
                .isEqualTo(count);
    }

    @Test
    void aPortMayHaveTwoNames() {
        assertThat(registry.standing(465, Transport.TCP).names())
                .containsExactly("urd", "submissions");
        assertThat(registry.standing(465, Transport.UDP).names()).containsExactly("igmpv3lite");
    }

    @Test
    void namesAreFoundInAnyCase() {
        assertThat(registry.named("MtP"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.numbers()).contains(Numbers.of(1911)));
        assertThat(History.named("MTP")).containsExactly(57);
        assertThat(registry.named("ni-mail"))
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.numbers()).isEmpty();
                            assertThat(entry.holder()).isEqualTo("Steve Kille");
                            assertThat(entry.registered()).isEqualTo("2017-05-18");
                        });
        assertThat(registry.named("no such service")).isEmpty();
    }

    @Test
    void itsDateIsTheNewestInIt() {
        assertThat(registry.date()).isEqualTo("2026-02-13");
    }

    @Test
    void aNewerFileIsReadAlike(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("iana.csv");
        Files.writeString(file, whole);
        Registry read = Registry.read(file);
        assertThat(read.date()).isEqualTo("2026-02-13");
        assertThat(read.all()).isEqualTo(registry.all());
    }

    @Test
    void aCutFileIsSeenWhereverItIsCut(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("iana.csv");
        var random = new Random(57);
        int numbered = whole.indexOf("\n,49151,");
        for (int i = 0; i < 4; i++) {
            int cut = random.nextInt(numbered);
            Files.writeString(file, whole.substring(0, cut));
            Malformed why = catchThrowableOfType(Malformed.class, () -> Registry.read(file));
            assertThat(why).as("cut at %s", cut).isNotNull();
            assertThat((long) why.line())
                    .isBetween(1L, whole.substring(0, cut).lines().count() + 1);
        }
    }

    /// Every row of it is well; only that there are no more betrays it.
    @Test
    void aFileCutBetweenLinesIsSeen(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("iana.csv");
        Files.writeString(file, whole.substring(0, whole.indexOf("\n,57,tcp,") + 1));
        Malformed why = catchThrowableOfType(Malformed.class, () -> Registry.read(file));
        assertThat(why.why()).isEqualTo("the file ends at port 56 of 49151: was it cut?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,70000,tcp,d,,,,,,,, | is no port number",
                "x,7x,tcp,d,,,,,,,, | is no port number",
                "x,9-8,tcp,d,,,,,,,, | is no port number",
                "x,7,tcpp,d,,,,,,,, | is no transport protocol",
                "x,7,tcp | 3 fields instead of 12",
                "x,7,tcp,d,,,,,,,,\"no | ends within a quoted field",
                "x,7,tcp,d,,,,,,,,\"no\"? | goes on after its quote"
            })
    void aWrongRowIsNamed(String row, String why, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("iana.csv");
        Files.writeString(file, whole.substring(0, whole.indexOf('\n') + 1) + row + "\n");
        Malformed malformed = catchThrowableOfType(Malformed.class, () -> Registry.read(file));
        assertThat(malformed.why()).contains(why);
        assertThat(malformed.line()).isEqualTo(2);
    }
}
