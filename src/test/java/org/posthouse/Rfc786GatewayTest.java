package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;

/// RFC 786 with whole servers: SRI-NIC speaks MTP, UCL speaks NI MAIL to the world, and ISIE is the
/// gateway between them.
@Timeout(120)
final class Rfc786GatewayTest {
    @TempDir Path room;
    private final List<Server> servers = new ArrayList<>();
    private final Map<String, List<Integer>> ports = new HashMap<>();

    @BeforeEach
    void open() throws IOException {
        start("sri-nic", "isie", "[local]\nusers = [\"sam\"]\n");
        start("ucl.ac.uk", "isie", "");
        start(
                "isie",
                "UK.AC.UCL",
                """
                [[route]]
                to = "sri-nic"
                send = "mtp://127.0.0.1:%d"
                [[route]]
                to = "ucl.ac.uk"
                send = "nimail://127.0.0.1:%d?mapping=straight"
                """
                        .formatted(port("sri-nic", 0), port("ucl.ac.uk", 1)));
        servers.get(1)
                .reload(
                        settings(
                                "ucl.ac.uk",
                                "isie",
                                """
                                [[route]]
                                to = "isie"
                                send = "nimail://127.0.0.1:%d?mapping=straight"
                                """
                                        .formatted(port("isie", 1))));
    }

    private void start(String host, String caller, String toml) throws IOException {
        Server server = Server.start(settings(host, caller, toml));
        servers.add(server);
        ports.put(
                host,
                server.places().stream()
                        .map(place -> place.listener().address().getPort())
                        .toList());
    }

    private int port(String host, int place) {
        return Objects.requireNonNull(ports.get(host)).get(place);
    }

    private Settings settings(String host, String caller, String toml) {
        String listeners =
                """
                host = "%s"
                [listen.mtp]
                address = "127.0.0.1:0"
                [listen.nimail]
                address = "127.0.0.1:0"
                callers = ["127.0.0.1 %s"]
                """
                        .formatted(host, caller);
        Conf conf = Conf.parse(host, listeners + toml);
        Settings settings =
                Settings.from(conf, Optional.of(room.resolve(host)), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes()).isEmpty();
        return settings;
    }

    @AfterEach
    void close() {
        servers.reversed().forEach(Server::close);
    }

    /// Hands a letter to a host by MTP.
    private void send(String host, String from, String to) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port(host, 0));
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(30_000);
            in.readLine();
            say(socket, "MAIL FROM:<%s> TO:<%s>\r\n".formatted(from, to));
            assertThat(in.readLine()).startsWith("354");
            say(socket, "From: %s\r\nSubject: cheese\r\n\r\nHello\r\n.\r\n".formatted(from));
            assertThat(in.readLine()).startsWith("250");
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String letter(String host, String user) throws IOException {
        Path folder = room.resolve(host).resolve("mail").resolve(user).resolve("new");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    Optional<Path> first = files.findFirst();
                    if (first.isPresent()) return Files.readString(first.get());
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("no letter for " + user + " at " + host);
    }

    @Test
    void fromMtpToNiMailWithOurViaAboveIt() throws IOException {
        send("isie", "sam@SRI-NIC", "@isie,joe@ucl.ac.uk");
        assertThat(letter("ucl.ac.uk", "joe"))
                .startsWith("Return-Path: <@isie:sam@SRI-NIC>\n")
                .containsPattern(
                        "\nVia: isie ; .* \\(Posthouse\\)\nVia: isie; ..-[A-Z][a-z]{2}-.. ")
                .contains("\nFrom: sam@SRI-NIC\n");
    }

    @Test
    void fromNiMailToMtpTheGatewayIsTheSender() throws IOException {
        send("ucl.ac.uk", "pat@ucl.ac.uk", "@isie,sam@sri-nic");
        assertThat(letter("sri-nic", "sam"))
                .startsWith("Return-Path: <NIMAIL@isie>\n")
                .containsPattern("\nVia: UCL\\.AC\\.UK ; .*\nVia: ucl\\.ac\\.uk; .*\n")
                .contains("\nFrom: pat@ucl.ac.uk\n");
    }

    /// The way back stayed with the message.
    @Test
    void whatCannotBeDeliveredIsReportedToTheWriter() throws IOException {
        send("ucl.ac.uk", "pat@ucl.ac.uk", "@isie,nobody@sri-nic");
        assertThat(letter("ucl.ac.uk", "pat"))
                .startsWith("Return-Path: <>\n")
                .containsIgnoringCase("nobody");
    }

    /// What MTP has to say of a letter later.
    @Test
    void mailForTheGatewayIsThePostmasters() throws IOException {
        send("isie", "MTP@sri-nic", "NIMAIL@isie");
        assertThat(letter("isie", "postmaster")).contains("Subject: cheese\n");
    }
}
