package org.posthouse.cli;

import module java.base;

import org.posthouse.nimail.niftp.Access;
import org.posthouse.nimail.niftp.Errand;
import org.posthouse.nimail.niftp.Meaning;
import org.posthouse.nimail.niftp.Wanted;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    private static final int RECORDS = 0x0001;

    private final Supplier<Path> dockets;

    @Spec private CommandSpec spec;

    @Mixin private NiftpCall call;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "make",
            description =
                    "make (default; there must be no such file), replace (there must be one),"
                            + " replace-or-make, append or append-or-make.")
    private String mode;

    @Parameters(index = "0", paramLabel = "HOST[:PORT]", description = "The partner. Port: 47.")
    private String partner;

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
        this.dockets = dockets;
    }

    @Override
    public Integer call() throws IOException {
        Integer access = MODES.get(mode);
        if (access == null)
            throw Stop.usage("no mode is called " + mode + ": " + new TreeSet<>(MODES.keySet()));
        if (!Files.isRegularFile(file)) throw Stop.usage(file + ": there is no such file");
        NiftpCall.Partner to = NiftpCall.Partner.read(partner);
        Map<Meaning, String> names = new EnumMap<>(Meaning.class);
        names.put(Meaning.FILENAME, name.orElseGet(() -> String.valueOf(file.getFileName())));
        names.put(Meaning.USERNAME, call.user());
        names.put(Meaning.PASSWORD, call.password());
        Wanted.Kind kind =
                call.text()
                        ? new Wanted.Kind.Text(RECORDS)
                        : new Wanted.Kind.Binary(call.wordSize());
        var errand = new Errand(to.toString(), file, new Access(access), kind, names);
        return call.call(spec, to, errand, OptionalLong.of(Files.size(file)), dockets.get());
    }
}
