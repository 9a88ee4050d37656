package org.posthouse.mail;

import module java.base;

/// The door into a spool that only remembers, for the tests of receivers: welcomes every path but
/// those it was told not to.
public final class RecordingIntake implements Intake {
    /// A message as it was posted.
    ///
    /// @param octets as the characters 0 to 255
    public record Letter(Peer peer, Posted posted, String octets) {
        public ReversePath from() {
            return posted.from();
        }

        public List<MailPath> to() {
            return posted.paths();
        }

        /// `from -> to to : line | line`, without the trace field; after each path what was asked
        /// for with it.
        @Override
        public String toString() {
            String sender = from().shown();
            return (from() instanceof ReversePath.Null
                            ? sender
                            : sender.substring(1, sender.length() - 1))
                    + asked(posted.reporting())
                    + " -> "
                    + posted.to().stream()
                            .map(to -> to.path() + asked(to.request()))
                            .collect(Collectors.joining(" "))
                    + " : "
                    + shown(octets.replaceFirst("^Received:.*\r\n([ \t].*\r\n)*", ""));
        }

        private static String asked(Reporting reporting) {
            return reporting.ret().map(ret -> " RET=" + ret).orElse("")
                    + reporting.envid().map(envid -> " ENVID=" + envid.encoded()).orElse("");
        }

        private static String asked(Request request) {
            return request.wanted().written().map(value -> " NOTIFY=" + value).orElse("")
                    + request.original().map(one -> " ORCPT=" + one.written()).orElse("");
        }

        private static String shown(String text) {
            String body = text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text;
            return Pattern.compile("[^ -~]")
                    .matcher(body.replace("\r\n", " | "))
                    .replaceAll(m -> String.format("\\\\x%02x", (int) m.group().charAt(0)));
        }
    }

    private static final int LONG = 4096;
    private static final long FIRST_ID = 1L << 50;

    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Map<String, Mailbox> users = new ConcurrentHashMap<>();
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong(FIRST_ID);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile String host = "relay.example";
    private volatile Optional<Verdict.Trouble> end = Optional.empty();
    private volatile Optional<Verdict.Trouble> early = Optional.empty();
    private volatile Optional<Verdict.Trouble> later = Optional.empty(); // once a text is long

    /// Does what a transcript's `@name words` asks for.
    ///
    /// @return whether it knows that name
    public boolean set(String name, String words) {
        String[] word = words.split(" ", -1);
        switch (name) {
            case "host" -> host = words;
            case "refuse" -> verdicts.put(word[1], Verdict.Trouble.valueOf(word[0]));
            case "elsewhere" -> verdicts.put(word[0], new Verdict.Elsewhere(mailbox(word[1])));
            case "user" -> users.put(word[0], mailbox(word[1]));
            case "end" ->
                    end =
                            Optional.of(words)
                                    .filter(trouble -> !trouble.isEmpty())
                                    .map(Verdict.Trouble::valueOf);
            case "later" -> later = Optional.of(Verdict.Trouble.valueOf(words));
            case "early" -> early = Optional.of(Verdict.Trouble.valueOf(words));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Mailbox mailbox(String text) {
        int at = text.lastIndexOf('@');
        return new Mailbox(text.substring(0, at), new Host.Name(text.substring(at + 1)));
    }

    public List<Letter> letters() {
        return List.copyOf(letters);
    }

    /// Texts begun and not yet let go.
    public int openTexts() {
        return open.get();
    }

    /// Texts begun.
    public int texts() {
        return (int) (ids.get() - FIRST_ID);
    }

    /// The most octets that any text was given.
    public int longestText() {
        return most.get();
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public Verdict route(Peer peer, ReversePath from, MailPath to) {
        return verdicts.getOrDefault(to.toString(), new Verdict.Welcome());
    }

    @Override
    public Optional<Mailbox> verify(String user) {
        return Optional.ofNullable(users.get(user));
    }

    @Override
    public Text arrive() {
        open.incrementAndGet();
        return new Kept(new MessageId(ids.incrementAndGet()));
    }

    @Override
    public Verdict.Final post(Peer peer, Posted posted, Text text) {
        if (end.isPresent()) return end.get();
        if (text.trouble().isPresent()) return text.trouble().get();
        var kept = (Kept) text;
        letters.add(new Letter(peer, posted, kept.octets.toString(StandardCharsets.ISO_8859_1)));
        return new Verdict.Accepted(kept.id);
    }

    private final class Kept implements Text {
        private final MessageId id;
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private boolean closed;

        Kept(MessageId id) {
            this.id = id;
        }

        @Override
        public MessageId id() {
            return id;
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            this.octets.write(octets, offset, length);
            most.accumulateAndGet(this.octets.size(), Math::max);
        }

        @Override
        public Optional<Verdict.Trouble> trouble() {
            return octets.size() > LONG ? later.or(() -> early) : early;
        }

        @Override
        public void close() {
            if (!closed) open.decrementAndGet();
            closed = true;
        }
    }
}
