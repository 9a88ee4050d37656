package org.posthouse.cli;

import module java.base;

/// What this machine is called.
final class MachineName {
    private MachineName() {}

    /// As the system says, without asking anybody on the network; else `localhost`.
    static String find() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException _) {
            return resolved();
        }
    }

    /// Where there is no /proc.
    private static String resolved() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
