package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// A partner made of a test's own words, as P.
final class Talk implements Closeable {
    private final Connection connection;
    private final Exchange exchange;

    Talk(InetSocketAddress q) throws IOException {
        connection =
                Connection.open("127.0.0.1", q.getPort(), Duration.ofSeconds(10), Transcript.NONE);
        exchange =
                Exchange.over(
                        connection.octets(), Profile.EVERYDAY, Progress.NONE, Transcript.NONE);
        exchange.line().patience(Duration.ofSeconds(10));
    }

    /// Octets in hex, with blanks as one likes.
    Talk say(String hex) throws IOException {
        byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
        exchange.line().write(octets, 0, octets.length);
        return this;
    }

    int port() {
        return connection.local().getPort();
    }

    /// Lets what was said leave.
    void flush() throws IOException {
        exchange.line().flush();
    }

    /// An SFT for a file, with what else is to be in it.
    Talk ask(int access, String name, Attribute... more) throws IOException {
        var all = new ArrayList<Attribute>();
        all.add(Attribute.equal(Meaning.PROTOCOL, 0x0100));
        all.add(Attribute.equal(Meaning.ACCESS, access));
        all.addAll(List.of(more));
        all.add(Attribute.equal(Meaning.FILENAME, name));
        if (all.stream().noneMatch(a -> a.id() == Meaning.USERNAME.id)) {
            all.add(Attribute.equal(Meaning.USERNAME, "niuser"));
            all.add(Attribute.equal(Meaning.PASSWORD, "letmein"));
        }
        exchange.out().command(new Command(Command.Verb.SFT, all));
        return this;
    }

    /// Lines of text, a record for each.
    Talk lines(String... lines) throws IOException {
        for (String line : lines) {
            byte[] octets = line.getBytes(StandardCharsets.ISO_8859_1);
            for (int at = 0; octets.length - at > 63; at += 63) {
                say("3f");
                exchange.line().write(octets, at, 63);
            }
            int rest = octets.length == 0 ? 0 : (octets.length - 1) % 63 + 1;
            say("%02x".formatted(0x80 | rest));
            exchange.line().write(octets, octets.length - rest, rest);
        }
        return this;
    }

    /// An SFT for mail: the mode of access and what else is to be in it.
    Talk mail(int access, Attribute... more) throws IOException {
        var all = new ArrayList<Attribute>();
        all.add(Attribute.equal(Meaning.PROTOCOL, 0x0100));
        all.add(Attribute.equal(Meaning.ACCESS, access));
        all.addAll(List.of(more));
        exchange.out().command(new Command(Command.Verb.SFT, all));
        return this;
    }

    /// The next command, its verb, its state if it has one, and its messages.
    String answer() throws IOException {
        return exchange.in().command() instanceof Command command
                ? command.verb()
                        + command.state().map(state -> " " + state).orElse("")
                        + command.messages().stream()
                                .map(text -> ": " + text)
                                .collect(Collectors.joining())
                : "nothing";
    }

    /// An attribute of the next command, which is to be RPOS.
    Attribute returned(Meaning meaning) throws IOException {
        return exchange.in().command() instanceof Command(var verb, var attributes)
                        && verb == Command.Verb.RPOS
                ? attributes.stream().filter(a -> a.id() == meaning.id).findFirst().orElseThrow()
                : Attribute.none(meaning.id);
    }

    /// The next command, as its verb and its state if it has one.
    String command() throws IOException {
        return switch (exchange.in().command()) {
            case Command command ->
                    command.verb() + command.state().map(state -> " " + state).orElse("");
            case Heard.Malformed(var why) -> why;
            case Heard.Nothing _ -> "nothing";
        };
    }

    /// What the sender says up to and with its next control: octets of data in all, and the
    /// control.
    String data() throws IOException {
        long octets = 0;
        while (true) {
            switch (exchange.in().next()) {
                case Control control -> {
                    return octets + " " + control;
                }
                case Piece.Subrecord sub -> octets += sub.compressed() ? sub.words() : sub.octets();
                case Piece.Strange _ -> {}
                case Piece.Broken _ -> {
                    return octets + " end";
                }
            }
        }
    }

    /// Whether the other side hangs up by itself, whatever it says before.
    boolean isLeft() throws IOException {
        while (exchange.line().ending() == Connection.Ending.OPEN) data();
        return exchange.line().ending() == Connection.Ending.PEER;
    }

    /// Whether nothing comes for a while.
    boolean silent() throws IOException {
        exchange.line().flush();
        for (int i = 0; i < 20; i++) {
            if (exchange.line().ready()) return false;
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
