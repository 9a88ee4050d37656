package org.posthouse.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.conf.Conf;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.wire.Listener;

/// Senders that take their time, and our own going (RFC 5321 sections 3.8 and 4.5.3.2).
final class DeadlinesTest {
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final RecordingIntake intake = new RecordingIntake();

    private Listener listener(String table) throws IOException {
        return listener(table, SmtpReceiverTest.ROOM);
    }

    private Listener listener(String table, Listener.Capacity capacity) throws IOException {
        var settings = SmtpSettings.from(Conf.parse("test", table).root());
        return Listener.open(
                SmtpReceiverTest.ANY_PORT, "smtp", new SmtpReceiver(settings, intake), capacity);
    }

    @Test
    void aSilentSenderIsToldThatWeWaitedTooLong() throws IOException {
        try (Listener listener = listener("command-timeout = \"100ms\"");
                var caller = new Caller(listener.address())) {
            assertThat(caller.hear()).startsWith("220");
            assertThat(caller.hear()).startsWith("421 4.4.2");
            assertThat(caller.hear()).isEmpty();
        }
    }

    @Test
    void anOctetNowAndThenDoesNotKeepAConversation() throws IOException {
        try (Listener listener = listener("command-timeout = \"2s\"");
                Caller caller = Caller.met(listener.address())) {
            while (!caller.drips("N", MOMENT)) assertThat(caller).isNotNull();
            assertThat(caller.hear()).startsWith("421 4.4.2");
        }
    }

    @Test
    void anOctetNowAndThenDoesNotKeepAText() throws Exception {
        try (Listener listener = listener("data-timeout = \"100ms\"");
                Caller caller = Caller.met(listener.address()).beginText()) {
            while (!caller.drips("x", MOMENT)) assertThat(caller).isNotNull();
            assertThat(caller.hear()).startsWith("421 4.4.2");
            await(() -> listener.conversations() == 0);
        }
        assertThat(intake.letters()).isEmpty();
        assertThat(intake.openTexts()).isZero();
    }

    @Test
    void aConversationThatLastsTooLongIsEndedBetweenCommands() throws IOException {
        try (Listener listener = listener("session-timeout = \"3s\"");
                Caller caller = Caller.met(listener.address()).beginText()) {
            // The message that is under way is heard out, and its reply tells the truth.
            while (caller.hearsWithin(Duration.ofMillis(3_200))) throw new AssertionError("heard");
            assertThat(caller.ask("Hello.\r\n.")).startsWith("250 2.0.0 Ok: queued");
            assertThat(caller.ask("NOOP")).startsWith("421 4.7.0 relay.example Conversation");
        }
        assertThat(intake.letters()).hasSize(1);
    }

    @Test
    void whoIsBetweenCommandsIsSentAwayAtOnceWhenWeGo() throws IOException {
        try (Listener listener = listener("");
                Caller idle = Caller.met(listener.address());
                Caller busy = Caller.met(listener.address()).beginText()) {
            listener.drain();
            assertThat(idle.hear()).startsWith("421 4.3.2");
            assertThat(idle.hear()).isEmpty();
            assertThat(busy.ask("Hello.\r\n.")).startsWith("250 2.0.0 Ok: queued");
            assertThat(busy.hear()).startsWith("421 4.3.2");
        }
        assertThat(intake.letters()).hasSize(1);
    }

    @Test
    void whoComesWhenAllPlacesAreTakenIsSentAway() throws Exception {
        try (Listener listener = listener("", new Listener.Capacity(1, 1));
                Caller first = Caller.met(listener.address());
                Caller second = new Caller(listener.address())) {
            assertThat(second.hear()).startsWith("421 relay.example Too many");
            assertThat(second.hear()).isEmpty();
            assertThat(first.ask("QUIT")).startsWith("221");
            await(() -> listener.conversations() == 0);
            try (Caller third = new Caller(listener.address())) {
                assertThat(third.hear()).startsWith("220");
            }
        }
    }

    @Test
    void nothingIsLeftOfSendersThatBreakOff() throws Exception {
        List<String> pieces =
                List.of(
                        "",
                        "EHLO x",
                        "\u0000".repeat(10_000),
                        "NOOP " + "x".repeat(100_000),
                        "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nHello\r\n.\r",
                        "QUIT\r\nQUIT\r\nQUIT\r\n",
                        "x\r\n".repeat(1000));
        try (Listener listener = listener("")) {
            for (int i = 0; i < 100; i++) {
                for (String piece : pieces) {
                    try (Caller caller = new Caller(listener.address())) {
                        caller.hear(); // it is counted from now on
                        caller.say(piece);
                    } catch (SocketException _) {
                        // it had enough of us first
                    }
                }
            }
            await(() -> listener.conversations() == 0);
        }
        assertThat(intake.letters()).isEmpty();
        assertThat(intake.openTexts()).isZero();
    }

    private static void await(BooleanSupplier condition) throws TimeoutException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) throw new TimeoutException("in vain");
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }
}
