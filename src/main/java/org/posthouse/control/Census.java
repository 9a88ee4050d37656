package org.posthouse.control;

import module java.base;

import org.posthouse.control.Summary.Row;
import org.posthouse.mail.Message;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.spool.Due;
import org.posthouse.spool.Shard;
import org.posthouse.spool.Spool;

/// Counts the queue by destination, from its oldest end and as far as a moment's work reaches.
final class Census {
    private static final int PAGE = 500;
    private static final int MESSAGES = 100_000; // about a second of reading

    private final Spool spool;
    private final Map<String, Tally> tallies = new HashMap<>();

    Census(Spool spool) {
        this.spool = spool;
    }

    private static final class Tally {
        long waiting;
        long held;
        Instant oldest = Instant.MAX;
        Optional<Instant> next = Optional.empty();

        void message(Instant arrival) {
            if (arrival.isBefore(oldest)) oldest = arrival;
        }

        void due(Instant time) {
            if (next.isEmpty() || time.isBefore(next.get())) next = Optional.of(time);
        }
    }

    Summary summary() throws IOException {
        long read = 0;
        for (Shard shard : spool.shards()) {
            var pages = new Pages(shard, Optional.empty(), PAGE);
            for (Optional<Message> m = pages.next(); m.isPresent(); m = pages.next()) {
                if (read == MESSAGES) return new Summary(rows(), new Summary.Sample(read));
                read++;
                Instant arrival = m.get().origin().arrival();
                shard.recipients(m.get().id()).forEach(to -> count(to, arrival));
            }
        }
        return new Summary(rows(), new Summary.Whole(read));
    }

    private void count(Recipient recipient, Instant arrival) {
        switch (recipient.state()) {
            case Waiting waiting -> {
                Tally tally = tally(recipient, arrival);
                tally.waiting++;
                tally.due(waiting.next());
            }
            case Held _ -> tally(recipient, arrival).held++;
            case Delivered _, Failed _ -> {}
        }
    }

    private Tally tally(Recipient recipient, Instant arrival) {
        Tally tally = tallies.computeIfAbsent(Due.destination(recipient.path()), _ -> new Tally());
        tally.message(arrival);
        return tally;
    }

    private List<Row> rows() {
        return tallies.entrySet().stream()
                .map(
                        e ->
                                new Row(
                                        e.getKey(),
                                        e.getValue().waiting,
                                        e.getValue().held,
                                        e.getValue().oldest,
                                        e.getValue().next))
                .sorted(
                        Comparator.comparingLong((Row row) -> row.waiting() + row.held())
                                .reversed()
                                .thenComparing(Row::destination))
                .toList();
    }
}
