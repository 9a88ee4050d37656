package org.posthouse.ports.identify;

import module java.base;

import org.jspecify.annotations.Nullable;

/// The scan of this machine. Its own network answers within the call that asks, so that no thread
/// has to wait and no attempt needs one of its own: a few threads ask for one port after another.
final class OwnScan {
    private static final Duration STEP = Duration.ofMillis(1);

    private final InetAddress address;
    private final Duration limit;
    private final List<Integer> open = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger filtered = new AtomicInteger();
    private final AtomicInteger unreachable = new AtomicInteger();
    private volatile String why = "";

    OwnScan(InetAddress address, Duration limit) {
        this.address = address;
        this.limit = limit;
    }

    /// A connection that has not come about at once, as with a wall that says nothing.
    private record Waiting(int port, SocketChannel channel, long until) {}

    Scanned of(List<Integer> ports) throws InterruptedException {
        var next = new AtomicInteger();
        int workers = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < workers; i++)
            threads.add(Thread.ofPlatform().daemon().name("scan").start(() -> work(ports, next)));
        for (Thread thread : threads) thread.join();
        var counts = new EnumMap<Reach, Integer>(Reach.class);
        counts.put(Reach.OPEN, open.size());
        counts.put(Reach.CLOSED, closed.get());
        counts.put(Reach.FILTERED, filtered.get());
        counts.put(Reach.UNREACHABLE, unreachable.get());
        counts.values().removeIf(count -> count == 0);
        return new Scanned(address, open, counts, why);
    }

    private void work(List<Integer> ports, AtomicInteger next) {
        var waiting = new ArrayList<Waiting>();
        for (int i = next.getAndIncrement(); i < ports.size(); i = next.getAndIncrement())
            begin(ports.get(i), waiting);
        while (!waiting.isEmpty()) {
            waiting.removeIf(this::isOver);
            if (!waiting.isEmpty()) LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private void begin(int port, List<Waiting> waiting) {
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open(family());
            channel.configureBlocking(false);
            if (channel.connect(new InetSocketAddress(address, port)) || channel.finishConnect())
                connected(port, channel);
            else waiting.add(new Waiting(port, channel, System.nanoTime() + limit.toNanos()));
        } catch (IOException e) {
            failed(port, e, channel);
        }
    }

    private ProtocolFamily family() {
        return address instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    private boolean isOver(Waiting one) {
        try {
            if (one.channel.finishConnect()) {
                connected(one.port, one.channel);
                return true;
            }
            if (System.nanoTime() - one.until < 0) return false;
            filtered.incrementAndGet();
            one.channel.close();
        } catch (IOException e) {
            failed(one.port, e, one.channel);
        }
        return true;
    }

    private void connected(int port, SocketChannel channel) throws IOException {
        try (channel) {
            boolean ourselves =
                    Objects.equals(channel.getLocalAddress(), channel.getRemoteAddress());
            if (ourselves) closed.incrementAndGet();
            else open.add(port);
        }
    }

    private void failed(int port, IOException e, @Nullable SocketChannel channel) {
        switch (Knock.reach(e)) {
            case OPEN -> open.add(port);
            case CLOSED, OPEN_OR_FILTERED -> closed.incrementAndGet();
            case FILTERED -> filtered.incrementAndGet();
            case UNREACHABLE -> {
                unreachable.incrementAndGet();
                why = Knock.reason(e);
            }
        }
        if (channel == null) return;
        try {
            channel.close();
        } catch (IOException _) {
            // it never came about
        }
    }
}
