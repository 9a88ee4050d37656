package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.registry.Malformed;
import org.posthouse.ports.registry.Registry;

import picocli.CommandLine.Option;

/// Which registry a command of `posthouse ports` asks: the option that those have which ask it.
final class PortsSource {
    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description =
                    "A newer registry: IANA's service-names-port-numbers.csv, as you fetched it."
                            + " Default: the one that came with the program.")
    private Optional<Path> file = Optional.empty();

    /// @throws Stop when the file is not what it should be
    Registry registry() throws IOException {
        if (file.isEmpty()) return Registry.shipped();
        Trouble.refuseDirectory(file.get());
        try {
            return Registry.read(file.get());
        } catch (Malformed e) {
            throw Stop.usage(file.get() + ", line " + e.line() + ": " + e.why());
        } catch (FileSystemException e) {
            throw Stop.usage(Trouble.reason(e));
        }
    }
}
