package org.posthouse.cli;

import module java.base;

/// What `posthouse serve` was asked for.
///
/// @param config the file named, if one was; otherwise `ConfFile` finds it
/// @param data overrides the key `data`
public record ServeOptions(Optional<Path> config, Optional<Path> data, Ports ports) {
    /// Which ports listen where the configuration names none.
    public enum Ports {
        /// 8000 + the standard port, which need no rights.
        UNPRIVILEGED,
        /// The protocol's own: MTP 57, SMTP 25.
        STANDARD
    }
}
