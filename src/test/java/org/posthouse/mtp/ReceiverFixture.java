package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.posthouse.conf.Conf;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Listener;
import org.slf4j.LoggerFactory;

/// Our receiver at a port of its own, before a spool that only remembers.
record ReceiverFixture(RecordingIntake intake, Listener listener) implements Closeable {
    static {
        // one line for each recipient refused, and the tests have thousands refused
        ((Logger) LoggerFactory.getLogger(MtpReceiver.class)).setLevel(Level.WARN);
    }

    private static final int STARTING = -1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A receiver set up as the dialogue's `@` lines say: those the intake does not know are
    /// settings of the listener. `@sessions starting`: there are none before [Listener#ready].
    static ReceiverFixture of(Dialogue dialogue) throws IOException {
        var intake = new RecordingIntake();
        int sessions = 100;
        var toml = new StringBuilder();
        for (Dialogue.Setting setting : dialogue.settings()) {
            if (setting.name().equals("sessions")) sessions = sessions(setting.value());
            else if (!intake.set(setting.name(), setting.value()))
                toml.append(setting.name()).append(" = ").append(setting.value()).append('\n');
        }
        Conf conf = Conf.parse(dialogue.name(), toml.toString());
        MtpSettings settings = MtpSettings.from(conf.root());
        assertThat(conf.mistakes()).isEmpty();
        return of(settings, intake, sessions);
    }

    private static int sessions(String value) {
        return value.equals("starting") ? STARTING : Integer.parseInt(value);
    }

    static ReceiverFixture of(MtpSettings settings, RecordingIntake intake, int sessions)
            throws IOException {
        var any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        var receiver = new MtpReceiver(settings, intake);
        boolean starting = sessions == STARTING;
        var capacity = new Listener.Capacity(starting ? 1 : sessions, Integer.MAX_VALUE);
        return new ReceiverFixture(
                intake,
                starting
                        ? Listener.starting(any, "mtp", receiver, capacity)
                        : Listener.open(any, "mtp", receiver, capacity));
    }

    InetSocketAddress address() {
        return listener.address();
    }

    /// What reached the spool, as transcripts write it.
    List<String> spooled() {
        return intake.letters().stream().map(RecordingIntake.Letter::toString).toList();
    }

    /// Waits for the last conversation to end and sees that all texts are let go of.
    @Override
    public void close() throws IOException {
        await(() -> listener.conversations() == 0, "the conversations end");
        listener.close();
        // who came and went at once may be met only now
        await(() -> intake.openTexts() == 0, "all texts are let go");
    }

    static void await(BooleanSupplier condition, String what) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) throw new AssertionError("waited in vain: " + what);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }
}
