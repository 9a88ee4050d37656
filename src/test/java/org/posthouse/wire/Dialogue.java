package org.posthouse.wire;

import module java.base;

/// A dialogue as a reader of its RFC writes it down, to be played over a real socket from either
/// side: against our receiver by [#playSender], against our sender by a [ScriptedHost].
///
/// | line | meaning |
/// |---|---|
/// | `S: words` | the sender sends the words and CRLF |
/// | `R: words` | the receiver answers with words and CRLF; heard, a line need only begin so, and of a reply in several lines (`250-…`) the last will do |
/// | `S end`, `R end` | that side sends no more |
/// | `= words` | what must have reached the spool, for the caller to compare |
/// | `@name words` | what the caller is to set up first |
/// | `---` | another connection |
/// | `# words` | a comment |
///
/// Octets are the characters 0 to 255; `\r`, `\n`, `\t`, `\\` and `\x00` stand for what cannot be
/// written, `\(a*10000)` for a repetition. `\c` at the end of a line: nothing follows, no CRLF
/// either.
public record Dialogue(
        String name, List<Step> steps, List<String> spooled, List<Setting> settings) {
    /// What happens next.
    public sealed interface Step {}

    public record Sent(String octets) implements Step {}

    public record Replied(String octets) implements Step {}

    public enum Turn implements Step {
        SENDER_ENDS,
        RECEIVER_ENDS,
        NEXT_CONNECTION
    }

    public record Setting(String name, String value) {}

    private static final int PATIENCE = 60_000; // milliseconds

    /// All the dialogues of a folder of `src/test/resources/transcripts`, by their names.
    public static List<Dialogue> in(String folder) throws IOException {
        Path there = Path.of("src/test/resources/transcripts", folder);
        try (Stream<Path> files = Files.list(there)) {
            var dialogues = new ArrayList<Dialogue>();
            for (Path file : files.sorted().toList()) {
                dialogues.add(of(file.getFileName().toString(), Files.readString(file)));
            }
            if (dialogues.isEmpty()) throw new AssertionError("no transcript in " + there);
            return dialogues;
        }
    }

    public static Dialogue of(String name, String script) {
        var steps = new ArrayList<Step>();
        var spooled = new ArrayList<String>();
        var settings = new ArrayList<Setting>();
        for (String line : script.lines().toList()) {
            String rest = line.substring(Math.min(3, line.length()));
            switch (line.substring(0, Math.min(2, line.length()))) {
                case "S:" -> steps.add(new Sent(octets(rest)));
                case "R:" -> steps.add(new Replied(octets(rest)));
                case "S " -> steps.add(Turn.SENDER_ENDS);
                case "R " -> steps.add(Turn.RECEIVER_ENDS);
                case "--" -> steps.add(Turn.NEXT_CONNECTION);
                case "= ", "=" -> spooled.add(line.substring(Math.min(2, line.length())));
                case "# ", "#", "" -> {}
                default -> {
                    if (!line.startsWith("@")) throw new AssertionError(name + ": " + line);
                    String[] words = line.substring(1).split(" ", 2);
                    settings.add(new Setting(words[0], words.length < 2 ? "" : words[1]));
                }
            }
        }
        return new Dialogue(name, steps, spooled, settings);
    }

    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|\\((.+?)\\*(\\d+)\\)|([rnt\\\\]))");

    /// The octets that a written line stands for, its CRLF among them.
    public static String octets(String written) {
        boolean whole = !written.endsWith("\\c");
        String text = whole ? written : written.substring(0, written.length() - 2);
        return whole ? unescaped(text) + "\r\n" : unescaped(text);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(meant(m)));
    }

    private static String meant(MatchResult escape) {
        if (escape.group(1) != null)
            return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
        if (escape.group(2) != null)
            return unescaped(escape.group(2)).repeat(Integer.parseInt(escape.group(3)));
        return switch (escape.group(4)) {
            case "r" -> "\r";
            case "n" -> "\n";
            case "t" -> "\t";
            default -> "\\";
        };
    }

    /// Plays the sender's part and holds the receiver to its own.
    public void playSender(InetSocketAddress receiver) throws IOException {
        var left = new ArrayDeque<>(steps);
        do {
            try (var socket = new Socket(receiver.getAddress(), receiver.getPort())) {
                socket.setSoTimeout(PATIENCE);
                socket.setTcpNoDelay(true);
                playSender(left, new Ear(name, socket), socket);
            }
        } while (!left.isEmpty());
    }

    private void playSender(Deque<Step> left, Ear ear, Socket socket) throws IOException {
        while (!left.isEmpty()) {
            switch (left.remove()) {
                case Sent(var octets) -> send(socket, octets);
                case Replied(var wanted) -> ear.hearReply(withoutEnding(wanted));
                case Turn.SENDER_ENDS -> socket.shutdownOutput();
                case Turn.RECEIVER_ENDS -> ear.hearEnd();
                case Turn.NEXT_CONNECTION -> {
                    return;
                }
            }
        }
    }

    /// Plays the receiver's part on one connection and holds the sender to its own.
    void playReceiver(Deque<Step> left, Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        var ear = new Ear(name, socket);
        boolean replying = false;
        while (!left.isEmpty()) {
            Step step = left.remove();
            if (step instanceof Replied && !replying) ear.hearNothing();
            replying = step instanceof Replied;
            switch (step) {
                case Sent(var wanted) -> ear.hear(withoutEnding(wanted));
                case Replied(var octets) -> send(socket, octets);
                case Turn.SENDER_ENDS -> ear.hearEnd();
                case Turn.RECEIVER_ENDS -> socket.shutdownOutput();
                case Turn.NEXT_CONNECTION -> {
                    return;
                }
            }
        }
    }

    private static void send(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String withoutEnding(String octets) {
        return octets.endsWith("\r\n") ? octets.substring(0, octets.length() - 2) : octets;
    }

    /// Hears lines and compares them with what the script says.
    private record Ear(String name, InputStream in) {
        Ear(String name, Socket socket) throws IOException {
            this(name, new BufferedInputStream(socket.getInputStream()));
        }

        void hear(String wanted) throws IOException {
            String heard = line();
            if (!heard.equals(wanted)) throw surprise(wanted, heard);
        }

        void hearReply(String wanted) throws IOException {
            String heard = line();
            while (continues(heard) && !continues(wanted)) heard = line();
            if (!heard.startsWith(wanted)) throw surprise(wanted, heard);
        }

        private static boolean continues(String reply) {
            return reply.length() > 3 && reply.charAt(3) == '-';
        }

        /// A sender waits for a reply before it says more (RFC 780 section 5.3): what it said ahead
        /// of this one is here by now, or comes too late to be noticed.
        void hearNothing() throws IOException {
            if (in.available() > 0) throw surprise("nothing before the reply", line());
        }

        void hearEnd() throws IOException {
            try {
                int octet = in.read();
                if (octet >= 0) throw surprise("the end", (char) octet + line());
            } catch (SocketException _) {
                // reset: an end too
            }
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) return line + "(end)";
                line.append((char) octet);
            }
            if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') return line + "(LF)";
            return line.substring(0, line.length() - 1);
        }

        private AssertionError surprise(String wanted, String heard) {
            return new AssertionError(name + ": wanted '" + wanted + "' but heard '" + heard + "'");
        }
    }
}
