package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// Scans: of this machine for real, of others with a network that is pretended.
final class ScanTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.1"); // RFC 5737

    private static Knock of(Reach reach) {
        return new Knock(reach, "because", Optional.empty());
    }

    private static List<Integer> ports(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void theOpenPortsOfThisMachineAreFound() throws Exception {
        try (var first = new ServerSocket(0, 5, LOOPBACK);
                var second = new ServerSocket(0, 5, LOOPBACK)) {
            int one = first.getLocalPort();
            int other = second.getLocalPort();
            List<Integer> around =
                    Stream.of(ports(Math.max(1, one - 50), one), List.of(other))
                            .flatMap(List::stream)
                            .distinct()
                            .toList();
            Scanned scanned = Scan.of(LOOPBACK, around, Pace.own());
            assertThat(scanned.open()).contains(one, other);
            assertThat(scanned.counts().values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(around.size());
        }
    }

    @Test
    void aPortThatNobodyListensAtIsClosed() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 5, LOOPBACK)) {
            port = socket.getLocalPort();
        }
        assertThat(Scan.of(LOOPBACK, List.of(port), Pace.own()).count(Reach.CLOSED)).isEqualTo(1);
    }

    /// Who takes a connection and resets it is there; nobody is where it is refused.
    @Test
    void aResetIsOfAnOpenPort() {
        assertThat(Knock.reach(new SocketException("Connection reset"))).isEqualTo(Reach.OPEN);
        assertThat(Knock.reach(new ConnectException("Connection refused"))).isEqualTo(Reach.CLOSED);
    }

    /// The listener at the other end sees an end, not a reset.
    @Test
    void aScannedServiceSeesAProperEnd() throws Exception {
        try (var socket = new ServerSocket(0, 5, LOOPBACK)) {
            Scan.of(LOOPBACK, List.of(socket.getLocalPort()), Pace.own());
            try (Socket caller = socket.accept()) {
                assertThat(caller.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    /// A connection to itself, as TCP allows within one machine, is no listener.
    @Test
    void aConnectionToItselfIsNoOpenPort() throws Exception {
        try (var channel = SocketChannel.open(StandardProtocolFamily.INET)) {
            channel.bind(new InetSocketAddress(LOOPBACK, 0));
            var own = (InetSocketAddress) channel.getLocalAddress();
            assertThat(channel.connect(own)).as("it connects to itself").isTrue();
            assertThat(Knock.isOurOwn(channel.socket())).isTrue();
        }
    }

    @Test
    void othersAreScannedAFewAtATimeInNoOrder() throws Exception {
        var at = new AtomicInteger();
        var most = new AtomicInteger();
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        var pace = new Pace(20, 1_000_000, 1, Duration.ofSeconds(1));
        Scanned scanned =
                new Scan(
                                ELSEWHERE,
                                pace,
                                (port, _) -> {
                                    most.accumulateAndGet(at.incrementAndGet(), Math::max);
                                    order.add(port);
                                    LockSupport.parkNanos(1_000);
                                    at.decrementAndGet();
                                    return of(port == 25 ? Reach.OPEN : Reach.CLOSED);
                                })
                        .of(ports(1, 500));
        assertThat(most.get()).isBetween(1, 20);
        assertThat(order).hasSize(500).isNotEqualTo(ports(1, 500));
        assertThat(scanned.open()).containsExactly(25);
        assertThat(scanned.count(Reach.CLOSED)).isEqualTo(499);
    }

    @Test
    void whatDoesNotAnswerIsTriedOnceMoreAndNoOftener() throws Exception {
        var tries = new ConcurrentHashMap<Integer, Integer>();
        Scanned scanned =
                new Scan(
                                ELSEWHERE,
                                new Pace(
                                        20,
                                        1_000_000,
                                        Pace.polite().retries(),
                                        Duration.ofSeconds(1)),
                                (port, _) -> {
                                    int count = tries.merge(port, 1, Integer::sum);
                                    if (port == 7 && count == 2) return of(Reach.OPEN);
                                    return of(port < 10 ? Reach.FILTERED : Reach.CLOSED);
                                })
                        .of(ports(1, 20));
        assertThat(tries.entrySet())
                .allMatch(e -> e.getValue() == (e.getKey() < 10 ? 2 : 1))
                .hasSize(20);
        assertThat(scanned.open()).containsExactly(7);
        assertThat(scanned.count(Reach.FILTERED)).isEqualTo(8);
    }

    @Test
    void aHostThatCannotBeReachedIsGivenUp() throws Exception {
        var tries = new AtomicInteger();
        var pace = new Pace(1, 1_000_000, 1, Duration.ofSeconds(1));
        Scanned scanned =
                new Scan(
                                ELSEWHERE,
                                pace,
                                (_, _) -> {
                                    tries.incrementAndGet();
                                    return of(Reach.UNREACHABLE);
                                })
                        .of(ports(1, 1000));
        assertThat(tries.get()).isLessThan(1000);
        assertThat(scanned.isUnreachable()).isTrue();
        assertThat(scanned.count(Reach.UNREACHABLE)).isEqualTo(1000);
        assertThat(scanned.why()).isEqualTo("because");
    }

    /// The limits of the dossier on scans, section 5.
    @Test
    void thePoliteOneHasItsLimits() {
        assertThat(Pace.towards(ELSEWHERE)).isEqualTo(Pace.polite());
        assertThat(Pace.towards(LOOPBACK)).isEqualTo(Pace.own());
        assertThat(Pace.polite().atOnce()).isLessThanOrEqualTo(20);
        assertThat(Pace.polite().retries()).isEqualTo(1);
        assertThat(Pace.polite().start(50)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Pace.polite().start(65_535)).isGreaterThan(Duration.ofMinutes(21));
    }
}
