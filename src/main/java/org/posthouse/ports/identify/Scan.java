package org.posthouse.ports.identify;

import module java.base;

/// Tries whether ports of a host take a connection, in no order, and says nothing on any. There are
/// no half-open connections and no forged packets: each is one that any client makes, and is ended
/// by a FIN.
public final class Scan {
    /// So many without a way to the host, and no other answer, and the rest is not tried.
    private static final int HOPELESS = 20;

    /// One attempt at a port.
    interface Knocking {
        Knock at(int port, Duration limit);
    }

    private final InetAddress address;
    private final Pace pace;
    private final Knocking knocking;
    private final List<Integer> open = Collections.synchronizedList(new ArrayList<>());
    private final Map<Reach, Integer> counts = new ConcurrentHashMap<>();
    private volatile String why = "";

    Scan(InetAddress address, Pace pace, Knocking knocking) {
        this.address = address;
        this.pace = pace;
        this.knocking = knocking;
    }

    /// Scans a host; this machine in the quickest way it has.
    ///
    /// @param ports each from 1 to 65535
    public static Scanned of(InetAddress address, Collection<Integer> ports, Pace pace)
            throws InterruptedException {
        if (Own.has(address)) return new OwnScan(address, pace.limit()).of(List.copyOf(ports));
        return new Scan(
                        address,
                        pace,
                        (port, limit) -> Knock.at(new InetSocketAddress(address, port), limit))
                .of(ports);
    }

    Scanned of(Collection<Integer> ports) throws InterruptedException {
        var order = new ArrayList<>(ports);
        Collections.shuffle(order);
        var places = new Semaphore(pace.atOnce());
        long began = System.nanoTime();
        long number = 0;
        try (ExecutorService tries = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int port : order) {
                if (isHopeless()) break;
                places.acquire();
                long early = began + pace.start(number++).toNanos() - System.nanoTime();
                if (early > 0) TimeUnit.NANOSECONDS.sleep(early);
                tries.execute(
                        () -> {
                            try {
                                note(port, tried(port));
                            } finally {
                                places.release();
                            }
                        });
            }
        }
        int done = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (done < order.size()) counts.merge(Reach.UNREACHABLE, order.size() - done, Integer::sum);
        return new Scanned(address, open, counts, why);
    }

    private Knock tried(int port) {
        Knock knock = knocked(port);
        for (int i = 0; i < pace.retries() && knock.reach() == Reach.FILTERED; i++)
            knock = knocked(port);
        return knock;
    }

    private Knock knocked(int port) {
        Knock knock = knocking.at(port, pace.limit());
        knock.socket().ifPresent(socket -> new PlainPipe(socket).close());
        return knock;
    }

    private void note(int port, Knock knock) {
        counts.merge(knock.reach(), 1, Integer::sum);
        if (knock.reach() == Reach.OPEN) open.add(port);
        if (knock.reach() == Reach.UNREACHABLE) why = knock.why();
    }

    private boolean isHopeless() {
        return counts.size() == 1 && counts.getOrDefault(Reach.UNREACHABLE, 0) >= HOPELESS;
    }
}
