package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.wire.Dialogue;

/// RFC 780 section 5.3, "COMMAND-REPLY SEQUENCES": which codes each command may be answered with,
/// and that the transcripts play each pair we have.
final class SequencesTest {
    private static final Map<String, Set<Integer>> ALLOWED = CommandReplies.of(Dialect.RFC780);

    /// What this receiver has no use for: it has each of these commands (502; MRSQ and MRCP can be
    /// switched off), takes any subject for HELP (501) and answers it with 214; 215 after MRCP has
    /// no meaning. 421 comes when the sender is late or we shut down.
    private static final Map<String, Set<Integer>> UNUSED =
            Map.of(
                    "greeting", Set.of(),
                    "MAIL", Set.of(502, 421),
                    "text", Set.of(),
                    "MRSQ", Set.of(421),
                    "MRCP", Set.of(215, 421),
                    "QUIT", Set.of(421),
                    "HELP", Set.of(211, 501, 502, 421),
                    "NOOP", Set.of(421),
                    "CONT", Set.of(215, 220, 502, 504),
                    "ABRT", Set.of(502, 504, 421));

    @Test
    void transcriptsPlayEachPairAndNoOther() throws IOException {
        Map<String, Set<Integer>> played = new HashMap<>();
        for (Dialogue dialogue : Dialogue.in("mtp")) {
            if (!dialogue.name().equals("wrong-order.txt")) collect(dialogue, played);
        }
        ALLOWED.forEach(
                (command, codes) -> {
                    Set<Integer> found = new TreeSet<>(played.getOrDefault(command, Set.of()));
                    assertThat(codes).as(command).containsAll(found);
                    found.addAll(Objects.requireNonNull(UNUSED.get(command)));
                    assertThat(found).as(command).containsAll(codes);
                });
    }

    private static void collect(Dialogue dialogue, Map<String, Set<Integer>> played) {
        String command = "greeting";
        for (Dialogue.Step step : dialogue.steps()) {
            switch (step) {
                case Dialogue.Sent(var octets) -> {
                    if (!command.equals("text")) command = verb(octets, command);
                }
                case Dialogue.Replied(var reply) -> {
                    int code = Integer.parseInt(reply.substring(0, 3));
                    if (!command.isEmpty())
                        played.computeIfAbsent(command, _ -> new TreeSet<>()).add(code);
                    command = code == 354 ? "text" : "";
                }
                case Dialogue.Turn.NEXT_CONNECTION -> command = "greeting";
                case Dialogue.Turn.SENDER_ENDS, Dialogue.Turn.RECEIVER_ENDS -> {}
            }
        }
    }

    /// @return empty for what begins with no command
    private static String verb(String octets, String before) {
        String first = octets.length() < 4 ? "" : octets.substring(0, 4).toUpperCase(Locale.ROOT);
        return ALLOWED.containsKey(first) ? first : before.equals("greeting") ? before : "";
    }

    /// A sender that says anything in any order hears nothing that section 5.3 does not have for
    /// what it said, in no line longer than section 5.5.3 allows.
    @Test
    void anyOrderIsAnsweredFromTheTable() throws IOException {
        var dialogue =
                Dialogue.of(
                        "any order",
                        """
                        @host a-rather-long-name-for-a-host.example.org
                        @recipients 3
                        @errors 1000000
                        @idle-commands 1000000
                        @elsewhere moved@Y moved@X
                        @elsewhere far@Y somebody-with-a-long-name@a-host-of-a-long-name.example
                        @refuse BUSY busy@Y
                        @refuse NO_SUCH_USER nobody@Y
                        """);
        try (var receiver = ReceiverFixture.of(dialogue);
                var socket =
                        new Socket(receiver.address().getAddress(), receiver.address().getPort())) {
            socket.setSoTimeout(60_000);
            socket.setTcpNoDelay(true);
            var random = new Random(780);
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            check("greeting", in.readLine());
            for (int i = 0; i < 20_000; i++) {
                String command = any(random);
                say(socket, command);
                String reply = check(command.substring(0, 4), in.readLine());
                if (reply.startsWith("354")) {
                    say(socket, "text\r\n.");
                    check("text", in.readLine());
                }
            }
            say(socket, "QUIT");
            check("QUIT", in.readLine());
            assertThat(in.readLine()).isNull();
        }
    }

    private static String check(String command, String reply) {
        assertThat(reply).as(command).hasSizeLessThanOrEqualTo(63).matches("\\d{3} [ -~]+");
        assertThat(ALLOWED.get(command)).contains(Integer.parseInt(reply.substring(0, 3)));
        return reply;
    }

    private static String any(Random random) {
        String[] users = {"Foo", "moved", "far", "busy", "nobody", "@Y,moved"};
        String user = users[random.nextInt(users.length)];
        return switch (random.nextInt(20)) {
            case 0 -> "MRSQ";
            case 1 -> "MRSQ ?";
            case 2 -> "MRSQ R";
            case 3 -> "MRSQ T";
            case 4 -> "MRSQ X";
            case 5, 6, 7, 8 -> "MRCP TO:<" + user + "@Y>";
            case 9, 10 -> "MAIL FROM:<waldo@A>";
            case 11 -> "MAIL FROM:<waldo@A> TO:<" + user + "@Y>";
            case 12, 13, 14 -> "CONT";
            case 15 -> "ABRT";
            case 16 -> "NOOP";
            case 17 -> "HELP " + user;
            case 18 -> "MAIL";
            default -> "MRCP TO:<>";
        };
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
