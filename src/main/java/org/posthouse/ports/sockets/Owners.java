package org.posthouse.ports.sockets;

import module java.base;

/// Whose a socket is, or why that cannot be said.
public sealed interface Owners {
    /// The processes that hold it, by their ids; several where a parent handed it on.
    record Known(List<Owner> processes) implements Owners {
        public Known {
            processes = List.copyOf(processes);
        }

        @Override
        public List<Owner> known() {
            return processes;
        }

        @Override
        public String words() {
            Owner first = processes.getFirst();
            String more = processes.size() > 1 ? " +" + (processes.size() - 1) : "";
            return first.pid() + " " + first.name() + more;
        }
    }

    /// The system shows it to others only.
    record Hidden(Lacking lacking) implements Owners {
        @Override
        public String words() {
            return lacking.words();
        }
    }

    /// All processes were looked at and none holds it: it is the kernel's own (NFS, WireGuard), or
    /// a process's outside this PID namespace, or it was closed meanwhile.
    record Nobody() implements Owners {
        @Override
        public String words() {
            return "no process";
        }
    }

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
        return List.of();
    }

    /// `4711 nginx +3`, or why it cannot be said.
    String words();
}
