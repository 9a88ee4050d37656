package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Content;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Host;
import org.posthouse.mail.Limits;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.TestDelivery;
import org.posthouse.mail.TextContent;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.ScriptedHost;
import org.posthouse.wire.Transcript;

/// What of the sender no transcript can say: its store failing, its hop, what it cannot write.
final class MtpSenderTest {
    private static final MtpSender SENDER =
            new MtpSender(MtpSenderSettings.defaults(), Acquaintances.NONE, Transcript.NONE);
    private static final ReversePath WALDO = new ReversePath.Sender(TestDelivery.path("waldo@A"));

    @Test
    void aTextThatTheStoreLosesIsNotEnded() throws IOException {
        var script =
                Dialogue.of(
                        "store fails",
                        """
                        R: 220 Y
                        S: MAIL FROM:<waldo@A> TO:<Foo@Y>
                        R: 354 Go
                        S end
                        """);
        try (var host = ScriptedHost.playing(script);
                var conversation = SENDER.converse(hop(host, ""), "A")) {
            var delivery = new TestDelivery(WALDO, List.of(TestDelivery.path("Foo@Y")), broken());
            assertThatThrownBy(() -> conversation.deliver(delivery)).hasMessage("disk");
            assertThat(conversation.usable()).isFalse();
            assertThat(delivery.lines()).containsExactly("Foo@Y not settled");
        }
    }

    private static Content broken() {
        Measure measure = TextContent.of("text\r\n").measure();
        return new Content() {
            @Override
            public Measure measure() {
                return measure;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("disk");
            }
        };
    }

    /// Without MTP's form for it, nothing is sent at all, and the conversation can go on.
    @Test
    void whatMtpCannotSayIsNotSaid() throws IOException {
        var script = Dialogue.of("unsaid", "R: 220 Y\nS: QUIT\nR: 221\nS end");
        try (var host = ScriptedHost.playing(script);
                var conversation = SENDER.converse(hop(host, ""), "A")) {
            assertThat(deliver(conversation, WALDO, "Jos\u00e9", "text\r\n"))
                    .contains("Failed 5.1.3")
                    .contains("characters that MTP cannot carry");
            assertThat(deliver(conversation, WALDO, "a\r\nQUIT\r\n", "text\r\n"))
                    .contains("Failed 5.1.3");
            assertThat(deliver(conversation, WALDO, "a\n", "text\r\n")).contains("Failed 5.1.3");
            assertThat(deliver(conversation, WALDO, "a\r", "text\r\n")).contains("Failed 5.1.3");
            assertThat(deliver(conversation, WALDO, "Foo", "\u00e9t\u00e9\r\n"))
                    .contains("Failed 5.6.3");
            assertThat(deliver(conversation, WALDO, "Foo", "x".repeat(999) + "\r\n"))
                    .contains("Failed 5.6.0");
            assertThat(conversation.usable()).isTrue();
        }
    }

    private static String deliver(
            Outbound.Conversation conversation, ReversePath from, String user, String text)
            throws IOException {
        MailPath to = MailPath.to(new Mailbox(user, new Host.Name("Y")));
        var delivery = new TestDelivery(from, List.of(to), text);
        conversation.deliver(delivery);
        return String.join("", delivery.lines());
    }

    /// RFC 780 section 5.5.3 in the limits that the content is fitted to, unless the hop has
    /// others.
    @Test
    void theContentIsFittedToTheHost() throws IOException {
        assertThat(limits(""))
                .isEqualTo(
                        new Limits(
                                1000,
                                Measure.Width.SEVEN_BIT,
                                Long.MAX_VALUE,
                                Limits.Readers.PLAIN));
        assertThat(limits("?text-line=4000").textLine()).isEqualTo(4000);
    }

    private static Limits limits(String query) throws IOException {
        var asked = new AtomicReference<Limits>();
        var delivery =
                new TestDelivery(WALDO, List.of(TestDelivery.path("Foo@Y")), "text\r\n") {
                    @Override
                    public Fit fit(Limits limits) {
                        asked.set(limits);
                        return new Fit.Unfit(Diagnosis.ours("5.3.4", "too big"));
                    }
                };
        var script = Dialogue.of("limits", "R: 220 Y\nS: QUIT\nR: 221\nS end");
        try (var host = ScriptedHost.playing(script);
                var conversation = SENDER.converse(hop(host, query), "A")) {
            conversation.deliver(delivery);
        }
        assertThat(delivery.those(Outcome.Failed.class)).containsExactly("Foo@Y");
        return Objects.requireNonNull(asked.get());
    }

    /// When the store fails before anything is said, the host need not suffer for it.
    @Test
    void aStoreThatFailsEarlyLeavesTheConversationUsable() throws IOException {
        var script = Dialogue.of("early", "R: 220 Y\nS: QUIT\nR: 221\nS end");
        var delivery =
                new TestDelivery(WALDO, List.of(TestDelivery.path("Foo@Y")), "text\r\n") {
                    @Override
                    public Fit fit(Limits limits) throws IOException {
                        throw new IOException("disk");
                    }
                };
        try (var host = ScriptedHost.playing(script);
                var conversation = SENDER.converse(hop(host, ""), "A")) {
            assertThatThrownBy(() -> conversation.deliver(delivery)).hasMessage("disk");
            assertThat(conversation.usable()).isTrue();
        }
    }

    @Test
    void aHostThatIsNotThereIsNamed() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> SENDER.converse(SenderTranscriptsTest.hop(port, ""), "A"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void aHopSaysWhatItsSettingsMayBe() {
        assertThat(MtpSender.hopSettings().values().keySet())
                .containsExactly(
                        "command",
                        "dialect",
                        "eight-bit",
                        "host",
                        "nimail-from",
                        "path",
                        "text-line",
                        "user");
    }

    /// RFC 780 section 5.5.3 has 40 characters for a user; what stands for the sender is asked for
    /// without us on its route, to be the same by whichever way we send.
    @Test
    void aSenderThatDoesNotFitGoesByItsAlias() throws IOException {
        String user = "u".repeat(41);
        assertThat(aliased("@A," + user + "@B", "u17@A", "MAIL FROM:<u17@A> TO:<Foo@Y>"))
                .containsExactly(user + "@B");
        assertThat(aliased("@C," + user + "@B", "u17@A", "MAIL FROM:<u17@A> TO:<Foo@Y>"))
                .containsExactly("@c," + user + "@B");
        assertThat(aliased("@A,waldo@B", "u17@A", "MAIL FROM:<@A,waldo@B> TO:<Foo@Y>")).isEmpty();
    }

    @Test
    void anAliasThatDoesNotFitEitherIsNoUse() throws IOException {
        var script = Dialogue.of("alias", "R: 220 Y\nS: QUIT\nR: 221\nS end");
        try (var host = ScriptedHost.playing(script);
                var conversation = SENDER.converse(hop(host, "?path=8"), "A")) {
            var delivery = new Aliased(TestDelivery.path("waldo@A"), "much.longer@A");
            conversation.deliver(delivery);
            assertThat(String.join("", delivery.lines()))
                    .contains("Failed 5.1.7")
                    .contains("the path has 9 characters")
                    .contains("limit for this host is");
        }
    }

    /// @return what the alias was to stand for
    private static List<String> aliased(String from, String alias, String mail) throws IOException {
        var script =
                Dialogue.of(
                        "alias", "R: 220 Y\nS: " + mail + "\nR: 550 No\nS: QUIT\nR: 221\nS end");
        var delivery = new Aliased(TestDelivery.path(from), alias);
        try (var host = ScriptedHost.playing(script);
                var conversation = SENDER.converse(hop(host, ""), "A")) {
            conversation.deliver(delivery);
        }
        return delivery.asked.stream().map(MailPath::toString).toList();
    }

    private static final class Aliased extends TestDelivery {
        private final String alias;
        private final List<MailPath> asked = new ArrayList<>();

        Aliased(MailPath from, String alias) {
            super(new ReversePath.Sender(from), List.of(TestDelivery.path("Foo@Y")), "text\r\n");
            this.alias = alias;
        }

        @Override
        public Optional<MailPath> alias(MailPath path) {
            asked.add(path);
            return Optional.of(TestDelivery.path(alias));
        }
    }

    private static Hop hop(ScriptedHost host, String query) {
        return SenderTranscriptsTest.hop(host.port(), query);
    }
}
