package org.posthouse.whole;

import module java.base;

/// An Exim of our own on loopback, with its configuration and spool in a directory of ours; relays
/// all it takes to one host. `scripts/install-interop.sh` unpacks it.
final class Exim implements AutoCloseable {
    private static final String PROGRAM =
            System.getProperty("posthouse.exim", "/opt/posthouse-interop/exim/usr/sbin/exim4");

    private final Process process;
    private final int port;

    private Exim(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Exim relayingTo(int next, Path directory) throws Exception {
        int port = Program.freePort();
        Files.createDirectories(directory.resolve("spool"));
        Program.openUp(directory);
        Path configuration =
                Files.writeString(
                        directory.resolve("exim.conf"),
                        """
                        primary_hostname = exim.test
                        exim_path = %4$s
                        spool_directory = %1$s/spool
                        log_file_path = %1$s/log-%%slog
                        daemon_smtp_ports = %2$d
                        local_interfaces = 127.0.0.1
                        acl_smtp_rcpt = accept
                        acl_smtp_data = accept
                        message_size_limit = 60M
                        tls_advertise_hosts =
                        keep_environment =
                        queue_run_max = 5
                        begin routers
                        all:
                          driver = manualroute
                          transport = next
                          route_list = * 127.0.0.1
                          self = send
                        begin transports
                        next:
                          driver = smtp
                          port = %3$d
                          allow_localhost
                          hosts_try_fastopen =
                        begin retry
                        * * F,2h,1s
                        """
                                .formatted(directory, port, next, PROGRAM));
        Program.succeed(
                new byte[0], "chown", "-R", "Debian-exim:Debian-exim", directory.toString());
        Program.succeed(new byte[0], "chown", "root", configuration.toString());
        Process process =
                new ProcessBuilder(PROGRAM, "-C", configuration.toString(), "-bdf", "-q1s")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("out").toFile())
                        .start();
        Await.until("Exim listens", () -> ServerProcess.listens(port));
        return new Exim(process, port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        Processes.ended(process);
    }
}
