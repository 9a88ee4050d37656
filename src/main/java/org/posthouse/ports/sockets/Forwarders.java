package org.posthouse.ports.sockets;

import module java.base;

/// Programs that listen only to pass on what they take: who asks for the owner of a port wants to
/// know of the container behind it.
final class Forwarders {
    private Forwarders() {}

    /// Where to, or what is known of it, in words; empty if the program is no forwarder we know.
    static Optional<String> target(String name, List<String> command) {
        String program = command.isEmpty() ? name : command.getFirst().replaceFirst(".*/", "");
        return switch (program) {
            case "docker-proxy" -> docker(command);
            case "rootlessport", "rootlesskit", "rootlessport-child" ->
                    Optional.of("a container of a user (rootlesskit)");
            case "slirp4netns" -> Optional.of("a user's network namespace (slirp4netns)");
            case "pasta", "passt", "pasta.avx2", "passt.avx2" ->
                    Optional.of("a user's network namespace (passt)");
            case "gvproxy" -> Optional.of("a virtual machine (gvproxy)");
            case "ssh" -> Optional.of("a host reached by ssh");
            case "systemd-socket-proxyd" -> last(command);
            default -> Optional.empty();
        };
    }

    private static Optional<String> docker(List<String> command) {
        Optional<String> host = following(command, "-container-ip");
        Optional<String> port = following(command, "-container-port");
        return Optional.of(
                host.isEmpty() || port.isEmpty()
                        ? "a container (docker-proxy)"
                        : "container " + host.get() + ":" + port.get());
    }

    private static Optional<String> following(List<String> words, String option) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    private static Optional<String> last(List<String> command) {
        return command.size() < 2 ? Optional.empty() : Optional.of(command.getLast());
    }
}
