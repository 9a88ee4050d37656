package org.posthouse;

import module java.base;

import org.posthouse.cli.Cli;

/// The program's entry point.
public final class Main {
    private Main() {}

    /// @param args the words of the command line; `train` alone is the launcher's ([Training])
    public static void main(String... args) {
        System.exit(List.of(args).equals(List.of("train")) ? Training.run() : commands().run(args));
    }

    /// The command line with all its commands.
    static Cli commands() {
        return new Cli();
    }
}
