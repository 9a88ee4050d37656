package org.posthouse.spool.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Requests;
import org.posthouse.mail.ReversePath;
import org.posthouse.spool.Due;
import org.posthouse.spool.Mail;

/// What is written is read again; what is cut off or altered is told, never taken for something
/// else that fails later; keys sort as what they are made of.
final class RecordsTest {
    private static final String OLD_RECIPIENT =
            "01020006000880a9a19a0d0a959aef3a051303057573657233050a3d622e6578" + "616d706c65";
    private static final String OLD_ENVELOPE =
            "010314030673656e646572050a3d612e6578616d706c650504c0000207070545"
                    + "534d5450090e636c69656e742e6578616d706c650a80a9a19a0d0c959aef3a0e"
                    + "02104d130902e807044806080801";

    @Property
    void recipientsComeBack(@ForAll("recipients") Recipient recipient) throws IOException {
        byte[] record = RecipientRecord.write(recipient);
        assertThat(RecipientRecord.read(recipient.number(), record)).isEqualTo(recipient);
    }

    @Property
    void envelopesComeBack(@ForAll("envelopes") EnvelopeRecord envelope) throws IOException {
        assertThat(EnvelopeRecord.read(envelope.write())).isEqualTo(envelope);
    }

    @Property
    void textsComeBack(@ForAll("measures") Measure measure, @ForAll int references)
            throws IOException {
        var text = new TextRecord(references & Integer.MAX_VALUE, measure);
        assertThat(TextRecord.read(text.write())).isEqualTo(text);
    }

    @Property
    void marksComeBack(@ForAll long lastId, @ForAll long messages) throws IOException {
        var marks = new Marks(lastId, messages);
        assertThat(Marks.read(marks.write())).isEqualTo(marks);
    }

    @Property
    void dueKeysComeBack(@ForAll("dues") Due due) throws IOException {
        assertThat(Keys.due(Keys.due(due))).isEqualTo(due);
    }

    @Property
    void dueKeysSortByDestinationThenTime(@ForAll("dues") Due one, @ForAll("dues") Due other) {
        int order = Arrays.compareUnsigned(Keys.due(one), Keys.due(other));
        Comparator<Due> expected =
                Comparator.comparing(
                                (Due due) -> due.destination().getBytes(StandardCharsets.UTF_8),
                                Arrays::compareUnsigned)
                        .thenComparing(Due::time)
                        .thenComparing(Due::id)
                        .thenComparingInt(Due::number);
        assertThat(Integer.signum(order)).isEqualTo(Integer.signum(expected.compare(one, other)));
    }

    @Property
    void dueKeysLieBetweenTheBoundsOfTheirDestination(
            @ForAll("dues") Due one, @ForAll("dues") Due other) {
        byte[] key = Keys.due(one);
        byte[] from = Keys.due(other.destination(), Instant.MIN);
        byte[] below = Keys.after(other.destination());
        boolean within =
                Arrays.compareUnsigned(key, from) >= 0 && Arrays.compareUnsigned(key, below) < 0;
        assertThat(within).isEqualTo(one.destination().equals(other.destination()));
    }

    @Property
    void noiseIsNeverMoreThanDamage(@ForAll byte[] noise) {
        quiet(() -> RecipientRecord.read(0, noise));
        quiet(() -> EnvelopeRecord.read(noise));
        quiet(() -> TextRecord.read(noise));
        quiet(() -> Marks.read(noise));
        quiet(() -> Keys.due(noise));
        quiet(() -> Keys.id(noise));
        quiet(() -> Keys.number(noise));
    }

    @Property
    void anAlteredRecordIsNeverMoreThanDamage(
            @ForAll("envelopes") EnvelopeRecord envelope,
            @ForAll("recipients") Recipient recipient,
            @ForAll byte octet,
            @ForAll int at) {
        byte[] one = envelope.write();
        one[Math.floorMod(at, one.length)] = octet;
        quiet(() -> EnvelopeRecord.read(one));
        quiet(() -> EnvelopeRecord.read(Arrays.copyOf(one, Math.floorMod(at, one.length))));
        byte[] other = RecipientRecord.write(recipient);
        other[Math.floorMod(at, other.length)] = octet;
        quiet(() -> RecipientRecord.read(1, other));
    }

    @Example
    void aLaterVersionIsRefusedAndALaterFieldPassedOver() throws IOException {
        byte[] record = new Marks(5, 7).write();
        byte[] later = record.clone();
        later[0]++;
        assertThatThrownBy(() -> Marks.read(later)).isInstanceOf(DamagedRecord.class);
        byte[] more =
                FieldWriter.record(1)
                        .text(40, "new")
                        .number(1, 5)
                        .number(41, -1)
                        .number(2, 7)
                        .octets();
        assertThat(Marks.read(more)).isEqualTo(new Marks(5, 7));
    }

    /// A queue that was written before senders could ask for anything is read as it was, and who
    /// asks for nothing costs no octet more.
    @Example
    void recordsOfBeforeAreTheSame() throws IOException {
        byte[] recipient = HexFormat.of().parseHex(OLD_RECIPIENT);
        Recipient waiting = Mail.waiting(3, "b.example", Mail.NOON);
        assertThat(RecipientRecord.read(3, recipient)).isEqualTo(waiting);
        assertThat(RecipientRecord.write(waiting)).isEqualTo(recipient);
        byte[] envelope = HexFormat.of().parseHex(OLD_ENVELOPE);
        var message =
                new EnvelopeRecord(
                        new ReversePath.Sender(Mail.path("sender", "a.example")),
                        Reporting.NONE,
                        Mail.ORIGIN,
                        2,
                        new MessageId(77),
                        new Measure(1000, 72, Measure.Width.EIGHT_BIT, 1));
        assertThat(EnvelopeRecord.read(envelope)).isEqualTo(message);
        assertThat(message.write()).isEqualTo(envelope);
    }

    private interface Reading {
        Object read() throws IOException;
    }

    private static void quiet(Reading reading) {
        try {
            assertThat(reading.read()).isNotNull();
        } catch (DamagedRecord e) {
            assertThat(e).isNotNull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- what the records are made of

    @Provide
    Arbitrary<Recipient> recipients() {
        return Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(0),
                        paths(),
                        Requests.requests(),
                        states())
                .as(Recipient::new);
    }

    @Provide
    Arbitrary<EnvelopeRecord> envelopes() {
        Arbitrary<ReversePath> from =
                Arbitraries.oneOf(
                        Arbitraries.just(new ReversePath.Null()),
                        paths().map(ReversePath.Sender::new));
        Arbitrary<Peer> peers = Combinators.combine(addresses(), texts(), texts()).as(Peer::new);
        return Combinators.combine(
                        from,
                        Requests.reportings(paths()),
                        Combinators.combine(peers, instants()).as(Message.Origin::new),
                        Arbitraries.integers().greaterOrEqual(1),
                        ids(),
                        measures())
                .as(EnvelopeRecord::new);
    }

    @Provide
    Arbitrary<Measure> measures() {
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.of(Measure.Width.values()),
                        Arbitraries.integers().between(0, 1000))
                .as(Measure::new);
    }

    @Provide
    Arbitrary<Due> dues() {
        Arbitrary<String> destinations =
                Arbitraries.oneOf(texts(), Arbitraries.of("a", "a.b", "b", "a\u0000", "a\u0001"));
        return Combinators.combine(
                        destinations, instants(), ids(), Arbitraries.integers().greaterOrEqual(0))
                .as(Due::new);
    }

    private static Arbitrary<Recipient.State> states() {
        Arbitrary<Recipient.Waiting> waiting =
                Combinators.combine(
                                Arbitraries.integers().greaterOrEqual(0),
                                instants(),
                                instants().optional(),
                                diagnoses().optional())
                        .as(Recipient.Waiting::new);
        return Arbitraries.oneOf(
                waiting.map(state -> state),
                Combinators.combine(texts(), waiting).as(Recipient.Held::new),
                Combinators.combine(instants(), texts(), texts()).as(Recipient.Delivered::new),
                Combinators.combine(instants(), diagnoses()).as(Recipient.Failed::new));
    }

    private static Arbitrary<Diagnosis> diagnoses() {
        return Combinators.combine(Arbitraries.of("5.1.1", "4.4.1", "2.0.0"), texts(), texts())
                .as(Diagnosis::new);
    }

    private static Arbitrary<MailPath> paths() {
        return Combinators.combine(hosts().list().ofMaxSize(4), names(), hosts())
                .as((route, user, host) -> new MailPath(route, new Mailbox(user, host)));
    }

    private static Arbitrary<Host> hosts() {
        return Arbitraries.oneOf(
                names().map(Host.Name::new),
                Arbitraries.longs().map(Host.Number::new),
                names().map(Host.Literal::new));
    }

    private static Arbitrary<String> names() {
        return texts().filter(text -> !text.isEmpty());
    }

    /// All but halves of surrogate pairs, which are no characters.
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(12)
                .map(
                        text ->
                                new String(
                                        text.getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.UTF_8));
    }

    private static Arbitrary<InetAddress> addresses() {
        return Arbitraries.of("127.0.0.1", "192.0.2.7", "::1", "2001:db8::17")
                .map(InetAddress::ofLiteral);
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.of(Instant.MIN, Instant.MAX, Instant.EPOCH, Mail.NOON),
                Combinators.combine(
                                Arbitraries.longs().between(-4_000_000_000L, 4_000_000_000L),
                                Arbitraries.integers().between(0, 999_999_999))
                        .as((seconds, nanos) -> Instant.ofEpochSecond(seconds, nanos)));
    }

    private static Arbitrary<MessageId> ids() {
        return Arbitraries.longs().greaterOrEqual(0).map(MessageId::new);
    }
}
