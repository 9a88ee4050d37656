package org.posthouse.ports.sockets;

import module java.base;

/// What Java itself knows of a process, on any system. Units, containers and what is odd about the
/// program's file it does not know.
final class HandleOwner {
    private HandleOwner() {}

    static Owner read(int pid) {
        return ProcessHandle.of(pid).map(HandleOwner::read).orElseGet(() -> Owner.of(pid, "?"));
    }

    private static Owner read(ProcessHandle process) {
        ProcessHandle.Info known = process.info();
        Optional<Executable> program = known.command().map(path -> new Executable(path, Set.of()));
        var command = new ArrayList<String>(known.command().stream().toList());
        command.addAll(List.of(known.arguments().orElse(new String[0])));
        String name = program.map(Executable::name).orElse("?");
        return new Owner(
                (int) process.pid(),
                process.parent().map(parent -> (int) parent.pid()).orElse(0),
                name,
                program,
                command,
                known.user(),
                Optional.empty(),
                Optional.empty(),
                known.startInstant(),
                Forwarders.target(name, command));
    }
}
