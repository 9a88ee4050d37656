package org.posthouse.ports.sockets;

/// What a process is shut into, as its control group tells.
///
/// @param runtime who made it: `docker`, `podman`, `lxc`
/// @param id its id or name there
public record Container(String runtime, String id) {
    private static final int SHORT = 12; // as docker shows ids

    /// `docker:4bf0c1d2e3f4`
    @Override
    public String toString() {
        boolean hash = id.matches("[0-9a-f]{32,}");
        return runtime + ":" + (hash ? id.substring(0, SHORT) : id);
    }
}
