package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our MTP sender and receivers that someone else wrote from the RFCs: every scheme, both dialects,
/// every way to write a reply, proposals, full tables and failures at each step.
@Tag("interop")
final class MtpSenderInteropTest {
    private static final String TEXT =
            """
            From: a@first.test
            To: b@peer
            Subject: periods
            Date: Sat, 21 Nov 2026 20:00:00 +0000
            Message-ID: <periods@first.test>

            .
            ..
            .leading
            MAIL FROM:<x@y>

            end
            """
                    .replace("\n", "\r\n");

    @TempDir private Path directory;

    /// A host, how it behaves, and how many transmissions of the text it should get for three
    /// recipients.
    private record Host(String name, int texts, String options) {}

    private static final List<Host> HOSTS =
            List.of(
                    new Host("RT780", 1, "--schemes RT"),
                    new Host("TR780", 1, "--schemes TR"),
                    new Host("R780", 1, "--schemes R --wordy"),
                    new Host("T780", 1, "--schemes T --wordy"),
                    new Host("FULL", 1, "--schemes R --full"),
                    new Host("LOWER", 1, "--schemes T --lower"),
                    new Host("SLOW", 1, "--greeting 120"),
                    new Host("NONE780", 3, "--without MRSQ,MRCP"),
                    new Host("NOHELP", 3, "--without MRSQ,MRCP,HELP"),
                    new Host("NOR", 1, "--schemes RT --fail mrsqR=504"),
                    new Host("NOT", 1, "--schemes TR --fail mrsqT=504"),
                    new Host("NEITHER", 3, "--fail mrsqR=504 --fail mrsqT=504"),
                    new Host("NOQUERY", 3, "--fail mrsq?=500"),
                    new Host("FORWARDS", 1, "--propose u2=151:u2@ELSEWHERE"),
                    new Host("FORWT", 1, "--schemes T --propose u2=151:u2@ELSEWHERE"),
                    new Host("FORWNONE", 3, "--without MRSQ --propose u2=151:u2@ELSEWHERE"));

    private static final List<Host> OLD_HOSTS =
            List.of(
                    new Host("RT772", 1, "--schemes RT"),
                    new Host("TR772", 1, "--schemes TR --noise"),
                    new Host("R772", 1, "--schemes R --wordy"),
                    new Host("T772", 1, "--schemes T --wordy --noise"),
                    new Host("SLOW772", 1, "--greeting 120 --noise"),
                    new Host("NONE772", 3, "--without MRSQ,MRCP"),
                    new Host("FORW772", 1, "--schemes R --propose u2=151:u2@ELSEWHERE"),
                    new Host("FORWT772", 1, "--schemes T --propose u2=151:u2@ELSEWHERE"),
                    new Host("FORWN772", 3, "--without MRSQ --propose u2=151:u2@ELSEWHERE"));

    @Test
    void hostsOfEveryKindGetTheirMailOnce() throws Exception {
        deliverTo(HOSTS, "780", "");
    }

    @Test
    void hostsOfTheOlderProtocolDoToo() throws Exception {
        deliverTo(OLD_HOSTS, "772", "?dialect=rfc772");
    }

    @Test
    void theOlderProtocolIsRecognised() throws Exception {
        deliverTo(OLD_HOSTS, "772", "?dialect=auto");
    }

    @Test
    void aFullTableSplitsTheRecipients() throws Exception {
        Host host = new Host("TABLE", 5, "--schemes R --table 10");
        Host old = new Host("OLDTABLE", 5, "--schemes R --table 10");
        try (MtpPeer peer = start(host, "780");
                MtpPeer oldPeer = start(old, "772");
                Destination us =
                        Destination.start(
                                directory.resolve("us"),
                                "first.test",
                                route(host, peer, "") + route(old, oldPeer, "?dialect=rfc772"))) {
            for (Host to : List.of(host, old)) {
                send(us, IntStream.rangeClosed(1, 50).mapToObj(n -> "u" + n + "@" + to.name));
            }
            for (MtpPeer at : List.of(peer, oldPeer)) {
                at.awaitRecipients(50);
                assertThat(at.recipients()).hasSize(50).doesNotHaveDuplicates();
                assertThat(at.sharing()).containsExactly(10L, 10L, 10L, 10L, 10L);
                assertThat(at.violations()).isEmpty();
            }
        }
    }

    @Test
    void whatFailsForNowIsTriedAgain() throws Exception {
        deliverTo(
                List.of(
                        new Host("G421", 1, "--fail greeting=421x1"),
                        new Host("M450", 1, "--fail mail=450x1"),
                        new Host("M421", 1, "--fail mail=421x1"),
                        new Host("MCLOSE", 1, "--fail mail=closex1"),
                        new Host("X451", 1, "--fail text=451x1"),
                        new Host("X452", 1, "--fail text=452x1"),
                        new Host("XCLOSE", 1, "--fail text=closex1"),
                        new Host("C450", 1, "--fail mrcp=450x3"),
                        new Host("U450", 2, "--fail mrcp:u2=450x1"),
                        new Host("U451T", 2, "--schemes T --fail mrcp:u2=451x1"),
                        new Host("Q421", 1, "--fail mrsq=421x1"),
                        new Host("QCLOSE", 1, "--fail mrsq=closex1")),
                "780",
                "");
    }

    @Test
    void whatFailsForGoodIsReported() throws Exception {
        List<Host> hosts =
                List.of(
                        new Host("R550", 1, "--schemes R --fail mrcp:u2=550"),
                        new Host("T553", 1, "--schemes T --fail mrcp:u2=553"),
                        new Host("N550", 2, "--without MRSQ --fail mail:u2=550"),
                        new Host("A152", 1, "--schemes R --propose u2=152"),
                        new Host("B152", 1, "--schemes T --propose u2=152"),
                        new Host("C152", 2, "--without MRSQ --propose u2=152"));
        withHosts(
                hosts,
                "780",
                "",
                (us, peers) -> {
                    for (Peer peer : peers) {
                        Host host = peer.host;
                        send(us, three(host));
                        peer.at.awaitRecipients(2);
                        assertThat(new String(us.awaitLetter("a"), StandardCharsets.UTF_8))
                                .as(host.name)
                                .containsIgnoringCase("u2@" + host.name);
                        assertThat(peer.at.recipients()).as(host.name).hasSize(2);
                        assertThat(peer.at.texts()).as(host.name).isEqualTo(host.texts);
                        assertThat(peer.at.violations()).as(host.name).isEmpty();
                    }
                });
    }

    @Test
    void aRefusedTextFailsForAll() throws Exception {
        List<Host> hosts =
                List.of(
                        new Host("R552", 0, "--schemes R --fail text=552"),
                        new Host("T552", 0, "--schemes T --fail text=552"),
                        new Host("N552", 0, "--without MRSQ --fail text=552"));
        withHosts(
                hosts,
                "780",
                "",
                (us, peers) -> {
                    for (Peer peer : peers) {
                        Host host = peer.host;
                        send(us, three(host));
                        String notice = new String(us.awaitLetter("a"), StandardCharsets.UTF_8);
                        assertThat(notice)
                                .containsIgnoringCase("u1@" + host.name)
                                .containsIgnoringCase("u2@" + host.name)
                                .containsIgnoringCase("u3@" + host.name);
                        assertThat(peer.at.recipients()).isEmpty();
                        assertThat(peer.at.violations()).isEmpty();
                    }
                });
    }

    // ------------------------------------------------------------------------------------------

    /// A host and the process that plays it.
    private record Peer(Host host, MtpPeer at) {}

    private interface Trial {
        void run(Destination us, List<Peer> peers) throws Exception;
    }

    private void deliverTo(List<Host> hosts, String dialect, String query) throws Exception {
        withHosts(
                hosts,
                dialect,
                query,
                (us, peers) -> {
                    for (Peer peer : peers) send(us, three(peer.host));
                    for (Peer peer : peers) {
                        Host host = peer.host;
                        peer.at.awaitRecipients(3);
                        assertThat(peer.at.recipients())
                                .as(host.name)
                                .containsExactlyElementsOf(three(host).toList());
                        assertThat(peer.at.violations()).as(host.name).isEmpty();
                        assertThat(peer.at.texts()).as(host.name).isEqualTo(host.texts);
                        assertThat(new String(peer.at.text(1), StandardCharsets.US_ASCII))
                                .as(host.name)
                                .endsWith(TEXT);
                    }
                });
    }

    private void withHosts(List<Host> hosts, String dialect, String query, Trial trial)
            throws Exception {
        List<Peer> peers = new ArrayList<>();
        try {
            for (Host host : hosts) peers.add(new Peer(host, start(host, dialect)));
            String routes =
                    peers.stream()
                            .map(peer -> route(peer.host, peer.at, query))
                            .collect(Collectors.joining());
            try (Destination us =
                    Destination.start(directory.resolve("us"), "first.test", routes)) {
                trial.run(us, peers);
            }
        } finally {
            peers.forEach(peer -> peer.at.close());
        }
    }

    private MtpPeer start(Host host, String dialect) throws IOException {
        List<String> options = new ArrayList<>(List.of(host.options.split(" ")));
        options.addAll(List.of("--dialect", dialect));
        return MtpPeer.receiver(
                directory.resolve(host.name), host.name, options.toArray(String[]::new));
    }

    private static String route(Host host, MtpPeer peer, String query) {
        return """
        [[route]]
        to = "%s"
        send = "mtp://127.0.0.1:%d%s"
        retry = ["1s"]
        shape = { style = "none" }
        """
                .formatted(host.name, peer.port(), query);
    }

    private static Stream<String> three(Host host) {
        return Stream.of("u1", "u2", "u3").map(user -> user + "@" + host.name);
    }

    private void send(Destination us, Stream<String> recipients) throws Exception {
        Path file = Files.writeString(directory.resolve("letter"), TEXT);
        var command = new ArrayList<String>();
        command.addAll(List.of("curl", "--silent", "--show-error"));
        command.add("smtp://127.0.0.1:" + us.port("SMTP") + "/first.test");
        command.addAll(List.of("--mail-from", "a@first.test"));
        recipients.forEach(to -> command.addAll(List.of("--mail-rcpt", to)));
        command.addAll(List.of("--upload-file", file.toString()));
        Program.succeed(new byte[0], command.toArray(String[]::new));
    }
}
