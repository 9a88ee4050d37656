package org.posthouse.nimail.niftp;

import module java.base;

/// A dialogue for a person to look at: the octets on the left, what they mean on the right. Secrets
/// are in neither.
final class Shown {
    private static final int OCTETS = 12; // of a long text

    private Shown() {}

    static List<String> command(Command command) {
        var lines = new ArrayList<String>();
        int count = command.attributes().size();
        lines.add(
                line(
                        new byte[] {(byte) command.verb().octet, (byte) count},
                        command.verb() + (count == 0 ? "" : ", attributes: " + count)));
        for (Attribute attribute : command.attributes()) lines.add("  " + attribute(attribute));
        return lines;
    }

    private static String attribute(Attribute attribute) {
        byte[] all = LevelZero.write(new Command(Command.Verb.SFT, List.of(attribute)));
        byte[] octets = Arrays.copyOfRange(all, 2, all.length);
        Optional<Meaning> meaning = Meaning.of(attribute.id());
        boolean secret = meaning.filter(m -> m.secret).isPresent() && octets.length > 3;
        String name =
                meaning.map(m -> m.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .orElse("unknown");
        return line(
                secret ? Arrays.copyOf(octets, 3) : octets,
                name
                        + " "
                        + attribute.operator()
                        + (attribute.monitor() == Attribute.Monitor.TOLD ? ", monitored" : "")
                        + " "
                        + value(attribute.value(), secret));
    }

    private static String value(Value value, boolean secret) {
        return switch (value) {
            case Value.Unknown _ -> "not known";
            case Value.None _ -> "no value";
            case Value.Number(int number) -> "%04x".formatted(number);
            case Value.Text(var text) -> secret ? "(a secret)" : "\"" + text + "\"";
        };
    }

    static String control(Control control) {
        byte[] octets = {0, (byte) control.octet(), (byte) control.argument()};
        return line(octets, control.toString());
    }

    /// A command that there is none of.
    static String strange(int code, int argument) {
        return line(new byte[] {0, (byte) code, (byte) argument}, "no command of the protocol");
    }

    static String data(long octets) {
        return "(data, " + octets + " octets on the line)";
    }

    static List<String> name(String service) {
        byte[] octets = (service + "\0").getBytes(StandardCharsets.ISO_8859_1);
        return List.of(line(octets, "called service \"" + service + "\""));
    }

    private static String line(byte[] octets, String meaning) {
        boolean longer = octets.length > OCTETS;
        String hex =
                HexFormat.ofDelimiter(" ").formatHex(octets, 0, longer ? OCTETS : octets.length);
        return "%-39s  %s".formatted(longer ? hex + " .." : hex, meaning);
    }
}
