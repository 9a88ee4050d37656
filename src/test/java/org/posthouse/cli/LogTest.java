package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.MessageId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lines of the log: their form, and that none is lost.
final class LogTest {
    private static final Logger LOGGER = new LoggerContext().getLogger("test");
    private static final String ID = MessageId.of(1, 1_700_000_000_000L, 7).toString();

    private static LoggingEvent event(String message, Throwable... thrown) {
        var event =
                new LoggingEvent(
                        "",
                        LOGGER,
                        Level.INFO,
                        message,
                        thrown.length == 0 ? null : thrown[0],
                        null);
        event.setInstant(Instant.parse("2026-11-21T22:50:01.007Z"));
        return event;
    }

    private static String line(LogLine form, LoggingEvent event) {
        return new String(form.octets(event), StandardCharsets.UTF_8);
    }

    @Test
    void aTextLineHasTimeLevelAndMessage() {
        String time =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
                        .format(
                                Instant.parse("2026-11-21T22:50:01.007Z")
                                        .atZone(ZoneId.systemDefault()));
        assertThat(line(LogLine.TEXT, event(ID + " accepted from=<ä@b>")))
                .isEqualTo(time + " INFO " + ID + " accepted from=<ä@b>\n");
    }

    @Test
    void nobodyCanForgeALine() {
        String forged = "refused reply=\"550\n2026 INFO \u001b[2J\u0085\"";
        assertThat(line(LogLine.TEXT, event(forged)))
                .endsWith("INFO refused reply=\"550\\n2026 INFO \\x1b[2J\\x85\"\n")
                .hasLineCount(1);
        assertThat(line(LogLine.JSON, event(forged))).hasLineCount(1);
    }

    @Test
    void aFaultIsOneLineToo() {
        var fault = new IllegalStateException("odd", new IOException("disk\nfull"));
        for (LogLine form : LogLine.values()) {
            assertThat(line(form, event("a fault", fault)))
                    .hasLineCount(1)
                    .contains("java.lang.IllegalStateException: odd", "LogTest.java")
                    .contains("because java.io.IOException: disk\\nfull");
        }
    }

    @Test
    void aJsonLineIsAnObject() {
        String words = "said=\"\\ ä 😀 \u0001 \t\"";
        JsonNode about = json(event(ID + " " + words));
        assertThat(about.propertyNames()).containsExactly("time", "level", "id", "message");
        assertThat(about.get("id").asString()).isEqualTo(ID);
        assertThat(about.get("message").asString()).isEqualTo(words);
        assertThat(OffsetDateTime.parse(about.get("time").asString()).toInstant())
                .isEqualTo(Instant.parse("2026-11-21T22:50:01.007Z"));
        JsonNode other = json(event("smtp could not accept"));
        assertThat(other.propertyNames()).containsExactly("time", "level", "message");
    }

    private static JsonNode json(LoggingEvent event) {
        return new JsonMapper().readTree(line(LogLine.JSON, event));
    }

    @Test
    void linesOfManyThreadsAreWrittenWholeAndInOrder() throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var stream = new LogStream(out, LogLine.TEXT);
        stream.start();
        List<Thread> threads =
                IntStream.range(0, 20)
                        .mapToObj(
                                t ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () -> {
                                                            for (int i = 0; i < 1000; i++) {
                                                                stream.doAppend(
                                                                        event("t" + t + " " + i));
                                                            }
                                                        }))
                        .toList();
        for (Thread thread : threads) thread.join();
        stream.flush();
        Map<String, List<String>> byThread =
                out.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst(".* INFO ", ""))
                        .collect(
                                Collectors.groupingBy(
                                        line -> line.substring(0, line.indexOf(' '))));
        assertThat(byThread).hasSize(20);
        byThread.forEach(
                (thread, lines) ->
                        assertThat(lines)
                                .isEqualTo(
                                        IntStream.range(0, 1000)
                                                .mapToObj(i -> thread + " " + i)
                                                .toList()));
    }

    @Test
    void aSlowReaderMakesCallersWaitAndLosesNothing() throws Exception {
        var slow = new PipedInputStream(1024);
        var stream = new LogStream(new PipedOutputStream(slow), LogLine.TEXT);
        stream.start();
        String words = "x".repeat(1000);
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        IntStream.range(0, 4000)
                                                .forEach(_ -> stream.doAppend(event(words))));
        var reader = new BufferedReader(new InputStreamReader(slow, StandardCharsets.UTF_8));
        int lines = 0;
        while (lines < 4000 && reader.readLine().endsWith(words)) lines++;
        caller.join();
        assertThat(lines).isEqualTo(4000);
    }
}
