package org.posthouse;

import module java.base;

import org.posthouse.cli.PosthouseCommand;

/// The program's entry point.
public final class Main {
    private Main() {}

    /// @param args the words of the command line; `train` alone is the launcher's ([Training])
    public static void main(String... args) {
        System.exit(
                List.of(args).equals(List.of("train"))
                        ? Training.run()
                        : PosthouseCommand.line().execute(args));
    }
}
