package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;

/// One message being sent to one host, in whichever way was agreed upon: one text for each
/// recipient, recipients first or text first (RFC 743). Settles each recipient as soon as the reply
/// that decides it is in.
final class Transmission {
    /// @param name as it goes on the line
    record To(Recipient recipient, String name) {}

    private final Channel channel;
    private final Negotiation negotiation;
    private final Passage passage;
    private final Delivery delivery;
    private final Content content;

    Transmission(
            Channel channel,
            Negotiation negotiation,
            Passage passage,
            Delivery delivery,
            Content content) {
        this.channel = channel;
        this.negotiation = negotiation;
        this.passage = passage;
        this.delivery = delivery;
        this.content = content;
    }

    /// @param to at least one
    void send(List<To> to) throws IOException {
        Negotiation.Agreed scheme =
                to.size() == 1 ? Negotiation.Agreed.NEITHER : negotiation.agree();
        switch (scheme) {
            case NEITHER -> oneByOne(to);
            case RECIPIENTS_FIRST -> recipientsFirst(new ArrayDeque<>(to));
            case TEXT_FIRST -> textFirst(new ArrayDeque<>(to));
        }
    }

    private void oneByOne(Collection<To> to) throws IOException {
        for (To one : to) settle(List.of(one), passage.post(content, one.name));
    }

    /// One text for all names that were stored. 440 or 452 means the table is full: those stored
    /// get the text, and the table is empty again.
    private void recipientsFirst(Deque<To> waiting) throws IOException {
        var stored = new ArrayList<To>();
        while (!waiting.isEmpty()) {
            To one = waiting.remove();
            Answer answer = name(one);
            if (answer.isTableFull() && !stored.isEmpty()) {
                waiting.addFirst(one);
                settle(stored, passage.post(content, ""));
                stored.clear();
            } else if (answer.rejectsCommand()) {
                waiting.addFirst(one);
                stored.reversed().forEach(waiting::addFirst);
                instead(waiting);
                return;
            } else if (answer.completes()) {
                stored.add(one);
            } else {
                settle(List.of(one), answer.outcome(channel.remote()));
            }
        }
        if (!stored.isEmpty()) settle(stored, passage.post(content, ""));
    }

    /// The text once, then each name, with an outcome of its own.
    private void textFirst(Deque<To> waiting) throws IOException {
        Outcome text = passage.post(content, "");
        if (!(text instanceof Outcome.Delivered)) {
            settle(waiting, text);
            return;
        }
        while (!waiting.isEmpty()) {
            To one = waiting.remove();
            Answer answer = name(one);
            if (answer.rejectsCommand()) {
                waiting.addFirst(one);
                instead(waiting);
                return;
            }
            settle(List.of(one), answer.outcome(channel.remote()));
        }
    }

    private Answer name(To one) throws IOException {
        return channel.complete(negotiation.recipient(one.name));
    }

    /// The host does not do what it agreed to, or does not know the name and says so in a way that
    /// could mean either. A MAIL with a recipient works whatever the scheme, and makes the host
    /// forget what it has stored.
    private void instead(Collection<To> to) throws IOException {
        negotiation.disappointed();
        oneByOne(to);
    }

    private void settle(Collection<To> to, Outcome outcome) {
        to.forEach(one -> delivery.settle(one.recipient, outcome));
    }
}
