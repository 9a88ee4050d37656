package org.posthouse.cli;

import module java.base;

import org.posthouse.control.QueueDoor;
import org.posthouse.control.QueueDoor.Busy;
import org.posthouse.control.QueueDoor.Opened;
import org.posthouse.control.QueueDoor.Refused;

import picocli.CommandLine.Option;

/// Which queue a command is about: the options that all commands on the queue have.
final class QueueOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The server's configuration. Default: ./posthouse.toml, else"
                            + " $XDG_CONFIG_HOME/posthouse/posthouse.toml, else"
                            + " /etc/posthouse/posthouse.toml, else none.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data directory; overrides the configuration's.")
    private Optional<Path> data = Optional.empty();

    QueueDoor door(Doors doors) {
        return doors.door(config, data);
    }

    /// The queue, through the server or, where none runs, by itself.
    ///
    /// @throws Stop when it cannot be reached
    Opened open(Doors doors) throws IOException {
        return open(door(doors));
    }

    static Opened open(QueueDoor door) throws IOException {
        return switch (door.open()) {
            case Opened opened -> opened;
            case Busy(var why) -> throw Stop.later(why);
            case Refused(var why) -> throw Stop.usage(why);
        };
    }
}
