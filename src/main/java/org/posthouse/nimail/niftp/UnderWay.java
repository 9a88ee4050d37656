package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.mail.Transfer;
import org.posthouse.mail.Transfers;

/// The transfers under way of all connections, ours as P and as Q, of files and of mail: each
/// connection has its [Progress] from here, and who wants to see asks [#underWay].
public final class UnderWay implements Transfers {
    private final Set<Course> courses = ConcurrentHashMap.newKeySet();
    private final AtomicLong began = new AtomicLong();

    /// For one connection. It is seen from the moment at which something is agreed on until that is
    /// over, and nothing of it is kept otherwise.
    ///
    /// @param protocol such as `NIFTP`
    /// @param service the called service's name; empty where the port names it
    public Progress watch(
            String protocol, Transfer.Role role, InetSocketAddress peer, String service) {
        return new Course(protocol, role, peer, service);
    }

    @Override
    public List<Transfer> underWay() {
        return courses.stream()
                .flatMap(course -> course.now().stream())
                .sorted(Comparator.comparingLong(Shot::number))
                .map(Shot::transfer)
                .toList();
    }

    /// @param number in order of beginning
    private record Shot(long number, Transfer transfer) {}

    /// What stays as it is for the time of one transfer, and its counts. The thread of the
    /// conversation alone writes.
    private static final class Counts {
        private final long number;
        private final Agreement agreement;
        private final Transfer.Direction direction;
        private final Instant since = Instant.now();
        private final long began = System.nanoTime();
        private final AtomicLong octets = new AtomicLong();
        private volatile int mark;
        private volatile Transfer.Stage stage = Transfer.Stage.AGREED;

        Counts(long number, Agreement agreement, Transfer.Direction direction) {
            this.number = number;
            this.agreement = agreement;
            this.direction = direction;
            this.mark = agreement.number(Meaning.RESTART);
        }

        void moved(long more) {
            octets.setRelease(octets.getPlain() + more);
        }
    }

    private final class Course implements Progress {
        private final String protocol;
        private final Transfer.Role role;
        private final String peer;
        private final String service;
        private volatile Optional<Counts> counts = Optional.empty();

        Course(String protocol, Transfer.Role role, InetSocketAddress peer, String service) {
            this.protocol = protocol;
            this.role = role;
            String host = peer.getAddress().getHostAddress();
            this.peer = (host.contains(":") ? "[" + host + "]:" : host + ":") + peer.getPort();
            this.service = service;
        }

        @Override
        public void agreed(Agreement agreement, Transfer.Direction direction) {
            counts = Optional.of(new Counts(began.incrementAndGet(), agreement, direction));
            courses.add(this);
        }

        @Override
        public void moved(long octets) {
            Optional<Counts> now = counts; // no lambda: it is asked for every few octets
            if (now.isPresent()) now.get().moved(octets);
        }

        @Override
        public void became(Transfer.Stage stage) {
            counts.ifPresent(c -> c.stage = stage);
        }

        @Override
        public void secured(int mark) {
            counts.ifPresent(c -> c.mark = mark);
        }

        @Override
        public void over() {
            courses.remove(this);
            counts = Optional.empty();
        }

        Optional<Shot> now() {
            return counts.map(c -> new Shot(c.number, seen(c)));
        }

        private Transfer seen(Counts c) {
            long octets = c.octets.get();
            double seconds = Math.max(1, System.nanoTime() - c.began) / 1e9;
            return new Transfer(
                    protocol,
                    role,
                    peer,
                    service,
                    c.agreement.text(Meaning.USERNAME).orElse(""),
                    c.direction,
                    c.agreement.text(Meaning.FILENAME).orElse(""),
                    octets,
                    c.mark,
                    (long) (octets / seconds),
                    c.stage,
                    c.since);
        }
    }
}
