package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Baseline;
import org.posthouse.ports.BaselineFile;
import org.posthouse.ports.Inspector;
import org.posthouse.ports.ThreatList;
import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.registry.Malformed;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.sockets.Sockets;

import picocli.CommandLine.Option;

/// How listeners of this machine are judged: the options of the commands that do.
final class PortsJudging {
    private final Sockets sockets;

    @Option(
            names = "--no-probe",
            description = "Does not call what listens here: nothing is sent to anybody.")
    private boolean silent;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Judges listeners by this baseline; see posthouse ports baseline.")
    private Optional<Path> baseline = Optional.empty();

    @Option(
            names = "--threat-list",
            paramLabel = "FILE",
            description =
                    "Quotes what a list says of a port, as hearsay: comma-separated, with the"
                            + " heading port,protocol,name,source,date.")
    private Optional<Path> threats = Optional.empty();

    PortsJudging(Sockets sockets) {
        this.sockets = sockets;
    }

    /// Whether a file to judge by was given.
    boolean hasFile() {
        return baseline.isPresent() || threats.isPresent();
    }

    /// @throws Stop when a file is not what it should be
    Inspector inspector(Registry registry) throws IOException {
        Optional<Baseline> allowed = Optional.empty();
        if (baseline.isPresent()) allowed = Optional.of(baseline(baseline.get()));
        return new Inspector(
                sockets,
                registry,
                silent ? Optional.empty() : Optional.of(new Identifier()),
                allowed);
    }

    static Baseline baseline(Path file) throws IOException {
        return switch (read(file, BaselineFile::parse)) {
            case BaselineFile.Read.Good(var baseline) -> baseline;
            case BaselineFile.Read.Bad(var mistakes) ->
                    throw Stop.usage(mistakes.getFirst().toString());
        };
    }

    ThreatList threats() throws IOException {
        if (threats.isEmpty()) return new ThreatList(List.of());
        return read(
                threats.get(),
                (name, text) -> {
                    try {
                        return ThreatList.read(text);
                    } catch (Malformed e) {
                        throw Stop.usage(name + ", line " + e.line() + ": " + e.why());
                    }
                });
    }

    private static <T> T read(Path file, BiFunction<String, String, T> parser) throws IOException {
        Trouble.refuseDirectory(file);
        try {
            return parser.apply(file.toString(), Files.readString(file));
        } catch (CharacterCodingException _) {
            throw Stop.usage(file + ": is not UTF-8 text");
        } catch (FileSystemException e) {
            throw Stop.usage(Trouble.reason(e));
        }
    }
}
