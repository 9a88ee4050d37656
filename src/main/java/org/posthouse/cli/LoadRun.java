package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Outbound;

/// One load run: a virtual thread a session, all drawing from one series of messages.
///
/// With a rate, a latency counts from when its message was due, not from when a slow peer let us
/// begin: otherwise a peer that stops for a second would cost one slow message and not a hundred.
final class LoadRun {
    private static final Duration GRACE =
            Duration.ofSeconds(10); // for what is under way at the end
    private static final Duration LAST = Duration.ofSeconds(2); // to note that it was cut off
    private static final Duration PAUSE = Duration.ofMillis(200); // before another connection
    private static final int TRIES = 3; // connections without a message before a session gives up

    private final LoadPlan plan;
    private final Outbound sender;
    private final String host;
    private final LoadLetters letters;
    private final List<MailPath> to;
    private final LoadTally tally = new LoadTally();
    private final AtomicLong series = new AtomicLong();
    private final long start = System.nanoTime();

    LoadRun(LoadPlan plan, Outbound sender, String host) {
        this.plan = plan;
        this.sender = sender;
        this.host = host;
        this.to = plan.addresses();
        this.letters = new LoadLetters(plan.from(), plan.to(), plan.size(), host);
    }

    /// Runs to the end of the messages or of the time, never longer than that and a grace.
    Exit run(PrintWriter progress, PrintWriter out) {
        Thread interrupted = Thread.ofPlatform().unstarted(() -> report(out));
        Runtime.getRuntime().addShutdownHook(interrupted); // Ctrl-C wants its figures, too
        List<Thread> sessions =
                IntStream.range(0, plan.sessions())
                        .mapToObj(n -> Thread.ofVirtual().name("load-" + n).start(this::session))
                        .toList();
        try {
            watch(sessions, progress);
            sessions.forEach(Thread::interrupt); // closes the socket it waits for
            ended(sessions, System.nanoTime() + LAST.toNanos());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            sessions.forEach(Thread::interrupt);
        }
        if (removed(interrupted)) report(out);
        return tally.exit();
    }

    /// @return false when it is running already
    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private void report(PrintWriter out) {
        out.println(tally.summary(Duration.ofNanos(System.nanoTime() - start), plan.size()));
        out.flush();
    }

    private void watch(List<Thread> sessions, PrintWriter progress) throws InterruptedException {
        long most = plan.duration().plus(grace()).toSeconds();
        for (long second = 1; second <= most && alive(sessions); second++) {
            if (ended(sessions, start + second * 1_000_000_000)) return;
            progress.println(tally.progress(second));
            progress.flush();
        }
    }

    /// As long as the run itself, a second at least.
    private Duration grace() {
        return Collections.min(
                List.of(GRACE, Collections.max(List.of(Duration.ofSeconds(1), plan.duration()))));
    }

    private static boolean alive(List<Thread> sessions) {
        return sessions.stream().anyMatch(Thread::isAlive);
    }

    /// Waits for the sessions, but not past an instant.
    private static boolean ended(List<Thread> sessions, long instant) throws InterruptedException {
        for (Thread session : sessions) {
            if (!session.join(Duration.ofNanos(Math.max(0, instant - System.nanoTime()))))
                return false;
        }
        return true;
    }

    private void session() {
        for (int tries = 0; !over() && tries < TRIES; tries++) {
            try (Outbound.Conversation conversation = sender.converse(plan.via(), host)) {
                while (conversation.usable() && sent(conversation)) tries = -1;
            } catch (IOException e) {
                tally.unreached(e);
            }
            if (!over()) LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /// Sends the next message of the series.
    ///
    /// @return whether there may be another on this connection
    private boolean sent(Outbound.Conversation conversation) {
        long n = series.getAndIncrement();
        long due = start + plan.due(n);
        if (n >= plan.messages() || !await(due)) return false;
        long from = plan.rate() == 0 ? System.nanoTime() : due;
        var posting = new Posting(plan.from(), to, letters.letter(n), host);
        try {
            conversation.deliver(posting);
            tally.attempted(posting.outcomes(), System.nanoTime() - from);
            return true;
        } catch (IOException e) {
            tally.broken(e);
            return false;
        }
    }

    private boolean over() {
        return Thread.currentThread().isInterrupted()
                || series.get() >= plan.messages()
                || System.nanoTime() - start >= plan.duration().toNanos();
    }

    /// @return whether that instant comes before the end
    private boolean await(long instant) {
        if (instant - start >= plan.duration().toNanos()) return false;
        while (instant - System.nanoTime() > 0) {
            if (Thread.currentThread().isInterrupted()) return false;
            LockSupport.parkNanos(instant - System.nanoTime());
        }
        return System.nanoTime() - start < plan.duration().toNanos();
    }
}
