package org.posthouse.ports.sockets;

import module java.base;

/// Whose a socket is, or why that cannot be said.
public sealed interface Owners {
    /// The processes that hold it, by their ids; several where a parent handed it on.
    record Known(List<Owner> processes) implements Owners {
        public Known {
            processes = List.copyOf(processes);
        }
    }

    /// The system shows it to others only.
    record Hidden(Lacking lacking) implements Owners {}

    /// All processes were looked at and none holds it: it is the kernel's own (NFS, WireGuard), or
    /// a process's outside this PID namespace, or it was closed meanwhile.
    record Nobody() implements Owners {}

    /// What the caller would need to be shown more.
    enum Lacking {
        ROOT("cannot tell without root"),
        /// Root may be without it, in a container for one.
        CAPABILITY("cannot tell even as root");

        private final String words;

        Lacking(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// Those that are known.
    default List<Owner> known() {
        return switch (this) {
            case Known(var processes) -> processes;
            case Hidden _, Nobody _ -> List.of();
        };
    }
}
