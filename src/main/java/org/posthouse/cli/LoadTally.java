package org.posthouse.cli;

import module java.base;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.posthouse.mail.Outcome;

/// What a load run has come to so far. Added to by all sessions, read by the one that reports.
final class LoadTally {
    private static final int DIGITS = 3; // of a latency that are kept
    private static final double MICROS = 1000; // in a millisecond

    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder later = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder unreached = new LongAdder();
    private final Set<String> words = ConcurrentHashMap.newKeySet();
    private final Recorder recorder = new Recorder(DIGITS);
    private final Histogram all = new Histogram(DIGITS);
    private long acceptedBefore;

    /// One message was attempted, its line unbroken.
    void attempted(List<Outcome> outcomes, long nanos) {
        switch (worst(outcomes)) {
            case Outcome.Delivered _ -> {
                accepted.increment();
                recorder.recordValue(Math.max(0, nanos / 1000));
            }
            case Outcome.Failed(var why) -> {
                refused.increment();
                example(why.reply());
            }
            case Outcome.Deferred(var why) -> {
                later.increment();
                example(why.reply());
            }
        }
    }

    private static Outcome worst(List<Outcome> outcomes) {
        return Stream.<Predicate<Outcome>>of(
                        Outcome.Failed.class::isInstance,
                        Outcome.Deferred.class::isInstance,
                        _ -> true)
                .flatMap(kind -> outcomes.stream().filter(kind))
                .findFirst()
                .orElseThrow();
    }

    /// The line broke while a message was under way.
    void broken(IOException e) {
        broken.increment();
        example(Trouble.reason(e));
    }

    void unreached(IOException e) {
        unreached.increment();
        example(Trouble.reason(e));
    }

    private void example(String of) {
        if (words.size() < 3) words.add(Printable.line(of));
    }

    /// The past second, in one line.
    synchronized String progress(long seconds) {
        Histogram second = recorder.getIntervalHistogram();
        all.add(second);
        long now = accepted.sum();
        String line =
                String.format(
                        Locale.ROOT,
                        "%4d s  %,8d/s  %,10d accepted%s  p50 %s  p99 %s ms",
                        seconds,
                        now - acceptedBefore,
                        now,
                        failures(),
                        millis(second.getValueAtPercentile(50)),
                        millis(second.getValueAtPercentile(99)));
        acceptedBefore = now;
        return line;
    }

    private String failures() {
        var failures = new StringBuilder();
        failures.append(some(refused, "refused")).append(some(later, "put off"));
        return failures.append(some(broken, "broken"))
                .append(some(unreached, "unreached"))
                .toString();
    }

    private static String some(LongAdder number, String what) {
        return number.sum() == 0 ? "" : String.format(Locale.ROOT, ", %,d %s", number.sum(), what);
    }

    /// The whole run, in a few lines.
    synchronized String summary(Duration took, int size) {
        all.add(recorder.getIntervalHistogram());
        double seconds = Math.max(took.toNanos(), 1) / 1e9;
        double rate = accepted.sum() / seconds;
        var lines = new StringJoiner("\n");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "accepted %,d messages%s in %.1f s: %,.0f/s, %.1f MiB/s",
                        accepted.sum(),
                        failures(),
                        seconds,
                        rate,
                        rate * size / (1 << 20)));
        if (all.getTotalCount() > 0) lines.add(latencies());
        words.forEach(example -> lines.add("such as: " + example));
        return lines.toString();
    }

    private String latencies() {
        return "latency ms: min "
                + millis(all.getMinValue())
                + Stream.of("50", "90", "99", "99.9")
                        .map(
                                p ->
                                        "  p"
                                                + p
                                                + " "
                                                + millis(
                                                        all.getValueAtPercentile(
                                                                Double.parseDouble(p))))
                        .collect(Collectors.joining())
                + "  max "
                + millis(all.getMaxValue());
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, micros < 10_000 ? "%.2f" : "%.0f", micros / MICROS);
    }

    Exit exit() {
        if (refused.sum() > 0) return Exit.REFUSED;
        boolean all = later.sum() + broken.sum() + unreached.sum() == 0;
        return all && accepted.sum() > 0 ? Exit.DONE : Exit.LATER;
    }
}
