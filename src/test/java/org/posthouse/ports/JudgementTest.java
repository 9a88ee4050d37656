package org.posthouse.ports;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.ports.identify.Confidence;
import org.posthouse.ports.identify.Observed;
import org.posthouse.ports.identify.Protocol;
import org.posthouse.ports.registry.State;
import org.posthouse.ports.sockets.Executable;
import org.posthouse.ports.sockets.Executable.Mark;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Reach;

/// The matrix, row by row.
final class JudgementTest {
    /// Columns: the port's state, names today, names once, what was observed, whose it is, how far
    /// it reaches, what the baseline says; then the verdict and how much it matters.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    assigned    | smtp        |       | smtp          | known     | all      | -        | as-registered         | fine
                    assigned    | smtp        |       | smtp          | hidden    | all      | -        | as-registered         | fine
                    assigned    | urd submissions |   | smtp          | known     | all      | -        | as-registered         | fine
                    assigned    | smtp        |       | smtp/likely   | known     | all      | -        | as-registered         | fine
                    assigned    | smtp        |       | smtp/guess    | known     | all      | -        | plausible             | fine
                    assigned    | ms-v-worlds |       | smtp          | known     | all      | -        | port-of-another       | finding
                    assigned    | ms-v-worlds |       | smtp/guess    | known     | all      | -        | plausible             | fine
                    assigned    | postgresql  |       | unknown       | known     | loopback | -        | plausible             | fine
                    assigned    | postgresql  |       | silent        | known     | all      | -        | plausible             | fine
                    assigned    | nfs         |       | -             | nobody    | all      | -        | plausible             | fine
                    assigned    | postgresql  |       | -             | hidden    | all      | -        | unjudged              | unjudged
                    assigned    | postgresql  |       | unknown       | hidden    | all      | -        | unjudged              | unjudged
                    private-use |             | MTP   | mtp           | known     | all      | -        | museum-piece          | finding
                    private-use |             | MTP   | mtp           | known     | all      | listed   | listed                | fine
                    private-use |             | MTP   | telnet        | known     | all      | -        | confirm               | finding
                    private-use |             | MTP   | unknown       | known     | all      | -        | confirm               | finding
                    private-use |             | MTP   | -             | hidden    | all      | -        | confirm               | finding
                    private-use |             | MTP   | busy mtp      | known     | all      | -        | confirm               | finding
                    de-assigned |             | NI-FTP| niftp         | known     | link     | -        | museum-piece          | finding
                    de-assigned |             | NI-FTP| unknown       | known     | link     | -        | investigate           | finding
                    de-assigned |             |       | smtp          | known     | link     | -        | unregistered-use      | finding
                    reserved    |             |       | imap          | known     | all      | -        | unregistered-use      | finding
                    reserved    |             |       | silent        | known     | all      | -        | investigate           | finding
                    unassigned  |             |       | http          | known     | all      | -        | unregistered-use      | finding
                    unassigned  |             |       | -             | hidden    | all      | -        | investigate           | finding
                    unassigned  |             |       | silent        | nobody    | loopback | -        | investigate           | finding
                    unsettled   |             |       | ssh           | known     | all      | -        | unregistered-use      | finding
                    dynamic     |             |       | http          | known     | loopback | -        | passing               | fine
                    dynamic     |             |       | http          | known     | all      | -        | confirm               | finding
                    dynamic     |             |       | -             | hidden    | loopback | -        | confirm               | finding
                    dynamic     |             |       | silent        | known     | link     | -        | confirm               | finding
                    assigned    | smtp        |       | smtp          | known     | all      | unlisted | not-in-baseline       | finding
                    assigned    | smtp        |       | smtp          | known     | all      | differs  | differs-from-baseline | finding
                    assigned    | smtp        |       | smtp          | hidden    | all      | hidden   | unjudged              | unjudged
                    assigned    | smtp        |       | smtp          | deleted   | all      | -        | alarm                 | alarm
                    assigned    | smtp        |       | smtp          | deleted   | all      | listed   | alarm                 | alarm
                    dynamic     |             |       | -             | memory    | loopback | -        | alarm                 | alarm
                    private-use |             |       | -             | writable  | loopback | unlisted | alarm                 | alarm
                    assigned    | smtp        |       | smtp          | temporary | all      | -        | investigate           | finding
                    assigned    | smtp        |       | smtp          | temporary | all      | listed   | listed                | fine
                    """)
    void theMatrix(
            String state,
            String today,
            String once,
            String observed,
            String owner,
            String reach,
            String baseline,
            String verdict,
            String gravity) {
        Facts facts =
                new Facts(
                        57,
                        State.valueOf(state.toUpperCase(Locale.ROOT).replace('-', '_')),
                        words(today),
                        words(once),
                        observed(observed),
                        owners(owner),
                        Reach.valueOf(reach.toUpperCase(Locale.ROOT)),
                        Optional.empty(),
                        allowance(baseline));
        Verdict reached = Judgement.of(facts);
        assertThat(reached.word()).isEqualTo(verdict);
        assertThat(reached.gravity().name()).isEqualToIgnoringCase(gravity);
        assertThat(Advice.summary(reached)).isNotBlank().doesNotContain("[", "  ");
        if (reached.gravity() != Verdict.Gravity.FINE)
            assertThat(Advice.toDo(reached, facts)).isNotEmpty().allMatch(s -> s.endsWith("."));
    }

    private static List<String> words(String cell) {
        return cell == null ? List.of() : List.of(cell.split(" ", -1));
    }

    private static Optional<Observed> observed(String cell) {
        String[] parts = cell.split("[/ ]", -1);
        return switch (parts[0]) {
            case "-" -> Optional.empty();
            case "unknown" -> Optional.of(new Observed.Unknown("odd"));
            case "silent" -> Optional.of(new Observed.Silent());
            case "busy" -> Optional.of(new Observed.Busy(Protocol.of(parts[1])));
            default -> {
                Confidence confidence =
                        parts.length == 1
                                ? Confidence.CERTAIN
                                : Confidence.valueOf(parts[1].toUpperCase(Locale.ROOT));
                Protocol protocol = Protocol.of(parts[0]).orElseThrow();
                yield Optional.of(new Observed.Speaks(protocol, "", confidence));
            }
        };
    }

    private static Owners owners(String cell) {
        return switch (cell) {
            case "hidden" -> new Owners.Hidden(Owners.Lacking.ROOT);
            case "nobody" -> new Owners.Nobody();
            case "known" -> running(Set.of());
            default -> running(Set.of(Mark.valueOf(cell.toUpperCase(Locale.ROOT))));
        };
    }

    private static Owners running(Set<Mark> marks) {
        return new Owners.Known(
                List.of(
                        new Owner(
                                42,
                                1,
                                "x",
                                Optional.of(new Executable("/opt/x", marks)),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
    }

    private static Allowance allowance(String cell) {
        return switch (cell) {
            case "listed" -> new Allowance.Listed();
            case "unlisted" -> new Allowance.Unlisted();
            case "differs" -> new Allowance.Differs(List.of("its program is a, not b"));
            case "hidden" -> new Allowance.Hidden(Owners.Lacking.ROOT);
            default -> Allowance.NONE;
        };
    }

    @Test
    void theSecondOwnersProgramCountsToo() {
        Owner clean = running(Set.of()).known().getFirst();
        Owner bad = running(Set.of(Mark.MEMORY)).known().getFirst();
        Facts facts =
                new Facts(
                        25,
                        State.ASSIGNED,
                        List.of("smtp"),
                        List.of(),
                        Optional.empty(),
                        new Owners.Known(List.of(clean, bad)),
                        Reach.ALL,
                        Optional.empty(),
                        Allowance.NONE);
        assertThat(Judgement.of(facts)).isInstanceOf(Verdict.Alarm.class);
    }
}
