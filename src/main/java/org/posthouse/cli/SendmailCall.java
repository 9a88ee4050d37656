package org.posthouse.cli;

import module java.base;

import org.posthouse.cli.Sysexit.Unsent;
import org.posthouse.mail.Notify;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Xtext;

/// What the words after `sendmail` ask for. They are read as getopt(3) reads them (`-oi -fa@b`,
/// `-ti`, options behind recipients), and with the letters that Postfix's sendmail(1) knows, most
/// of which mean nothing here: `-odb`, `-oem`. Those of this program have two hyphens.
///
/// @param dot what a line with a period alone is
/// @param sender `-f`; may be empty, for a message to which no notice is sent
/// @param fullName `-F`
/// @param reporting `-R` and `-V` (RFC 3461 section 5.3: what local users ask for)
/// @param wanted `-N`, for every recipient
/// @param destination `-qR`: what is to be attempted now, else everything
/// @param recipients of the command line, as they are written
record SendmailCall(
        Mode mode,
        Envelope envelope,
        Dot dot,
        Talk talk,
        Optional<String> sender,
        Optional<String> fullName,
        Reporting reporting,
        Notify wanted,
        Optional<String> destination,
        Optional<Path> config,
        Optional<Path> data,
        List<String> recipients) {
    /// What is to be done.
    enum Mode {
        /// `-bm`, and when nothing else is asked for: a message from standard input.
        MAIL,
        /// `-bs`: SMTP on standard input and output.
        SMTP,
        /// `-bp`, `mailq`.
        QUEUE,
        /// `-q`.
        FLUSH,
        /// `-bi`, `-I`, `newaliases`: there is no alias file to be read.
        ALIASES
    }

    /// Who is to have the message.
    enum Envelope {
        WORDS,
        /// `-t`: whom its header names, besides.
        HEADER_TOO
    }

    enum Dot {
        ENDS,
        /// `-i`, `-oi`.
        TEXT
    }

    enum Talk {
        SILENT,
        /// `-v`.
        VERBOSE
    }

    private static final String WITH_ARGUMENT = "ABCFLNORVXbefhopr";
    private static final String ALONE = "GIUcimnstvx";

    static SendmailCall read(List<String> words) {
        return new Reader(words).read();
    }

    /// Reads one command line.
    private static final class Reader {
        private final ListIterator<String> words;
        private final List<String> recipients = new ArrayList<>();
        private final Map<String, String> values = new HashMap<>();
        private Mode mode = Mode.MAIL;
        private Envelope envelope = Envelope.WORDS;
        private Dot dot = Dot.ENDS;
        private Talk talk = Talk.SILENT;

        Reader(List<String> words) {
            this.words = words.listIterator();
        }

        SendmailCall read() {
            while (words.hasNext()) {
                String word = words.next();
                if (word.equals("--")) words.forEachRemaining(recipients::add);
                else if (word.startsWith("--")) named(word);
                else if (word.startsWith("-q")) queue(word.substring(2));
                else if (word.startsWith("-") && word.length() > 1) letters(word);
                else recipients.add(word);
            }
            return new SendmailCall(
                    mode,
                    envelope,
                    dot,
                    talk,
                    value("f").or(() -> value("r")),
                    value("F"),
                    reporting(),
                    wanted(),
                    value("qR"),
                    value("--config").map(Path::of),
                    value("--data").map(Path::of),
                    recipients);
        }

        private Optional<String> value(String name) {
            return Optional.ofNullable(values.get(name));
        }

        private Reporting reporting() {
            Optional<Reporting.Ret> ret =
                    value("R").map(word -> word.toUpperCase(Locale.ROOT)).map(Reader::ret);
            Optional<Xtext> envid = value("V").map(Reader::envid);
            return new Reporting(ret, envid, List.of());
        }

        private static Reporting.Ret ret(String word) {
            return Stream.of(Reporting.Ret.values())
                    .filter(ret -> ret.name().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new Unsent(Sysexit.USAGE, "-R is full or hdrs"));
        }

        private static Xtext envid(String text) {
            Xtext encoded = Xtext.of(text);
            if (!text.matches("[ -~]+") || encoded.encoded().length() > Xtext.LONGEST_ENVID)
                throw new Unsent(
                        Sysexit.USAGE, "-V is printable ASCII, not more than 100 characters");
            return encoded;
        }

        /// With spaces after its commas, as sendmail(1) writes it.
        private Notify wanted() {
            String word = value("N").orElse("").replace(" ", "");
            if (word.isEmpty()) return new Notify.Unsaid();
            String right = "-N is never, or some of success,failure,delay";
            return Notify.parse(word).orElseThrow(() -> new Unsent(Sysexit.USAGE, right));
        }

        private void named(String word) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!name.equals("--config") && !name.equals("--data"))
                throw new Unsent(Sysexit.USAGE, "there is no option " + name);
            values.put(name, equals < 0 ? next(name) : word.substring(equals + 1));
        }

        private String next(String option) {
            if (!words.hasNext()) throw new Unsent(Sysexit.USAGE, option + " needs a value");
            return words.next();
        }

        /// `-q`, and `-qRhost`; `-q30m` is how often a daemon of sendmail's looks at its queue.
        private void queue(String rest) {
            if (rest.isEmpty() || rest.startsWith("R")) mode = Mode.FLUSH;
            if (rest.startsWith("R")) values.put("qR", rest.substring(1));
            if (!rest.isEmpty() && !rest.matches("R.+|(\\d+[smhdw]?)+"))
                throw new Unsent(Sysexit.USAGE, "-q" + rest + " is not known here; -qRHOST is");
        }

        private void letters(String word) {
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                if (WITH_ARGUMENT.indexOf(letter) >= 0) {
                    String rest = word.substring(i + 1);
                    withArgument(letter, rest.isEmpty() ? next("-" + letter) : rest);
                    return;
                }
                if (ALONE.indexOf(letter) < 0)
                    throw new Unsent(Sysexit.USAGE, "there is no option -" + letter);
                alone(letter);
            }
        }

        private void alone(char letter) {
            switch (letter) {
                case 't' -> envelope = Envelope.HEADER_TOO;
                case 'i' -> dot = Dot.TEXT;
                case 'v' -> talk = Talk.VERBOSE;
                case 'I' -> mode = Mode.ALIASES;
                default -> {} // known to other sendmails, and of no meaning here
            }
        }

        private void withArgument(char letter, String value) {
            switch (letter) {
                case 'b' -> mode = mode(value);
                case 'o' -> {
                    if (value.startsWith("i")) dot = Dot.TEXT;
                }
                case 'O' -> {
                    if (value.matches("(?i)IgnoreDots(=true|=yes|=1)?")) dot = Dot.TEXT;
                }
                case 'B' -> {
                    if (!value.matches("(?i)7BIT|8BITMIME"))
                        throw new Unsent(Sysexit.USAGE, "-B is 7BIT or 8BITMIME");
                }
                case 'C' -> values.put("--config", value);
                default -> values.put(String.valueOf(letter), value);
            }
        }

        private static Mode mode(String value) {
            return switch (value) {
                case "m", "a", "l" -> Mode.MAIL;
                case "s" -> Mode.SMTP;
                case "p" -> Mode.QUEUE;
                case "i" -> Mode.ALIASES;
                case "d", "D" ->
                        throw new Unsent(Sysexit.USAGE, "the server is \"posthouse serve\"");
                default -> throw new Unsent(Sysexit.USAGE, "-b" + value + " is not known here");
            };
        }
    }
}
