package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.control.ControlServer;
import org.posthouse.control.QueueDoor;
import org.posthouse.control.Schedule;
import org.posthouse.control.SpoolQueue;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.State;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Xtext;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;
import org.posthouse.spool.rocks.RocksSpool;
import org.slf4j.LoggerFactory;

/// The commands on the queue as a person sees them, on a real spool without a server and with one.
final class QueueCommandTest {
    private static final Waiting WAITING =
            new Waiting(
                    3,
                    Instant.parse("2096-11-21T13:00:00Z"),
                    Optional.empty(),
                    Optional.of(
                            new Diagnosis("4.2.0", "relay.example", "450 4.2.0 busy\u001b[2J")));

    private final Instant arrival = Instant.now().minus(Duration.ofMinutes(125));

    @TempDir Path data;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private Terminal terminal = terminal();

    private static final Schedule NOBODY =
            new Schedule() {
                @Override
                public void added(Collection<Due> entries) {}

                @Override
                public void flush(Optional<String> destination) {}
            };

    @BeforeAll
    static void beQuiet() {
        ((Logger) LoggerFactory.getLogger("org.posthouse.control")).setLevel(Level.WARN);
    }

    private Terminal terminal() {
        Doors doors = (_, where) -> door(where.orElse(data));
        return new Terminal(QueueCommand.line(doors, octets), SpoolCommand.line(doors));
    }

    private static QueueDoor door(Path data) {
        return new QueueDoor(
                data,
                "here.example",
                QueueCommandTest::open,
                QueueCommandTest::notice,
                _ -> new RecordingIntake());
    }

    private static Spool open(Path data) throws IOException {
        return RocksSpool.open(data.resolve("spool"), SpoolSettings.defaults().withReserve(0));
    }

    private static Shard.Notice notice(Shard shard, Message message, List<Recipient> failed)
            throws IOException {
        var draft = shard.draft();
        draft.write(new byte[] {'x'}, 0, 1);
        var to = ((ReversePath.Sender) message.from()).path();
        return new Shard.Notice(
                draft,
                new Envelope(
                        new ReversePath.Null(),
                        List.of(new Recipient(0, to, Waiting.fresh(Instant.now())))),
                new Message.Origin(Peer.ourselves("here.example"), Instant.now()));
    }

    private int run(String... words) {
        terminal = terminal();
        return terminal.run(words);
    }

    private static MailPath path(String address) {
        int at = address.indexOf('@');
        return MailPath.to(
                new Mailbox(address.substring(0, at), new Host.Name(address.substring(at + 1))));
    }

    private MessageId put(String from, String text, Map<String, State> to) throws IOException {
        try (Spool spool = open(data)) {
            return put(spool, from, text, to);
        }
    }

    private MessageId put(Spool spool, String from, String text, Map<String, State> to)
            throws IOException {
        var recipients = new ArrayList<Recipient>();
        new TreeMap<>(to)
                .forEach(
                        (address, state) ->
                                recipients.add(
                                        new Recipient(recipients.size(), path(address), state)));
        Shard shard = spool.forArrival();
        try (var draft = shard.draft()) {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            draft.write(octets, 0, octets.length);
            var peer = new Peer(InetAddress.ofLiteral("127.0.0.1"), "ESMTP", "client.example");
            return shard.accept(
                    draft,
                    new Envelope(new ReversePath.Sender(path(from)), recipients),
                    new Message.Origin(peer, arrival));
        }
    }

    @Test
    void listReadsWellAt80Columns() throws IOException {
        MessageId one =
                put(
                        "alice@example.org",
                        "x".repeat(1234),
                        Map.of(
                                "bob@slow.example", WAITING,
                                "carol.with.a.long.name@slow.example", WAITING,
                                "dave.with.a.long.name@slow.example", WAITING,
                                "erin@slow.example", new Delivered(arrival, "x", "250 ok")));
        MessageId two = put("a@b", "x", Map.of("c@d", new Held("ask Jon", Waiting.fresh(arrival))));
        assertThat(run("queue", "list")).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        ID             AGE  SIZE STATE   TRIES NEXT SENDER
                        %s   2h  1.2K waiting     3 %s <alice@example.org>
                            <bob@slow.example> <carol.with.a.long.name@slow.example>
                            <dave.with.a.long.name@slow.example>
                            450 4.2.0 busy\\x1b[2J (relay.example)
                        %s   2h     1 held        0    - <a@b>
                            <c@d>
                            ask Jon
                        2 messages
                        """
                                .formatted(one, until(WAITING.next()), two));
        assertThat(terminal.out().lines()).allMatch(line -> line.length() <= 80);
    }

    private static String until(Instant next) {
        return "%4s".formatted(Units.until(next, Instant.now()));
    }

    @Test
    void listStopsAtItsLimitAndSaysHowToGoOn() throws IOException {
        var ids = new ArrayList<MessageId>();
        try (Spool spool = open(data)) {
            for (int i = 0; i < 5; i++) ids.add(put(spool, "a@b", "x", Map.of("c@d", WAITING)));
        }
        assertThat(run("queue", "list", "--limit", "2", "--json")).isZero();
        assertThat(terminal.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
        assertThat(terminal.err()).contains("--after " + ids.get(1));
        assertThat(run("queue", "list", "--after", ids.get(1).toString(), "--json")).isZero();
        assertThat(terminal.out().lines()).hasSize(3);
        assertThat(run("queue", "list", "--all", "--limit", "1", "--json")).isZero();
        assertThat(terminal.out().lines()).hasSize(5);
    }

    @Test
    void showTellsEverything() throws IOException {
        MessageId id = put("a@b", "hello\r\n", Map.of("c@d", WAITING));
        assertThat(run("queue", "show", id.toString())).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        %s
                          sender    <a@b>
                          arrived   %s, 2h ago
                          from      client.example [127.0.0.1] by ESMTP
                          size      7 octets, longest line 7, seven-bit, passed on by 0 hosts
                          <c@d>
                              waiting: 3 attempts, next 2096-11-21T13:00:00Z (%s)
                              last: 450 4.2.0 busy\\x1b[2J (relay.example)
                        """
                                .formatted(
                                        id, shown(id), Units.until(WAITING.next(), Instant.now())));
        assertThat(run("queue", "show", "0000000000000")).isEqualTo(1);
        assertThat(terminal.err()).startsWith("0000000000000 is not in the queue");
        assertThat(run("queue", "show", "--json", id.toString())).isZero();
        assertThat(terminal.out()).contains("\"recipients\":[{\"number\":0,\"path\":\"<c@d>\"");
    }

    @Test
    void showTellsWhatTheSenderAskedFor() throws IOException {
        var request =
                new Request(
                        Notify.parse("SUCCESS,FAILURE").orElseThrow(),
                        OriginalRecipient.parse("rfc822;C@d"));
        var reporting =
                new Reporting(
                        Optional.of(Reporting.Ret.HDRS), Xtext.read("Q+2B1"), List.of(path("b@c")));
        MessageId id;
        try (Spool spool = open(data);
                var draft = spool.forArrival().draft()) {
            var envelope =
                    new Envelope(
                            new ReversePath.Sender(path("a@b")),
                            reporting,
                            List.of(new Recipient(0, path("c@d"), request, WAITING)));
            var peer = new Peer(InetAddress.ofLiteral("127.0.0.1"), "ESMTP", "client.example");
            id = spool.forArrival().accept(draft, envelope, new Message.Origin(peer, arrival));
        }
        assertThat(run("queue", "show", id.toString())).isZero();
        assertThat(terminal.out())
                .contains(
                        "\n  ret       HDRS\n  envid     Q+2B1\n  ack to    <b@c>\n",
                        "\n  <c@d>\n      notify SUCCESS,FAILURE\n      orcpt rfc822;C@d\n");
        assertThat(run("queue", "show", "--json", id.toString())).isZero();
        assertThat(terminal.out())
                .contains(
                        "\"ret\":\"HDRS\",\"envid\":\"Q+2B1\",\"acknowledge-to\":[\"<b@c>\"]",
                        "\"notify\":\"SUCCESS,FAILURE\",\"orcpt\":\"rfc822;C@d\"");
    }

    private Instant shown(MessageId id) throws IOException {
        try (Spool spool = open(data)) {
            return spool.forArrival().find(id).orElseThrow().origin().arrival();
        }
    }

    @Test
    void catWritesOctets() throws IOException {
        MessageId id = put("a@b", "Jürgen\r\n\0", Map.of("c@d", WAITING));
        assertThat(run("queue", "cat", id.toString())).isZero();
        assertThat(octets.toString(StandardCharsets.UTF_8)).isEqualTo("Jürgen\r\n\0");
        assertThat(run("queue", "cat", "0000000000000")).isEqualTo(1);
    }

    @Test
    void workSaysHowManyWereDone() throws IOException {
        MessageId one = put("a@b", "x", Map.of("c@d", WAITING, "e@f", WAITING));
        MessageId two = put("g@h", "x", Map.of("c@d", WAITING));
        assertThat(run("queue", "hold", one.toString(), "0000000000000")).isEqualTo(1);
        assertThat(terminal.out()).isEqualTo("2 recipients in 1 message held.\n");
        assertThat(terminal.err()).startsWith("0000000000000 is not in the queue");
        assertThat(run("queue", "retry", one.toString())).isEqualTo(1);
        assertThat(terminal.err()).isEqualTo(one + " is held; release it first\n");
        assertThat(run("queue", "retry", "--destination", "d")).isZero();
        assertThat(terminal.out())
                .isEqualTo("1 recipient in 1 message due now.\n" + Worked.NO_SERVER + "\n");
        assertThat(run("queue", "release", "--destination", "f", "--json")).isZero();
        assertThat(terminal.out())
                .isEqualTo("{\"messages\":1,\"recipients\":1,\"left\":0,\"undone\":[]}\n");
        assertThat(run("queue", "bounce", "--sender", "g@h")).isZero();
        assertThat(terminal.out()).isEqualTo("1 recipient in 1 message returned.\n");
        assertThat(run("queue", "bounce", "--sender", "<>")).isEqualTo(1);
        assertThat(terminal.err()).contains("is itself a notice");
        assertThat(run("queue", "delete", "--sender", "nobody@h")).isZero();
        assertThat(terminal.out()).isEqualTo("Nothing to do.\n");
        assertThat(run("queue", "delete", "--all")).isZero();
        assertThat(terminal.out()).isEqualTo("3 recipients in 2 messages deleted.\n");
        assertThat(run("queue", "show", two.toString())).isEqualTo(1);
        assertThat(run("queue", "list")).isZero();
        assertThat(terminal.out()).isEqualTo("Nothing.\n");
    }

    @Test
    void whatIsForgottenDoesNotMeanEverything() throws IOException {
        MessageId id = put("a@b", "x", Map.of("c@d", WAITING));
        for (String work : List.of("retry", "hold", "release", "delete", "bounce")) {
            assertThat(run("queue", work)).isEqualTo(2);
            assertThat(terminal.err()).contains("or --all");
            assertThat(run("queue", work, id.toString(), "--all")).isEqualTo(2);
            assertThat(run("queue", work, "--all", "--sender", "<>")).isEqualTo(2);
            assertThat(run("queue", work, "--sender", "nobody")).isEqualTo(2);
            assertThat(run("queue", work, "3KQ")).isEqualTo(2);
            assertThat(terminal.err()).contains("is no id");
        }
        assertThat(run("queue", "list", "--state", "asleep")).isEqualTo(2);
        assertThat(run("queue", "list", "--older-than", "old")).isEqualTo(2);
        assertThat(run("queue", "list", "--limit", "0")).isEqualTo(2);
        assertThat(run("queue", "list", "--data", data.resolve("typo").toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("no data directory");
        assertThat(data.resolve("typo")).doesNotExist();
        assertThat(run("queue", "show", id.toString())).isZero();
    }

    @Test
    void summaryAndFlush() throws IOException {
        put("a@b", "x", Map.of("c@d", WAITING, "e@d", WAITING, "f@g", WAITING));
        assertThat(run("queue", "summary")).isZero();
        assertThat(terminal.out().lines())
                .containsExactly(
                        "DESTINATION                                WAITING      HELD   OLDEST"
                                + "     NEXT",
                        "d                                                2         0       2h"
                                + " %8s".formatted(Units.until(WAITING.next(), Instant.now())),
                        "g                                                1         0       2h"
                                + " %8s".formatted(Units.until(WAITING.next(), Instant.now())),
                        "1 message");
        assertThat(run("queue", "flush", "--destination", "D")).isZero();
        assertThat(terminal.out()).startsWith("Flushed 1 destination.\n");
        assertThat(run("queue", "flush", "--destination", "x")).isEqualTo(1);
        assertThat(run("queue", "flush", "--destination", "*.x")).isEqualTo(2);
        assertThat(run("queue", "flush", "--json")).isZero();
        assertThat(terminal.out()).isEqualTo("{\"destinations\":2}\n");
    }

    @Test
    void aServerThatRunsIsAsked() throws IOException {
        try (Spool spool = open(data)) {
            MessageId id = put(spool, "a@b", "x", Map.of("c@d", WAITING));
            assertThat(run("queue", "list")).isEqualTo(75);
            assertThat(terminal.err()).contains("try again");
            var work =
                    SpoolQueue.inServer(
                            spool, NOBODY, QueueCommandTest::notice, new RecordingIntake());
            try (var _ = ControlServer.open(data, work, Map.of())) {
                assertThat(run("queue", "list")).isZero();
                assertThat(terminal.out()).contains(id.toString());
                assertThat(run("queue", "retry", id.toString())).isZero();
                assertThat(terminal.out()).isEqualTo("1 recipient in 1 message due now.\n");
                assertThat(run("spool", "check")).isZero();
                assertThat(terminal.out()).isEqualTo("all well: 1 message\n");
            }
        }
    }

    @Test
    void theSpoolGoesOutAndComesBack(@TempDir Path room) throws IOException {
        MessageId one = put("a@b", "hello\r\n", Map.of("c@d", WAITING));
        MessageId two = put("a@b", "", Map.of("c@d", new Held("x", WAITING)));
        Path files = room.resolve("queue");
        assertThat(run("spool", "check")).isZero();
        assertThat(terminal.out()).isEqualTo("all well: 2 messages\n");
        assertThat(run("spool", "export", files.toString())).isZero();
        assertThat(terminal.out()).isEqualTo("2 messages written to " + files + "\n");
        assertThat(run("spool", "export", files.toString())).isEqualTo(2);
        Path other = Files.createDirectory(room.resolve("data"));
        assertThat(run("spool", "import", "--data", other.toString(), files.toString())).isZero();
        assertThat(terminal.out()).isEqualTo("2 messages taken in\n");
        Path again = room.resolve("again");
        assertThat(run("spool", "export", "--data", other.toString(), again.toString())).isZero();
        for (MessageId id : List.of(one, two)) {
            for (String suffix : List.of(".control", ".text"))
                assertThat(again.resolve(id + suffix))
                        .hasSameBinaryContentAs(files.resolve(id + suffix));
        }
        assertThat(run("spool", "export", "--nimail", room.resolve("n").toString())).isZero();
        assertThat(terminal.out()).isEqualTo("2 letters written to " + room.resolve("n") + "\n");
        Files.writeString(files.resolve(one + ".control"), "FILE:x\n", StandardOpenOption.APPEND);
        assertThat(run("spool", "import", files.toString())).isEqualTo(1);
        assertThat(terminal.err()).contains(one + ".control:").contains("FILE: stands there twice");
        assertThat(terminal.out())
                .contains("now has the id")
                .endsWith("1 message taken in, 1 file with mistakes\n");
    }
}
