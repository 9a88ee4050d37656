package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.posthouse.mail.Verdict;
import org.posthouse.wire.Dialogue;

/// Every command, well formed and not, in every state a conversation can be in, with every verdict
/// of the core on the recipient and on the finished message: each reply is one that the dialect's
/// RFC lists for that command (RFC 780 section 5.3, RFC 772 "Command-reply sequences"), and all
/// that we have a use for are given.
final class EveryCommandInEveryStateTest {
    /// What a conversation begins with, to be in a state. None of it meets with a refusal.
    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private enum State {
        NO_SCHEME("MRSQ"),
        RECIPIENTS_FIRST("MRSQ R"),
        RECIPIENTS_STORED("MRSQ R", "MRCP TO:<Foo@Y>"),
        TABLE_FULL("MRSQ R", "MRCP TO:<Foo@Y>", "MRCP TO:<bar@Y>"),
        TEXT_FIRST("MRSQ T"),
        TEXT_HELD("MRSQ T", "MAIL FROM:<waldo@A>"),
        FORWARDING_PROPOSED("MRSQ", "MAIL FROM:<waldo@A> TO:<moved@Y>"),
        OPERATOR_PROPOSED("MRSQ", "MAIL FROM:<waldo@A> TO:<NO_SUCH_USER@Y>"),
        FORWARDING_PROPOSED_FOR_A_NAME("MRSQ R", "MRCP TO:<moved@Y>"),
        OPERATOR_PROPOSED_FOR_A_NAME("MRSQ R", "MRCP TO:<NO_SUCH_USER@Y>"),
        FORWARDING_PROPOSED_FOR_A_TEXT("MRSQ T", "MAIL FROM:<waldo@A>", "MRCP TO:<moved@Y>"),
        OPERATOR_PROPOSED_FOR_A_TEXT("MRSQ T", "MAIL FROM:<waldo@A>", "MRCP TO:<NO_SUCH_USER@Y>");

        final List<String> commands;

        State(String... commands) {
            this.commands = List.of(commands);
        }
    }

    private static final List<String> RECIPIENTS =
            Stream.concat(
                            Stream.of("Foo@Y", "moved@Y", "far@Y", "@Y,@X,u@Z", "@Y,moved@Y"),
                            Stream.of(Verdict.Trouble.values()).map(trouble -> trouble + "@Y"))
                    .toList();

    private static final List<String> COMMANDS =
            Stream.of(
                            RECIPIENTS.stream().map(to -> "MAIL FROM:<waldo@A> TO:<" + to + ">"),
                            RECIPIENTS.stream().map(to -> "MRCP TO:<" + to + ">"),
                            Stream.of("MAIL FROM:<waldo@A>", "MAIL FROM:<waldo@A> TO:<>"),
                            Stream.of("MAIL FROM:<waldo@A> TO:<Foo>", "MAIL", "MAIL FROM:<>"),
                            Stream.of("MRCP", "MRCP TO:<Foo>", "MRCP TO:<>", "MRCP FROM:<Foo@Y>"),
                            Stream.of("MRSQ", "MRSQ ?", "MRSQ R", "MRSQ T", "MRSQ X", "MRSQ RT"),
                            Stream.of("HELP", "HELP MAIL", "HELP XYZZY", "NOOP", "NOOP now"),
                            Stream.of("CONT", "CONT now", "ABRT", "ABRT now", "QUIT now", "QUIT"))
                    .flatMap(Function.identity())
                    .toList();

    /// All that a dialogue can answer, when none of it is late and no mistake one too many; 502 is
    /// never needed, since every command is there.
    private static Map<String, Set<Integer>> used(Dialect dialect) {
        Map<String, Set<Integer>> used = new HashMap<>();
        CommandReplies.of(dialect)
                .forEach((command, codes) -> used.put(command, new TreeSet<>(codes)));
        used.values().forEach(codes -> codes.removeAll(Set.of(421, 502, 211)));
        codes(used, "greeting").retainAll(Set.of(220));
        codes(used, "MAIL").remove(500);
        codes(used, "MRSQ").remove(500);
        codes(used, "MRCP").removeAll(Set.of(215, 500));
        codes(used, "HELP").remove(500);
        if (dialect == Dialect.RFC772) codes(used, "HELP").add(501);
        else codes(used, "HELP").remove(501);
        codes(used, "CONT").removeAll(Set.of(215, 220, 504));
        codes(used, "ABRT").removeAll(Set.of(500, 504));
        if (dialect == Dialect.RFC772) codes(used, "ABRT").add(500);
        if (dialect == Dialect.AUTO) codes(used, "CONT").retainAll(Set.of(500, 501));
        return used;
    }

    private static Set<Integer> codes(Map<String, Set<Integer>> used, String command) {
        return Objects.requireNonNull(used.get(command));
    }

    @ParameterizedTest
    @EnumSource
    void onlyListedRepliesAreGivenAndAllThatWeUse(Dialect dialect) throws IOException {
        var heard = new TreeMap<String, Set<Integer>>();
        var ends = new ArrayList<>(Stream.of(Verdict.Trouble.values()).map(Enum::name).toList());
        ends.add("");
        for (String end : ends) play(dialect, end, heard);
        assertThat(heard).isEqualTo(new TreeMap<>(used(dialect)));
    }

    private static void play(Dialect dialect, String end, Map<String, Set<Integer>> heard)
            throws IOException {
        var settings = new StringBuilder("@host Y\n@recipients 2\n@operator \"operator@Y\"\n");
        settings.append("@errors 1000000\n@idle-commands 1000000\n@general-delivery \"any@Y\"\n");
        settings.append("@elsewhere moved@Y moved@X\n@elsewhere @y,moved@Y moved@X\n");
        settings.append("@elsewhere far@Y somebody@a-host-of-a-very-long-name.example\n");
        settings.append("@dialect \"").append(dialect).append("\"\n");
        for (Verdict.Trouble trouble : Verdict.Trouble.values())
            settings.append("@refuse %s %s@Y\n".formatted(trouble, trouble));
        if (!end.isEmpty()) settings.append("@end ").append(end).append('\n');
        try (var receiver =
                ReceiverFixture.of(Dialogue.of(dialect + " " + end, settings.toString()))) {
            for (State state : State.values()) {
                var caller = new Caller(receiver, dialect, heard);
                for (String command : COMMANDS) {
                    for (String before : state.commands) caller.lead(before);
                    caller = caller.say(command);
                }
                caller.close();
            }
        }
    }

    /// A sender that says anything and holds the replies against the table.
    private static final class Caller implements Closeable {
        private final ReceiverFixture receiver;
        private final Dialect dialect;
        private final Map<String, Set<Integer>> heard;
        private final Socket socket;
        private final BufferedReader in;
        private boolean leading;

        Caller(ReceiverFixture receiver, Dialect dialect, Map<String, Set<Integer>> heard)
                throws IOException {
            this.receiver = receiver;
            this.dialect = dialect;
            this.heard = heard;
            this.socket = new Socket(receiver.address().getAddress(), receiver.address().getPort());
            socket.setSoTimeout(60_000);
            socket.setTcpNoDelay(true);
            this.in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            hear("greeting");
        }

        /// Says what leads to a state: what is answered counts for nothing.
        void lead(String command) throws IOException {
            leading = true;
            say(command);
            leading = false;
        }

        /// @return who goes on: another after the farewell
        Caller say(String command) throws IOException {
            String verb = command.substring(0, 4);
            write(command);
            int code = hear(verb);
            if (code / 100 == 1 && dialect == Dialect.RFC772) code = hear(verb);
            if (code == 354) {
                write("text\r\n.");
                hear("text");
            }
            if (code != 221) return this;
            assertThat(in.readLine()).isNull();
            close();
            return new Caller(receiver, dialect, heard);
        }

        private void write(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        private int hear(String command) throws IOException {
            String line = in.readLine();
            while (line != null && line.matches("\\d{3}-.*|    .*")) {
                assertThat(line).hasSizeLessThanOrEqualTo(63);
                line = in.readLine();
            }
            assertThat(line).as(command).matches("\\d{3} [ -~]+").hasSizeLessThanOrEqualTo(63);
            int code = Integer.parseInt(line.substring(0, 3));
            assertThat(CommandReplies.of(dialect).get(command)).as(command).contains(code);
            if (!leading) heard.computeIfAbsent(command, _ -> new TreeSet<>()).add(code);
            return code;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
