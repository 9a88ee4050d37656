package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One message being sent to one host, in whichever way was agreed upon: one MAIL for each
/// recipient (RFC 780 section 3), recipients first (section 4.4) or text first (section 4.5).
/// Settles each recipient as soon as the reply that decides it is in.
///
/// When the channel has to be left on the way, those who are not settled by then can be sent to on
/// another one; or on the same one, when the host only wants the sender written otherwise.
final class Transmission {
    private static final Logger LOG = LoggerFactory.getLogger(Transmission.class);

    /// @param path as it goes on the line
    record To(Recipient recipient, String path) {}

    /// A recipient whom the host will have the next text for.
    private record Stored(To to, Optional<Answer> proposal) {}

    private final Channel channel;
    private final Sizes sizes;
    private final Negotiation negotiation;
    private final Door door;
    private final Delivery delivery;
    private final Content content;
    private final String mail;

    Transmission(
            Channel channel,
            Sizes sizes,
            Negotiation negotiation,
            Door door,
            Delivery delivery,
            Content content,
            String from) {
        this.channel = channel;
        this.sizes = sizes;
        this.negotiation = negotiation;
        this.door = door;
        this.delivery = delivery;
        this.content = content;
        this.mail = "MAIL FROM:" + from;
    }

    /// @param to at least one
    /// @return those not settled, who are to be sent to anew
    List<To> send(List<To> to) throws IOException {
        boolean single = to.size() == 1 && sizes.allow(mail(to.getFirst()));
        Negotiation.Agreed scheme = single ? Negotiation.Agreed.NEITHER : negotiation.agree();
        var waiting = new ArrayDeque<>(to);
        switch (scheme) {
            case NEITHER -> oneByOne(waiting);
            case RECIPIENTS_FIRST -> recipientsFirst(waiting);
            case TEXT_FIRST -> textFirst(waiting);
        }
        return List.copyOf(waiting);
    }

    private String mail(To to) {
        return mail + " TO:" + to.path;
    }

    private void oneByOne(Deque<To> waiting) throws IOException {
        while (!waiting.isEmpty() && channel.usable()) {
            To one = waiting.element();
            if (sizes.allow(mail(one))) {
                Admission admission = door.ask(mail(one));
                if (admission instanceof Admission.RouteUnwanted) return;
                settle(one, post(admission), admission.agreed());
            } else {
                settle(one, tooLong(mail(one)), Optional.empty());
            }
            waiting.remove();
        }
    }

    /// MRCP each, then one text for all that were stored. 452 means the table is full: those stored
    /// get the text, and the table is empty again. A table known to be full is not asked.
    private void recipientsFirst(Deque<To> waiting) throws IOException {
        var stored = new ArrayList<Stored>();
        while (!waiting.isEmpty() && channel.usable()) {
            if (stored.size() == negotiation.table()) {
                if (!posted(stored, waiting)) return;
                continue;
            }
            Admission admission = door.ask(mrcp(waiting.element()));
            if (admission.isTableFull() && !stored.isEmpty()) {
                negotiation.tableHolds(stored.size());
                if (!posted(stored, waiting)) return;
            } else if (admission.isMisunderstood()) {
                putBack(stored, waiting);
                instead(waiting);
                return;
            } else {
                stored(admission, waiting.element()).ifPresent(stored::add);
                waiting.remove();
            }
        }
        if (channel.usable()) posted(stored, waiting);
        else putBack(stored, waiting);
    }

    /// A recipient who is welcome waits for the text; any other is settled.
    private Optional<Stored> stored(Admission admission, To one) throws IOException {
        if (admission.isTableFull()) negotiation.tableIsOtherwise();
        if (admission instanceof Admission.Answered(var answer, var proposal) && answer.completes())
            return Optional.of(new Stored(one, proposal));
        if (admission instanceof Admission.Unheeded) channel.leave(); // only so it forgets the name
        settle(one, refused("MRCP", admission), Optional.empty());
        return Optional.empty();
    }

    /// Sends the text for those stored, if there are any, and empties the list.
    ///
    /// @return false when the host wanted none of it: a MAIL for each, sent by now, or another one
    private boolean posted(List<Stored> stored, Deque<To> waiting) throws IOException {
        if (stored.isEmpty()) return true;
        Admission admission = door.ask(mail);
        if (admission.isMisunderstood() || admission instanceof Admission.RouteUnwanted) {
            putBack(stored, waiting);
            if (admission.isMisunderstood()) instead(waiting);
            return false;
        }
        Outcome outcome = post(admission);
        stored.forEach(one -> settle(one.to, outcome, one.proposal));
        stored.clear();
        return true;
    }

    private static void putBack(List<Stored> stored, Deque<To> waiting) {
        stored.reversed().forEach(one -> waiting.addFirst(one.to));
    }

    /// The text once, then MRCP each, with an outcome of its own.
    private void textFirst(Deque<To> waiting) throws IOException {
        Admission text = door.ask(mail);
        if (text instanceof Admission.RouteUnwanted) return;
        if (text.isMisunderstood()) {
            instead(waiting);
            return;
        }
        Outcome stored = post(text);
        if (!(stored instanceof Outcome.Delivered)) {
            waiting.forEach(one -> settle(one, stored, Optional.empty()));
            waiting.clear();
        }
        while (!waiting.isEmpty() && channel.usable()) {
            Admission admission = door.ask(mrcp(waiting.element()));
            if (admission.isMisunderstood()) {
                instead(waiting);
                return;
            }
            settle(waiting.element(), taken(admission), admission.agreed());
            waiting.remove();
        }
    }

    private static String mrcp(To to) {
        return "MRCP TO:" + to.path;
    }

    /// The host does not do what it agreed to. A MAIL with a recipient works whatever the scheme,
    /// and makes the host forget what it has stored (RFC 780 section 4.2).
    private void instead(Deque<To> waiting) throws IOException {
        negotiation.disappointed();
        oneByOne(waiting);
    }

    /// What came of MAIL, the text sent where it is wanted.
    private Outcome post(Admission admission) throws IOException {
        if (admission instanceof Admission.Answered(var answer, _)) {
            if (answer.kind() == Answer.Kind.INTERMEDIATE)
                return channel.transmit(content).outcome(channel.remote());
            // a text that was never sent cannot have arrived (RFC 780 section 5.4: an error)
            if (answer.completes()) throw channel.outOfStep("MAIL", answer);
        }
        if (admission instanceof Admission.Unheeded) channel.leave();
        return refused("MAIL", admission);
    }

    /// What came of MRCP when the host has the text already.
    private Outcome taken(Admission admission) throws IOException {
        return switch (admission) {
            case Admission.Answered(var answer, _) when answer.completes() ->
                    answer.outcome(channel.remote());
            case Admission.Unheeded(_, var completion) -> completion.outcome(channel.remote());
            case Admission.Answered _, Admission.Declined _, Admission.RouteUnwanted _ ->
                    refused("MRCP", admission);
        };
    }

    private Outcome refused(String command, Admission admission) throws IOException {
        return switch (admission) {
            case Admission.Answered(var answer, _) ->
                    channel.last(command, answer).outcome(channel.remote());
            case Admission.Declined(var proposal) -> unwanted(proposal);
            case Admission.Unheeded(var proposal, _) -> unwanted(proposal);
            case Admission.RouteUnwanted() ->
                    throw new IllegalStateException("not said to " + command);
        };
    }

    private Outcome unwanted(Answer proposal) {
        return new Outcome.Failed(new Diagnosis("5.1.1", channel.remote(), proposal.toString()));
    }

    private Outcome tooLong(String command) {
        return new Outcome.Failed(
                Diagnosis.ours(
                        "5.1.3",
                        "sender and recipient cannot be named in one MTP command: it would have "
                                + (command.length() + 2)
                                + " characters, the limit for this host is "
                                + sizes.command()
                                + " (RFC 780 section 5.5.3)"));
    }

    /// Where the mail goes from there belongs to the recipient's history.
    private void settle(To to, Outcome outcome, Optional<Answer> proposal) {
        Recipient recipient = to.recipient;
        if (outcome instanceof Outcome.Delivered(var remote, var reply) && proposal.isPresent()) {
            LOG.info(
                    "{} forwarded to=<{}> remote={} reply=\"{}\"",
                    delivery.message().id(),
                    recipient.path(),
                    remote,
                    proposal.get());
            String both = reply + " (after " + proposal.get() + ")";
            delivery.settle(recipient, new Outcome.Delivered(remote, both));
        } else {
            delivery.settle(recipient, outcome);
        }
    }
}
