package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Baseline;
import org.posthouse.ports.BaselineCheck;
import org.posthouse.ports.BaselineFile;
import org.posthouse.ports.Inspector;
import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.sockets.Sockets;
import org.posthouse.ports.sockets.Unreadable;
import org.posthouse.ports.sockets.Wanted;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse ports baseline write`.
@Command(
        name = "write",
        description = {
            "Writes what listens now to a file, in TOML and to be edited: what is taken out of an"
                    + " entry may be anything. Run it as root, or programs of others are missing."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written",
            "2:wrong usage, or the file is there already",
            "75:not written"
        },
        footer = {"", "Example:", "  posthouse ports baseline write listeners.toml --identify"})
final class PortsBaselineWrite implements Callable<Integer> {
    private final Sockets sockets;
    private final Identifier identifier;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file; - for standard output.")
    private String file = "-";

    @Option(
            names = "--identify",
            description = "Calls each TCP listener and writes down what it speaks.")
    private boolean identify;

    @Option(names = "--force", description = "Writes over a file that is there.")
    private boolean force;

    PortsBaselineWrite(Sockets sockets, Identifier identifier) {
        this.sockets = sockets;
        this.identifier = identifier;
    }

    @Override
    public Integer call() throws IOException {
        Inspector.Found found = found();
        Baseline baseline = BaselineCheck.written(found);
        var heading = new ArrayList<String>();
        heading.add(
                "What listens, as seen at " + found.listing().at().truncatedTo(ChronoUnit.SECONDS));
        found.listing().gaps().forEach(gap -> heading.add("Note: " + Printable.line(gap)));
        String text = BaselineFile.write(baseline, heading);
        PrintWriter out = spec.commandLine().getOut();
        if (file.equals("-")) out.print(text);
        else {
            write(text);
            out.println(Counted.of(baseline.entries().size(), "listener") + " written to " + file);
            found.listing()
                    .gaps()
                    .forEach(gap -> out.println("Note: " + Printable.line(gap) + "."));
        }
        out.flush();
        return Exit.DONE.code();
    }

    private Inspector.Found found() {
        Optional<Identifier> calls = identify ? Optional.of(identifier) : Optional.empty();
        try {
            return new Inspector(sockets, Registry.shipped(), calls, Optional.empty())
                    .inspect(Wanted.ALL);
        } catch (Unreadable e) {
            throw Stop.usage(String.valueOf(e.getMessage()));
        }
    }

    private void write(String text) throws IOException {
        OpenOption[] how =
                force
                        ? new OpenOption[] {
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE
                        }
                        : new OpenOption[] {
                            StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE
                        };
        Trouble.refuseDirectory(Path.of(file));
        try {
            Files.writeString(Path.of(file), text, how);
        } catch (FileAlreadyExistsException _) {
            throw Stop.usage(file + " is there already; --force writes over it");
        } catch (NoSuchFileException _) {
            throw Stop.usage(file + ": there is no such directory");
        } catch (FileSystemException e) {
            throw Stop.usage(Trouble.reason(e));
        }
    }
}
