package org.posthouse.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import static java.nio.charset.StandardCharsets.US_ASCII;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.conf.Conf;
import org.posthouse.conf.Query;
import org.posthouse.dispatch.AliasSettings;
import org.posthouse.dispatch.Aliases;
import org.posthouse.dispatch.DispatchSettings;
import org.posthouse.dispatch.Names;
import org.posthouse.dispatch.Routes;
import org.posthouse.dispatch.Scheme;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Posted;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc780Path;
import org.posthouse.mail.Verdict;
import org.posthouse.mail.Xtext;
import org.posthouse.policy.PolicySettings;
import org.posthouse.policy.Relaying;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;
import org.posthouse.spool.rocks.RocksSpool;

/// Whom we take mail for, and where it goes on to.
final class ReceptionTest {
    private static final String TOML =
            """
            host = "here.example"
            [[route]]
            to = ["ai", "mc"]
            send = "mtp://ai:57"
            known-as = "gate"
            shape = { addresses = "percent" }
            [[route]]
            to = ["b.example", "c.example"]
            send = "smtp://relay:25"
            [local]
            users = ["joe", "u5"]
            forward = ["Waldo: waldo@b.example", "jack: jill", "x: y@here.example",
                "jill: Joe@here.example", "ring: ring2@here.example", "ring2: ring@here.example"]
            [policy]
            relay = ["127.0.0.0/8", "10.3.0.0/16"]
            relay-to = ["c.example"]
            """;
    private static final Peer OLD = peer("10.3.0.6");
    private static final Peer STRANGER = peer("192.0.2.7");
    private static final ReversePath FROM = new ReversePath.Sender(path("a@b.example"));
    private static final MailPath BACK = path("@mc,a@b.example");

    @TempDir Path data;
    private Spool spool;
    private Aliases aliases;
    private Reception reception;

    private static Peer peer(String address) {
        return new Peer(InetAddress.ofLiteral(address), "MTP", "");
    }

    private static MailPath path(String text) {
        return ((PathReading.Understood) Rfc780Path.read("<" + text + ">")).path();
    }

    @BeforeEach
    void open() throws IOException {
        spool = RocksSpool.open(data, SpoolSettings.defaults().withReserve(0));
        aliases = new Aliases(spool.registers(), AliasSettings.defaults(), InstantSource.system());
        Conf conf = Conf.parse("t.toml", TOML.replace("jack: jill\"", "jack: jill@here.example\""));
        Routes routes =
                Routes.from(
                        conf.root(),
                        Names.from(conf.root()),
                        data,
                        List.of(
                                Scheme.host("smtp", Query.NONE),
                                Scheme.host("mtp", Query.NONE),
                                Scheme.place("maildir")),
                        DispatchSettings.defaults());
        var local = conf.root().table("local");
        var rules =
                new Reception.Rules(
                        routes,
                        new Relaying(PolicySettings.from(conf.root().table("policy"))),
                        LocalUsers.from(local),
                        Forwards.from(local));
        assertThat(conf.mistakes()).isEmpty();
        reception = new Reception("here.example", spool, rules, aliases, _ -> {});
    }

    @AfterEach
    void close() {
        spool.close();
    }

    private Verdict route(Peer peer, String to) {
        return reception.route(peer, FROM, path(to));
    }

    /// Where mail to a path is queued for.
    private String queued(String to) throws IOException {
        try (var text = reception.arrive()) {
            var accepted = (Verdict.Accepted) reception.post(OLD, FROM, List.of(path(to)), text);
            return spool.forArrival().recipients(accepted.id()).stream()
                    .map(Recipient::path)
                    .map(MailPath::toString)
                    .collect(Collectors.joining(" "));
        }
    }

    // --- relaying (RFC 780 section 3.2)

    @Test
    void ourOwnNamesAreTakenOffTheReceiverPath() throws IOException {
        assertThat(queued("@here.example,@gate,@mc,foo@ai")).isEqualTo("@mc,foo@ai");
        assertThat(queued("@GATE,joe@localhost")).isEqualTo("joe@localhost");
        assertThat(queued("@mc,@here.example,joe@gate")).isEqualTo("@mc,@here.example,joe@gate");
    }

    @Test
    void relaysAreRefusedToStrangersAndNeverForwarded() {
        for (String path : List.of("@here.example,foo@ai", "foo@ai", "@mc,foo@ai"))
            assertThat(route(STRANGER, path)).isEqualTo(Verdict.Trouble.NO_RELAYING);
        assertThat(route(STRANGER, "@here.example,foo@c.example")).isEqualTo(new Verdict.Welcome());
        assertThat(route(OLD, "@here.example,foo@ai")).isEqualTo(new Verdict.Welcome());
        assertThat(route(OLD, "@here.example,foo@nowhere")).isEqualTo(Verdict.Trouble.NO_ROUTE);
        // A path that begins with another is routed by that one.
        assertThat(route(OLD, "@nowhere,@here.example,joe@here.example"))
                .isEqualTo(Verdict.Trouble.NO_ROUTE);
    }

    // --- what senders ask for

    @Test
    void whatIsAskedStaysWithTheRecipientWhereverItGoes() throws IOException {
        var asked =
                new Request(
                        Notify.parse("SUCCESS").orElseThrow(),
                        OriginalRecipient.parse("rfc822;jack@here.example"));
        var reporting = new Reporting(Optional.of(Reporting.Ret.HDRS), Xtext.read("x"), List.of());
        var to = List.of(new Posted.To(path("jack@here.example"), asked));
        try (var text = reception.arrive()) {
            var accepted =
                    (Verdict.Accepted) reception.post(OLD, new Posted(FROM, reporting, to), text);
            Shard shard = spool.forArrival();
            assertThat(shard.find(accepted.id()).orElseThrow().reporting()).isEqualTo(reporting);
            assertThat(shard.recipients(accepted.id()))
                    .extracting(one -> one.path().toString(), Recipient::request)
                    .containsExactly(tuple("Joe@here.example", asked));
        }
    }

    private List<MailPath> acknowledged(Peer peer, String... to) throws IOException {
        List<MailPath> paths = Stream.of(to).map(ReceptionTest::path).toList();
        var posted =
                new Posted(
                        new ReversePath.Sender(BACK),
                        Reporting.acknowledging(paths),
                        List.of(new Posted.To(path("joe@here.example"), Request.NONE)));
        try (var text = reception.arrive()) {
            var accepted = (Verdict.Accepted) reception.post(peer, posted, text);
            Shard shard = spool.forArrival();
            return shard.find(accepted.id()).orElseThrow().reporting().acknowledgeTo();
        }
    }

    @Test
    void noStrangerHasUsWriteToOthers() throws IOException {
        assertThat(acknowledged(STRANGER, "foo@ai", "a@b.example", "joe@here.example"))
                .as("to the sender the way that is known to lead back")
                .containsExactly(BACK, path("joe@here.example"));
        assertThat(acknowledged(OLD, "foo@ai")).containsExactly(path("foo@ai"));
        String[] many = new String[50];
        for (int i = 0; i < many.length; i++) many[i] = "user" + i + "@ai";
        assertThat(acknowledged(OLD, many)).hasSize(10);
    }

    // --- recipients refused beside others

    private List<Message> notices() throws IOException {
        return spool.forArrival().list(Optional.empty(), 100).stream()
                .filter(message -> message.origin().peer().protocol().equals("LOCAL"))
                .toList();
    }

    private Verdict refusing(ReversePath from) throws IOException {
        var refused = new LinkedHashMap<MailPath, Verdict.Trouble>();
        refused.put(path("nobody@here.example"), Verdict.Trouble.NO_SUCH_USER);
        refused.put(path("foo@ai"), Verdict.Trouble.NO_RELAYING);
        var posted =
                new Posted(
                        from,
                        Reporting.NONE,
                        List.of(new Posted.To(path("joe@here.example"), Request.NONE)),
                        refused);
        var peer = new Peer(InetAddress.ofLiteral("10.0.0.1"), "NIMAIL", "UK.AC.X");
        try (var text = reception.arrive()) {
            byte[] octets = "Subject: one of three\r\n\r\nHello\r\n".getBytes(US_ASCII);
            text.write(octets, 0, octets.length);
            return reception.post(peer, posted, text);
        }
    }

    @Test
    void whomWeRefuseIsToldByANoticeBeforeTheMessageIsOurs() throws IOException {
        assertThat(refusing(FROM)).isInstanceOf(Verdict.Accepted.class);
        assertThat(notices()).hasSize(1);
        Message notice = notices().getFirst();
        try (InputStream in = notice.content().open()) {
            assertThat(new String(in.readAllBytes(), US_ASCII))
                    .contains(
                            "Subject: Failed mail\r\n",
                            "\tnobody@here.example: there is no such user here\r\n",
                            "\tfoo@ai: mail from you to there is not passed on\r\n",
                            "Subject: one of three\r\n\r\nHello\r\n");
        }
        assertThat(spool.forArrival().recipients(notice.id()))
                .extracting(Recipient::path)
                .containsExactly(((ReversePath.Sender) FROM).path());
        assertThat(spool.forArrival().check()).isEmpty();
    }

    @Test
    void nobodyIsToldWhomANoticeDidNotReach() throws IOException {
        assertThat(refusing(new ReversePath.Null())).isInstanceOf(Verdict.Accepted.class);
        assertThat(notices()).isEmpty();
    }

    // --- aliases

    @Test
    void mailToAnAliasGoesToWhomItStandsFor() throws IOException {
        String alias = aliases.name(path("ann.with.a.long.name@b.example")).orElseThrow();
        assertThat(route(OLD, alias + "@gate")).isEqualTo(new Verdict.Welcome());
        assertThat(queued(alias + "@gate")).isEqualTo("ann.with.a.long.name@b.example");
        assertThat(queued("@gate," + alias.toUpperCase(Locale.ROOT) + "@HERE.EXAMPLE"))
                .isEqualTo("ann.with.a.long.name@b.example");
        String routed = aliases.name(path("@mc,foo@ai")).orElseThrow();
        assertThat(queued(routed + "@gate")).isEqualTo("@mc,foo@ai");
        assertThat(queued("@mc," + alias + "@gate")).isEqualTo("@mc," + alias + "@gate");
        assertThat(queued(alias + "@b.example")).isEqualTo(alias + "@b.example");
    }

    @Test
    void anAliasIsNoWayAroundTheRightToRelay() throws IOException {
        String alias = aliases.name(path("ann@b.example")).orElseThrow();
        String open = aliases.name(path("ann@c.example")).orElseThrow();
        String local = aliases.name(path("joe@here.example")).orElseThrow();
        assertThat(route(STRANGER, alias + "@gate")).isEqualTo(Verdict.Trouble.NO_RELAYING);
        assertThat(route(STRANGER, "@gate," + alias + "@gate"))
                .isEqualTo(Verdict.Trouble.NO_RELAYING);
        assertThat(route(STRANGER, open + "@gate")).isEqualTo(new Verdict.Welcome());
        assertThat(route(STRANGER, local + "@gate")).isEqualTo(new Verdict.Welcome());
        assertThat(route(STRANGER, "u999@gate")).isEqualTo(Verdict.Trouble.NO_SUCH_USER);
    }

    @Test
    void aUserOfOursIsHiddenByNoAlias() throws IOException {
        for (int i = 0; i < 9; i++) aliases.name(path("x" + i + "@b.example"));
        assertThat(aliases.path("u6")).isPresent();
        assertThat(queued("u5@here.example")).isEqualTo("u5@here.example");
        assertThat(route(STRANGER, "u5@here.example")).isEqualTo(new Verdict.Welcome());
    }

    @Test
    void aNoticeComesBackByAnAliasToo() throws IOException {
        String alias = aliases.name(path("ann@b.example")).orElseThrow();
        var from = new ReversePath.Sender(path("MTP@ai"));
        assertThat(reception.route(OLD, from, path(alias + "@gate")))
                .isEqualTo(new Verdict.Welcome());
    }

    @Test
    void whenTheRegistersCannotBeReadItIsOurFault() {
        spool.close();
        assertThat(route(OLD, "u7@gate")).isEqualTo(Verdict.Trouble.BROKEN);
        assertThat(route(OLD, "joe@gate")).isEqualTo(new Verdict.Welcome());
    }

    // --- who has moved (RFC 780 section 3.1)

    @Test
    void whoHasMovedIsFollowed() throws IOException {
        var moved = new Verdict.Elsewhere(new Mailbox("waldo", new Host.Name("b.example")));
        assertThat(route(STRANGER, "WALDO@here.example")).isEqualTo(moved);
        assertThat(queued("waldo@gate")).isEqualTo("waldo@b.example");
        // "When receiver-path as given indicates mail relaying, this reply will not be used."
        assertThat(route(STRANGER, "@here.example,waldo@here.example"))
                .isEqualTo(new Verdict.Welcome());
        assertThat(route(STRANGER, "waldo@ai")).isEqualTo(Verdict.Trouble.NO_RELAYING);
    }

    @Test
    void whoHasAnotherMailboxHereIsNotElsewhere() throws IOException {
        assertThat(route(STRANGER, "jack@here.example")).isEqualTo(new Verdict.Welcome());
        assertThat(queued("jack@here.example")).isEqualTo("Joe@here.example");
        assertThat(route(STRANGER, "x@here.example")).isEqualTo(Verdict.Trouble.NO_SUCH_USER);
        assertThat(route(STRANGER, "ring@here.example")).isEqualTo(Verdict.Trouble.NO_SUCH_USER);
    }

    @Test
    void theMailProgramItselfIsThePostmaster() throws IOException {
        assertThat(queued("MTP@gate")).isEqualTo("postmaster@gate");
        assertThat(queued("nimail@gate")).isEqualTo("postmaster@gate"); // RFC 786
        assertThat(queued("PostMaster@here.example")).isEqualTo("postmaster@here.example");
    }

    @Test
    void aForwardMisspeltIsAMistake() {
        Conf conf =
                Conf.parse(
                        "t.toml",
                        """
                        [local]
                        forward = ["joe", "joe: @a,b@c", ": a@b", "joe: a@b"]
                        """);
        assertThat(Forwards.from(conf.root().table("local")).mailboxes()).hasSize(1);
        assertThat(conf.mistakes()).hasSize(3);
    }

    @Test
    void forwardsAreReadFromAFile() throws IOException {
        Path file =
                Files.writeString(data.resolve("forward"), "# moved\nwaldo: w@isi.edu # 1981\n\n");
        Conf conf = Conf.parse("t.toml", "[local]\nforward = \"" + file + "\"\n");
        assertThat(Forwards.from(conf.root().table("local")).mailboxes())
                .containsExactly(Map.entry("waldo", new Mailbox("w", new Host.Name("isi.edu"))));
        assertThat(conf.mistakes()).isEmpty();
    }

    @Test
    void whatWeWroteWithPercentLeadsBeyondUs() throws IOException {
        assertThat(queued("user%b.example@gate")).isEqualTo("user@b.example");
        assertThat(queued("user%x%b.example@gate")).isEqualTo("user%x@b.example");
        assertThat(route(STRANGER, "user%b.example@gate")).isEqualTo(Verdict.Trouble.NO_RELAYING);
        assertThat(route(STRANGER, "user%c.example@gate")).isEqualTo(new Verdict.Welcome());
        assertThat(route(OLD, "%b.example@gate")).isEqualTo(Verdict.Trouble.NO_SUCH_USER);
    }
}
