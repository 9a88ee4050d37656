package org.posthouse.whole;

import module java.base;

/// A Postfix of our own on loopback, with its configuration and queue in a directory of ours;
/// relays all it takes to one host. Needs root, as Postfix does.
final class Postfix implements AutoCloseable {
    private final Path directory;
    private final int port;

    private Postfix(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    static Postfix relayingTo(int next, Path directory) throws Exception {
        return relayingTo(next, directory, "");
    }

    /// @param further lines of main.cf
    static Postfix relayingTo(int next, Path directory, String further) throws Exception {
        int port = Program.freePort();
        Path configuration = Files.createDirectories(directory.resolve("etc"));
        Files.createDirectories(directory.resolve("queue"));
        Path data = Files.createDirectories(directory.resolve("data"));
        Program.openUp(directory);
        Program.succeed(new byte[0], "chown", "postfix", data.toString());
        Files.writeString(
                configuration.resolve("main.cf"),
                """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                mail_owner = postfix
                setgid_group = postdrop
                myhostname = postfix.test
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                smtpd_relay_restrictions = permit_mynetworks, reject
                relayhost = [127.0.0.1]:%2$d
                smtp_host_lookup = native
                message_size_limit = 60000000
                mailbox_size_limit = 0
                maillog_file = /dev/stdout
                """
                        .formatted(directory, next));
        Files.writeString(
                configuration.resolve("master.cf"),
                """
                127.0.0.1:%d inet n - n - - smtpd
                pickup  unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr    unix n - n 300 1 qmgr
                tlsmgr  unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce  unix - - n - 0 bounce
                defer   unix - - n - 0 bounce
                trace   unix - - n - 0 bounce
                verify  unix - - n - 1 verify
                flush   unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                smtp    unix - - n - - smtp
                relay   unix - - n - - smtp
                error   unix - - n - - error
                retry   unix - - n - - error
                discard unix - - n - - discard
                local   unix - n n - - local
                virtual unix - n n - - virtual
                lmtp    unix - - n - - lmtp
                anvil   unix - - n - 1 anvil
                scache  unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """
                        .formatted(port));
        Files.writeString(
                configuration.resolve("main.cf"),
                "maillog_file_prefixes = /\n",
                StandardOpenOption.APPEND);
        Files.writeString(
                configuration.resolve("main.cf"),
                "maillog_file = " + directory + "/log\n",
                StandardOpenOption.APPEND);
        Files.writeString(configuration.resolve("main.cf"), further, StandardOpenOption.APPEND);
        Program.succeed(new byte[0], "postfix", "-c", configuration.toString(), "start");
        var postfix = new Postfix(directory, port);
        Await.until("Postfix listens", () -> ServerProcess.listens(port));
        return postfix;
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        Program.run(new byte[0], "postfix", "-c", directory.resolve("etc").toString(), "stop");
    }
}
