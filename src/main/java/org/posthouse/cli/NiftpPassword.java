package org.posthouse.cli;

import module java.base;

import org.posthouse.conf.PasswordHash;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `posthouse niftp password`: makes of a password what a configuration may hold of it.
@Command(
        name = "password",
        description = {
            "Reads a password, one line, from standard input and prints its hash, for the key"
                    + " password of [listen.niftp.user.NAME]."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:no password was given"},
        footer = {"", "Example:", "  posthouse niftp password"})
final class NiftpPassword implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String password =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.ISO_8859_1))
                        .readLine();
        if (password == null || password.isEmpty()) throw Stop.usage("no password was given");
        NiftpCall.sayable("the password", password);
        PrintWriter out = spec.commandLine().getOut();
        out.println("password = \"" + PasswordHash.of(password) + "\"");
        out.flush();
        return Exit.DONE.code();
    }
}
