package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Collection;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.TestDelivery;

/// Mail that waits for a host to come for it, in memory, for anybody who has the password. To write
/// a message down twice is a fault.
public final class WaitingMail implements Collection {
    private final List<TestDelivery> waiting = new ArrayList<>();
    private final Set<TestDelivery> lent = new HashSet<>();
    private final List<TestDelivery> gone = new ArrayList<>();
    private final Optional<String> password;

    private WaitingMail(Optional<String> password) {
        this.password = password;
    }

    public static WaitingMail of(TestDelivery... deliveries) {
        var mail = new WaitingMail(Optional.empty());
        mail.waiting.addAll(List.of(deliveries));
        return mail;
    }

    public static WaitingMail behind(String password, TestDelivery... deliveries) {
        var mail = new WaitingMail(Optional.of(password));
        mail.waiting.addAll(List.of(deliveries));
        return mail;
    }

    /// What has left the queue.
    public synchronized List<TestDelivery> gone() {
        return List.copyOf(gone);
    }

    synchronized int waits() {
        return waiting.size();
    }

    synchronized int lent() {
        return lent.size();
    }

    @Override
    public Optional<Box> open(InetAddress caller, Optional<String> given) {
        return password.isPresent() && !password.equals(given)
                ? Optional.empty()
                : Optional.of(new TheBox());
    }

    private final class TheBox implements Box {
        @Override
        public String name() {
            return "salford";
        }

        @Override
        public Optional<Lent> next() {
            return lend(_ -> true);
        }

        @Override
        public Optional<Lent> find(MessageId id) {
            return lend(delivery -> delivery.message().id().equals(id));
        }
    }

    private synchronized Optional<Collection.Lent> lend(Predicate<TestDelivery> meant) {
        return waiting.stream()
                .filter(delivery -> !lent.contains(delivery) && meant.test(delivery))
                .findFirst()
                .map(
                        delivery -> {
                            lent.add(delivery);
                            return new OneLent(delivery);
                        });
    }

    private final class OneLent implements Lent {
        private final TestDelivery delivery;

        OneLent(TestDelivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public Delivery delivery() {
            return delivery;
        }

        @Override
        public String knownAs() {
            return "relay.example";
        }

        @Override
        public void write() {
            synchronized (WaitingMail.this) {
                boolean open =
                        delivery.to().stream()
                                .map(delivery::outcome)
                                .anyMatch(
                                        outcome ->
                                                outcome.isEmpty()
                                                        || outcome.get()
                                                                instanceof Outcome.Deferred);
                if (open) return;
                if (!waiting.remove(delivery)) throw new AssertionError("written twice");
                gone.add(delivery);
            }
        }

        @Override
        public void close() {
            synchronized (WaitingMail.this) {
                lent.remove(delivery);
            }
        }
    }
}
