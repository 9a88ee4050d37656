package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;
import org.posthouse.conf.PasswordHash;
import org.posthouse.mail.Transfer;
import org.posthouse.nimail.ByHand;

/// NI MAIL through a whole server: letters by hand, octet by octet (docs/nimail.md).
@Timeout(120)
final class NimailServerTest {
    private static final String TAKEN = "004700"; // ER 00

    @TempDir Path room;

    private Server start(String toml) throws IOException {
        Conf conf =
                Conf.parse(
                        "test",
                        "host = \"relay.example\"\n[listen.nimail]\naddress = \"127.0.0.1:0\"\n"
                                + toml);
        Settings settings =
                Settings.from(conf, Optional.of(room.resolve("data")), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes()).isEmpty();
        return Server.start(settings);
    }

    private static ByHand call(Server server, int place) throws IOException {
        return new ByHand(server.places().get(place).listener().address().getPort());
    }

    private String awaitLetter(String user) throws IOException {
        Path folder = room.resolve("data/mail").resolve(user).resolve("new");
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
        throw new AssertionError("no letter for " + user);
    }

    /// The smallest letter there is; then another on the same connection, for a user at a host of
    /// ours in the other order of domains.
    @Test
    void lettersComeIntoMailboxes() throws Exception {
        try (Server server = start("");
                ByHand p = call(server, 0)) {
            assertThat(
                            p.hand(
                                    "fred@relay.example,",
                                    "",
                                    "From: sam@uk.ac.alpha",
                                    "",
                                    "body",
                                    ".",
                                    "end"))
                    .isEqualTo(TAKEN);
            p.stopped();
            assertThat(p.hand("jane@example.relay", "", "From: sam@uk.ac.alpha", "", "Hello"))
                    .isEqualTo(TAKEN);
            p.stopped();
            assertThat(awaitLetter("fred"))
                    .startsWith("Return-Path: <sam@alpha.ac.uk>\n")
                    .contains("with NIMAIL id ")
                    .endsWith("\nFrom: sam@alpha.ac.uk\n\nbody\n.\nend\n");
            assertThat(awaitLetter("jane")).endsWith("\n\nHello\n");
        }
    }

    /// At the port of files the mail service is called by its name, if the settings let it.
    @Test
    void mailCanBeCalledAtThePortOfFiles() throws Exception {
        String files = "[listen.niftp]\naddress = \"127.0.0.1:0\"\ntree = \"%s\"\n".formatted(room);
        try (Server server = start(files);
                ByHand p = call(server, 1)) {
            p.name("ftp.mail");
            assertThat(p.hand("fred@relay.example", "", "From: sam@uk.ac.alpha", "", "Hello"))
                    .isEqualTo(TAKEN);
            assertThat(awaitLetter("fred")).endsWith("\n\nHello\n");
        }
        try (Server server = start(files + "mail = false\n");
                ByHand p = call(server, 1)) {
            p.name("ftp.mail");
            p.say(ByHand.MAKE);
            assertThat(p.command()[0]).isEqualTo((byte) 0x03);
        }
    }

    /// Hands over a letter to one recipient.
    private static void push(ByHand p, String to, String subject) throws IOException {
        assertThat(p.hand(to, "", "From: sam@uk.ac.alpha", "Subject: " + subject, "", "Hello"))
                .isEqualTo(TAKEN);
        p.stopped();
    }

    private static final String COLLECT =
            """
            [[route]]
            to = "*.salford.ac.uk"
            send = "collect:salford"
            known-as = "relay.ac.uk"
            [collect.salford]
            addresses = ["127.0.0.1"]
            """;

    @Test
    void aHostComesForItsMail() throws Exception {
        try (Server server = start(COLLECT);
                ByHand p = call(server, 0)) {
            assertThat(p.fetched().getLast()).contains("No waiting mail now");
            for (int i = 1; i <= 3; i++) push(p, "joe@uk.ac.salford.r" + i, "letter " + i);
            List<String> first = p.fetched();
            assertThat(first.getFirst()).matches("joe@uk\\.ac\\.salford\\.r\\d");
            assertThat(first).contains("From: sam@uk.ac.alpha").endsWith("", "Hello");
            var subjects = new TreeSet<>(Set.of(ByHand.subject(first)));
            subjects.add(ByHand.subject(p.fetched()));
            subjects.add(ByHand.subject(p.fetched()));
            assertThat(subjects)
                    .containsExactly("Subject: letter 1", "Subject: letter 2", "Subject: letter 3");
            assertThat(p.fetched().getLast()).contains("No waiting mail now");
        }
    }

    /// STOP is what takes a letter out of the queue: without it the letter waits on.
    @Test
    void whatTheHostDoesNotAcknowledgeStays() throws Exception {
        try (Server server = start(COLLECT)) {
            try (ByHand p = call(server, 0)) {
                push(p, "joe@uk.ac.salford.cs", "one");
                assertThat(ByHand.subject(p.fetch())).isEqualTo("Subject: one");
                p.say(ByHand.ER);
            }
            try (ByHand p = call(server, 0)) {
                assertThat(ByHand.subject(p.fetched())).isEqualTo("Subject: one");
                assertThat(p.fetched().getLast()).contains("No waiting mail now");
            }
        }
    }

    @Test
    void nobodyElseGetsIt() throws Exception {
        try (Server server = start(COLLECT.replace("127.0.0.1", "10.9.0.1"));
                ByHand p = call(server, 0)) {
            push(p, "joe@uk.ac.salford.cs", "one");
            assertThat(p.fetched().getLast()).contains("No mail is kept for your host");
        }
    }

    @Test
    void aHostGivesItsPassword() throws Exception {
        String open = "addresses = [\"127.0.0.1\"]";
        String shut = "password = \"" + PasswordHash.of("pw", 1) + "\"";
        String asked = "04 03 00 22 01 00 01 22 80 01 44 32 02";
        try (Server server = start(COLLECT.replace(open, shut));
                ByHand p = call(server, 0)) {
            push(p, "joe@uk.ac.salford.cs", "one");
            assertThat(p.fetched().getLast()).contains("it has another password");
            assertThat(p.fetch("8f" + asked + "70 70").getFirst()).isEqualTo("RNEG");
            p.say("86 00 01 0f 22 10 01");
            assertThat(p.hear(7)).isEqualTo("8605010f221001");
            assertThat(ByHand.subject(p.fetch("8f" + asked + "70 77"))).isEqualTo("Subject: one");
        }
    }

    /// What is read while we look on, in the interface that the queue has too.
    @Test
    void transfersAreSeen() throws Exception {
        try (Server server = start(COLLECT);
                ByHand p = call(server, 0)) {
            push(p, "joe@uk.ac.salford.cs", "one");
            assertThat(ByHand.subject(p.fetch())).isEqualTo("Subject: one");
            assertThat(server.transfers().underWay())
                    .singleElement()
                    .satisfies(
                            seen -> {
                                assertThat(seen.protocol()).isEqualTo("NIMAIL");
                                assertThat(seen.direction()).isEqualTo(Transfer.Direction.OUT);
                                assertThat(seen.octets()).isPositive();
                            });
            p.say(ByHand.ER);
            p.stopped();
        }
    }
}
