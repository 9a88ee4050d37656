package org.posthouse.cli;

import module java.base;

import org.posthouse.control.QueueDoor;

/// Finds the queue that a command is about, as `Main` knows how to.
@FunctionalInterface
public interface Doors {
    /// @param config the file named, if one was; otherwise `ConfFile` finds it
    /// @param data overrides the key `data`
    /// @throws Stop when the configuration is bad
    QueueDoor door(Optional<Path> config, Optional<Path> data);
}
