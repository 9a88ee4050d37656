package org.posthouse.ports;

import module java.base;

import org.posthouse.conf.Conf;
import org.posthouse.conf.Mistake;
import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;
import org.posthouse.ports.Baseline.Entry;
import org.posthouse.ports.sockets.IpAddress;
import org.posthouse.ports.sockets.Transport;

/// Reads and writes a [Baseline] as TOML: a table `[[listener]]` for each, with `port`, `protocol`
/// and perhaps `address`, `program`, `unit`, `speaks`. Whoever edits it may leave out what may be
/// anything.
public final class BaselineFile {
    private static final int VERSION = 1;
    private static final int LAST = 65_535;

    private BaselineFile() {}

    /// What came of reading one.
    public sealed interface Read {
        record Good(Baseline baseline) implements Read {}

        /// @param mistakes at least one
        record Bad(List<Mistake> mistakes) implements Read {}
    }

    /// @param name what mistakes call the text
    public static Read parse(String name, String toml) {
        Conf conf = Conf.parse(name, toml);
        Section root = conf.root();
        if (!root.has("baseline"))
            root.mistake("baseline", "a baseline begins with baseline = " + VERSION);
        root.number("baseline", VERSION, VERSION, VERSION);
        List<Entry> entries = root.tables("listener").stream().map(BaselineFile::entry).toList();
        List<Mistake> mistakes = conf.mistakes();
        return mistakes.isEmpty() ? new Read.Good(new Baseline(entries)) : new Read.Bad(mistakes);
    }

    private static Entry entry(Section listener) {
        for (String key : List.of("port", "protocol"))
            if (!listener.has(key)) listener.mistake(key, "is missing");
        return new Entry(
                listener.number("port", 1, 1, LAST),
                listener.one("protocol", Transport.TCP, BaselineFile::transport),
                listener.one("address", Optional.empty(), BaselineFile::address),
                Set.copyOf(listener.texts("program", List.of())),
                Set.copyOf(listener.texts("unit", List.of())),
                listener.text("speaks"));
    }

    private static Reading<Transport> transport(String word) {
        return Transport.named(word)
                .<Reading<Transport>>map(Reading.Good::new)
                .orElse(new Reading.Bad<>("there are tcp, udp, udplite and sctp"));
    }

    private static Reading<Optional<IpAddress>> address(String word) {
        Optional<IpAddress> address = IpAddress.parse(word);
        return address.isPresent()
                ? new Reading.Good<>(address)
                : new Reading.Bad<>("is an address such as 127.0.0.1 or ::1");
    }

    /// The file's text.
    ///
    /// @param heading lines for a person who opens it
    public static String write(Baseline baseline, List<String> heading) {
        var to = new StringBuilder();
        for (String line : heading) to.append("# ").append(line).append('\n');
        to.append("baseline = ").append(VERSION).append('\n');
        for (Entry entry : baseline.entries()) {
            to.append("\n[[listener]]\nport = ").append(entry.port());
            to.append("\nprotocol = ").append(text(entry.transport().word()));
            entry.address().ifPresent(a -> to.append("\naddress = ").append(text(a.toString())));
            texts(to, "program", entry.programs());
            texts(to, "unit", entry.units());
            entry.speaks().ifPresent(word -> to.append("\nspeaks = ").append(text(word)));
            to.append('\n');
        }
        return to.toString();
    }

    private static void texts(StringBuilder to, String key, Set<String> all) {
        if (all.isEmpty()) return;
        String list = all.stream().map(BaselineFile::text).collect(Collectors.joining(", "));
        to.append('\n').append(key).append(" = ").append(all.size() == 1 ? list : "[" + list + "]");
    }

    /// A basic string of TOML.
    private static String text(String text) {
        var to = new StringBuilder("\"");
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '"' || c == '\\') to.append('\\').appendCodePoint(c);
                            else if (c < ' ' || c == 0x7f)
                                to.append("\\u").append(HexFormat.of().toHexDigits((char) c));
                            else to.appendCodePoint(c);
                        });
        return to.append('"').toString();
    }
}
