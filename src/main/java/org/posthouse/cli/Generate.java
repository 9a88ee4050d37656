package org.posthouse.cli;

import module java.base;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes what a package ships beside the program: a man page for each command and the completion
/// script for bash. The build calls it; it is not meant for users and so is hidden.
@Command(
        name = "generate",
        hidden = true,
        description = "Writes man pages and the completion script.",
        footer = {"", "Example:", "  posthouse generate /tmp/share"})
final class Generate implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Gets man/man1/ and completion/.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        CommandSpec root = spec.root();
        Path man = Files.createDirectories(folder.resolve("man/man1"));
        for (CommandSpec command : ManPage.shown(root).toList()) {
            ManPage page = new ManPage(command);
            Files.writeString(man.resolve(page.name() + ".1"), page.roff());
        }
        Path completion = Files.createDirectories(folder.resolve("completion"));
        Files.writeString(
                completion.resolve(root.name() + ".bash"),
                AutoComplete.bash(root.name(), root.commandLine()));
        return 0;
    }
}
