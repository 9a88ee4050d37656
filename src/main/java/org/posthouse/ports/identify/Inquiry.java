package org.posthouse.ports.identify;

import module java.base;

/// All that is done about one open port: it is listened to, and if it is silent, spoken to in up to
/// three ways at once, each on a connection of its own.
final class Inquiry {
    /// What a service that attends to one caller at a time needs to be done with our first.
    private static final Duration HEAD_START = Duration.ofMillis(60);

    private static final Duration LATE_GREETING = Duration.ofSeconds(5); // Sendmail's greet_pause

    private final Target target;
    private final Patience patience;
    private final Questions questions;
    private final long until;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    Inquiry(Target target, Patience patience, Identifier.Manner manner) {
        this.target = target;
        this.patience = patience;
        this.questions = new Questions(manner);
        this.until = System.nanoTime() + patience.whole().toNanos();
    }

    /// @param socket connected; it is closed here
    Identity about(Socket socket) {
        sockets.add(socket);
        try {
            return asked(socket);
        } finally {
            sockets.forEach(Inquiry::close);
        }
    }

    private Identity asked(Socket socket) {
        List<Probe> probes = questions.mayBeAsked() ? Probe.at(target.like()) : List.of();
        var evidence = new ArrayList<Evidence>();
        Talk talk = talk(socket, patience, evidence);
        Optional<Finding> greeted = new Listening(talk, target.like()).told(() -> warm(probes));
        if (greeted.isPresent()) {
            talk.close();
            return identity(List.of(new Attempt(greeted.get(), evidence)));
        }
        var silence =
                new Evidence(
                        Evidence.Side.NOTE, "silent for " + patience.greeting().toMillis() + " ms");
        var first = new Attempt(Finding.of(new Observed.Silent()), List.of(silence));
        if (!probes.isEmpty())
            return identity(
                    Stream.concat(Stream.of(first), tried(probes, talk, evidence).stream())
                            .toList());
        talk.close();
        return identity(List.of(new Attempt(unspokenTo(), first.evidence())));
    }

    private static void warm(List<Probe> probes) {
        if (probes.contains(Probe.TLS)) Thread.ofVirtual().start(TlsContext::warm);
    }

    private Finding unspokenTo() {
        if (!questions.mayBeAsked()) return Finding.of(new Observed.NotAsked());
        return Finding.of(new Observed.Silent())
                .noting(
                        "it was not spoken to: mail servers that pause before they greet punish"
                                + " whoever speaks first");
    }

    private Talk talk(Socket socket, Patience patience, List<Evidence> evidence) {
        return new Talk(new PlainPipe(socket), patience, questions, until, evidence);
    }

    /// The first on the connection there is, which has a head start; then the others, all at once.
    private List<Attempt> tried(List<Probe> probes, Talk talk, List<Evidence> evidence) {
        var done = new LinkedBlockingQueue<Attempt>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (talk) {
                                done.add(new Attempt(safely(probes.getFirst(), talk), evidence));
                            }
                        });
        var attempts = new ArrayList<Attempt>();
        int awaited = probes.size();
        if (collect(done, attempts, 1, HEAD_START)) return attempts;
        if (attempts.stream().anyMatch(Attempt::soundsLikeGreeting)) return late(attempts);
        for (Probe probe : probes.subList(1, probes.size()))
            Thread.ofVirtual().start(() -> done.add(anew(probe)));
        Duration left = Duration.ofNanos(until - System.nanoTime());
        if (collect(done, attempts, awaited, left)) return attempts;
        if (attempts.size() == awaited) attempts.replaceAll(Inquiry::withoutTls);
        return late(attempts);
    }

    /// @return whether one of them is certain; the rest need not be waited for
    private static boolean collect(
            BlockingQueue<Attempt> done, List<Attempt> attempts, int awaited, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (attempts.size() < awaited) {
                Attempt attempt = done.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (attempt == null) return false;
                attempts.add(attempt);
                if (attempt.finding().isCertain()) return true;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /// HTTP's 400 may mean that TLS was wanted. It was tried now, and nothing certain came of it.
    private static Attempt withoutTls(Attempt attempt) {
        return attempt.finding().observed().named().equals(Optional.of(Protocol.HTTP))
                ? new Attempt(attempt.finding().certain(), attempt.evidence())
                : attempt;
    }

    /// A service that greeted after all when it was spoken to is listened to once more, for as long
    /// as it may need.
    private List<Attempt> late(List<Attempt> attempts) {
        boolean found = attempts.stream().anyMatch(a -> a.finding().observed().named().isPresent());
        if (found || attempts.stream().noneMatch(Attempt::soundsLikeGreeting)) return attempts;
        var evidence = new ArrayList<Evidence>();
        evidence.add(new Evidence(Evidence.Side.NOTE, "it seems to greet late: listening again"));
        attempts.add(
                connected(
                        evidence,
                        patience.withGreeting(LATE_GREETING),
                        talk ->
                                new Listening(talk, target.like())
                                        .told(() -> {})
                                        .orElseGet(() -> Finding.of(new Observed.Silent()))));
        return attempts;
    }

    private Attempt anew(Probe probe) {
        return connected(new ArrayList<>(), patience, talk -> safely(probe, talk));
    }

    private Attempt connected(
            List<Evidence> evidence, Patience patience, Function<Talk, Finding> asking) {
        Knock knock = Knock.at(target.socketAddress(), patience.connection());
        if (knock.socket().isEmpty()) {
            evidence.add(new Evidence(Evidence.Side.NOTE, "no further connection: " + knock.why()));
            return new Attempt(Finding.of(new Observed.Silent()), evidence);
        }
        Socket socket = knock.socket().get();
        sockets.add(socket);
        try (var talk = talk(socket, patience, evidence)) {
            return new Attempt(asking.apply(talk), evidence);
        }
    }

    /// A fault of ours in one way of asking takes nothing from the others.
    private Finding safely(Probe probe, Talk talk) {
        try {
            return ask(probe, talk);
        } catch (RuntimeException e) {
            return Finding.unknown("a fault of Posthouse itself: " + e);
        }
    }

    private Finding ask(Probe probe, Talk talk) {
        return switch (probe) {
            case HTTP, FINGER, WHOIS, IDENT, ECHO -> new Line(talk, target.like()).ask(probe);
            case TLS -> tls(talk);
            case DNS -> Dns.ask(talk);
            case ISO, X400 -> IsoTransport.ask(talk, probe);
            case NIFTP, NIFTP_NAMED, NIFTP_STOP -> Niftp.ask(talk, probe);
        };
    }

    private Finding tls(Talk talk) {
        var sealed = new Sealed(target);
        Sealed.Opened opened = sealed.ask(talk, TlsContext.Alpn.OFFERED);
        if (!opened.wantsNoAlpn() || questions.left() == 0) return opened.finding();
        return connected(
                        talk.evidence(),
                        patience,
                        again -> sealed.ask(again, TlsContext.Alpn.NONE).finding())
                .finding();
    }

    private static Identity identity(List<Attempt> attempts) {
        Finding best =
                attempts.stream()
                        .map(Attempt::finding)
                        .max(Comparator.comparingInt(Finding::rank))
                        .orElseGet(() -> Finding.of(new Observed.Silent()));
        List<Evidence> evidence = attempts.stream().flatMap(a -> a.evidence().stream()).toList();
        if (best.observed() instanceof Observed.Unknown)
            best = Likeness.among(evidence).map(best::like).orElse(best);
        return new Identity(
                best.observed(), best.product(), best.security(), best.notes(), evidence);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is gone
        }
    }
}
