package org.posthouse.cli;

import module java.base;

import picocli.CommandLine;

/// Says in one line why a command could not be carried out.
///
/// @param debug whether to add where in the program it happened
record Trouble(CommandLine line, boolean debug) {
    /// @return the exit status
    int told(Exception e) {
        PrintWriter err = line.getErr();
        String command = line.getCommandSpec().qualifiedName();
        Exit exit =
                switch (e) {
                    case Stop stop -> {
                        err.println(command + ": " + Printable.line(stop.words()));
                        yield stop.exit();
                    }
                    case IOException _, UncheckedIOException _ -> {
                        err.println(command + ": " + Printable.line(reason(e)));
                        yield Exit.LATER;
                    }
                    default -> {
                        err.println(command + ": a fault of Posthouse itself: " + reason(e));
                        if (!debug) err.println("Again with --debug it tells where.");
                        yield Exit.FAULT;
                    }
                };
        if (debug) e.printStackTrace(err);
        err.flush();
        return exit.code();
    }

    /// @throws Stop when a file that is to be read is a directory
    static void refuseDirectory(Path file) {
        if (Files.isDirectory(file)) throw Stop.usage(file + ": is a directory");
    }

    /// What went wrong with a file or a line, in words.
    static String reason(Exception e) {
        return switch (e) {
            case UncheckedIOException unchecked when unchecked.getCause() != null ->
                    reason(unchecked.getCause());
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException other when other.getReason() != null -> other.toString();
            case IOException _ when e.getMessage() != null -> String.valueOf(e.getMessage());
            default -> Printable.line(e.toString());
        };
    }
}
