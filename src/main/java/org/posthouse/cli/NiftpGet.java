package org.posthouse.cli;

import module java.base;

import org.posthouse.nimail.niftp.Access;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posthouse niftp get`: a file of the partner's to us.
@Command(
        name = "get",
        description = {
            "Fetches a file from the partner. It gets its name when it is complete.",
            "When the line breaks, the same command again goes on where it broke."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the file is here",
            "1:refused by the partner",
            "2:wrong usage",
            "75:not reached, or broken off; try again later"
        },
        footer = {
            "",
            "Example:",
            "  posthouse niftp get localhost:8047 letter.txt --user pat --password-file secret"
        })
final class NiftpGet implements Callable<Integer> {
    @Mixin private final NiftpCall call;

    @Option(names = "--replace", description = "Replaces the file here, if there is one.")
    private boolean replace;

    @Option(
            names = "--remove",
            description = "Asks the partner to remove his file once we have it.")
    private boolean remove;

    @Parameters(index = "1", paramLabel = "NAME", description = "The file at the partner.")
    private String name;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file here. Default: the last part of NAME.")
    private Optional<Path> file;

    /// @param dockets the directory in which transfers that broke off are remembered
    NiftpGet(Supplier<Path> dockets) {
        call = new NiftpCall(dockets);
    }

    @Override
    public Integer call() throws IOException {
        String last = name.substring(name.lastIndexOf('/') + 1);
        Path local = file.orElseGet(() -> Path.of(last)).toAbsolutePath();
        if (Files.isDirectory(local)) local = local.resolve(last);
        Path parent = local.getParent();
        if (parent != null && !Files.isDirectory(parent))
            throw Stop.usage(parent + ": there is no such directory");
        if (Files.exists(local) && !replace)
            throw Stop.usage(local + ": there is such a file; --replace replaces it");
        int access = remove ? Access.READ_AND_REMOVE : Access.READ;
        return call.call(call.errand(local, access, name), OptionalLong.empty());
    }
}
