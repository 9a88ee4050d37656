package org.posthouse.cli;

import module java.base;

import org.posthouse.nimail.niftp.Access;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posthouse niftp put`: a file of ours to the partner.
@Command(
        name = "put",
        description = {
            "Sends a file to the partner.",
            "When the line breaks, the same command again goes on where it broke."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the partner has the file",
            "1:refused by the partner",
            "2:wrong usage",
            "75:not reached, or broken off; try again later"
        },
        footer = {
            "",
            "Example:",
            "  posthouse niftp put localhost:8047 letter.txt --user pat --password-file secret"
        })
final class NiftpPut implements Callable<Integer> {
    /// Modes of access, by their names here.
    private static final Map<String, Integer> MODES =
            Map.of(
                    "make", Access.MAKE,
                    "replace", Access.REPLACE,
                    "replace-or-make", Access.REPLACE_OR_MAKE,
                    "append", Access.APPEND,
                    "append-or-make", Access.APPEND_OR_MAKE);

    @Mixin private final NiftpCall call;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "make",
            description =
                    "make (default; there must be no such file), replace (there must be one),"
                            + " replace-or-make, append or append-or-make.")
    private String mode;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file here.")
    private Path file;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "NAME",
            description = "Its name at the partner. Default: as here.")
    private Optional<String> name;

    /// @param dockets the directory in which transfers that broke off are remembered
    NiftpPut(Supplier<Path> dockets) {
        call = new NiftpCall(dockets);
    }

    @Override
    public Integer call() throws IOException {
        Integer access = MODES.get(mode);
        if (access == null)
            throw Stop.usage("no mode is called " + mode + ": " + new TreeSet<>(MODES.keySet()));
        if (!Files.isRegularFile(file)) throw Stop.usage(file + ": there is no such file");
        String there = name.orElseGet(() -> String.valueOf(file.getFileName()));
        return call.call(call.errand(file, access, there), OptionalLong.of(Files.size(file)));
    }
}
