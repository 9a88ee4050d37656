package org.posthouse.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Line;
import org.posthouse.wire.Listener;

/// Our sender with a host that goes wrong in every way at every step, pipelined and not. Two
/// messages of two recipients are offered; the fault comes with the first.
final class FaultsTest {
    /// Where it goes wrong: at the answer to this.
    private enum Step {
        CONNECT,
        EHLO,
        MAIL,
        RCPT,
        DATA,
        TEXT
    }

    private enum Fault {
        TEMPORARY("451 4.3.0 fault"),
        PERMANENT("554 5.0.0 fault"),
        GOING("421 4.3.2 fault"),
        PRELIMINARY("150 fault"),
        INTERMEDIATE("334 fault"),
        GARBAGE("fault"),
        HALF("25"),
        ENDLESS("250-fault"),
        LONG("250 " + "x".repeat(10_000)),
        HANGS_UP(""),
        SILENT("");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    private enum Dialect {
        LOCKSTEP,
        PIPELINED
    }

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration BRIEF = Duration.ofMillis(500);
    private static final Sendings.Letter LETTER =
            new Sendings.Letter("<a@b.example>", List.of("<c@d>", "<e@f>"), "Hello.\r\n");

    @TestFactory
    Stream<DynamicTest> faults() {
        return Stream.of(Dialect.values())
                .flatMap(
                        dialect ->
                                Stream.of(Step.values())
                                        .flatMap(
                                                step ->
                                                        Stream.of(Fault.values())
                                                                .map(f -> test(dialect, step, f))));
    }

    private static DynamicTest test(Dialect dialect, Step step, Fault fault) {
        return DynamicTest.dynamicTest(
                dialect + " " + fault + " at " + step,
                () -> assertThat(results(dialect, step, fault)).isEqualTo(wanted(step, fault)));
    }

    /// Of a silent host alone nothing is to be waited for, and only where it is silent.
    private static SmtpSenderSettings settings(Step step, Fault fault) {
        Function<Set<Step>, Duration> at =
                steps -> fault == Fault.SILENT && steps.contains(step) ? BRIEF : LONG;
        return new SmtpSenderSettings(
                100,
                LONG,
                at.apply(EnumSet.of(Step.CONNECT, Step.EHLO)),
                at.apply(EnumSet.of(Step.MAIL, Step.RCPT)),
                at.apply(EnumSet.of(Step.DATA)),
                LONG,
                at.apply(EnumSet.of(Step.TEXT)));
    }

    /// Each result as its kind: a recipient's outcome, or that of a conversation.
    private static List<String> results(Dialect dialect, Step step, Fault fault)
            throws IOException {
        var sendings = new Sendings();
        var host = new FaultyHost(dialect, step, fault);
        try (Listener listener =
                Listener.open(SmtpReceiverTest.ANY_PORT, "faulty", host, SmtpReceiverTest.ROOM)) {
            sendings.send(
                    settings(step, fault),
                    "smtp://127.0.0.1:" + listener.address().getPort(),
                    "us.example",
                    List.of(LETTER, LETTER));
        }
        return sendings.results().stream().map(FaultsTest::kind).toList();
    }

    private static String kind(String result) {
        List<String> words = List.of(result.split(" ", 3));
        return result.contains("@") && !result.startsWith("broke")
                ? words.get(0) + " " + words.get(1)
                : words.get(0);
    }

    private static List<String> wanted(Step step, Fault fault) {
        boolean refused = fault == Fault.TEMPORARY || fault == Fault.PERMANENT;
        String first = fault == Fault.PERMANENT ? "failed" : "deferred";
        return switch (step) {
            case CONNECT -> List.of("unreachable:", "unsent:");
            case EHLO ->
                    fault == Fault.PERMANENT // HELO does as well
                            ? outcomes("delivered", "delivered")
                            : List.of("unreachable:", "unsent:");
            case RCPT -> refused ? outcomes(first, "delivered") : broken(step, fault);
            case MAIL, DATA, TEXT -> refused ? outcomes(first, first) : broken(step, fault);
        };
    }

    /// Of the first message; the second one is delivered.
    private static List<String> outcomes(String one, String other) {
        return List.of("c@d " + one, "e@f " + other, "c@d delivered", "e@f delivered");
    }

    private static List<String> broken(Step step, Fault fault) {
        if (fault == Fault.GOING) return List.of("c@d deferred", "e@f deferred", "unsent:");
        // After the text the host may have it, which is settled here; before, nothing has happened.
        return step == Step.TEXT
                ? List.of("c@d deferred", "e@f deferred", "broke:", "unsent:")
                : List.of("broke:", "unsent:");
    }

    /// Takes all mail, but for one fault.
    private static final class FaultyHost implements Listener.Protocol {
        private final Dialect dialect;
        private final Step step;
        private final Fault fault;
        private boolean done;

        FaultyHost(Dialect dialect, Step step, Fault fault) {
            this.dialect = dialect;
            this.step = step;
            this.fault = fault;
        }

        @Override
        public void converse(Connection connection) throws IOException {
            try {
                answer(connection, Step.CONNECT, "220 faulty");
                while (connection.line(1000, LONG) instanceof Line.Text(var said)) {
                    command(connection, said);
                }
            } catch (EOFException _) {
                // goes wrong by going
            }
        }

        private void command(Connection connection, String said) throws IOException {
            switch (said.substring(0, 4)) {
                case "EHLO" ->
                        answer(
                                connection,
                                Step.EHLO,
                                dialect == Dialect.PIPELINED
                                        ? "250-faulty\r\n250 PIPELINING"
                                        : "250 faulty");
                case "MAIL" -> answer(connection, Step.MAIL, "250 ok");
                case "RCPT" -> answer(connection, Step.RCPT, "250 ok");
                case "DATA" -> data(connection);
                default -> connection.send("250 ok");
            }
        }

        private void data(Connection connection) throws IOException {
            if (answer(connection, Step.DATA, "354 go on")) {
                connection.text((_, _, _) -> {}, LONG);
                answer(connection, Step.TEXT, "250 ok");
            }
        }

        /// @return whether it went well
        private boolean answer(Connection connection, Step at, String well) throws IOException {
            if (at != step || done) {
                connection.send(well);
                return true;
            }
            done = true;
            switch (fault) {
                case HANGS_UP -> throw new EOFException();
                case SILENT -> {
                    connection.line(1000, LONG);
                    throw new EOFException();
                }
                case ENDLESS -> {
                    for (int i = 0; i < 1000; i++) connection.send(fault.words);
                }
                default -> connection.send(fault.words);
            }
            return false;
        }

        @Override
        public void refuse(Connection connection) {}
    }
}
