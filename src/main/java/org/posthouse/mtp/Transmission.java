package org.posthouse.mtp;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;

/// One message being sent to one host, in whichever way was agreed upon: one MAIL for each
/// recipient (RFC 780 section 3), recipients first (section 4.4) or text first (section 4.5).
/// Settles each recipient as soon as the reply that decides it is in.
final class Transmission {
    /// @param path as it goes on the line
    record To(Recipient recipient, String path) {}

    /// What came of MAIL or MRCP, offers to forward dealt with.
    private sealed interface Admission {
        /// @param answer no preliminary one
        record Answered(Answer answer) implements Admission {}

        /// We did not want it forwarded.
        record Declined(Answer offer) implements Admission {}
    }

    private static final int OFFERS = 3; // in a row; one is what RFC 780 section 3.1 has

    private final Channel channel;
    private final MtpSenderSettings settings;
    private final Sizes sizes;
    private final Negotiation negotiation;
    private final Delivery delivery;
    private final Content content;
    private final String mail;

    Transmission(
            Channel channel,
            MtpSenderSettings settings,
            Sizes sizes,
            Negotiation negotiation,
            Delivery delivery,
            Content content,
            String from) {
        this.channel = channel;
        this.settings = settings;
        this.sizes = sizes;
        this.negotiation = negotiation;
        this.delivery = delivery;
        this.content = content;
        this.mail = "MAIL FROM:" + from;
    }

    /// @param to at least one
    void send(List<To> to) throws IOException {
        boolean single = to.size() == 1 && sizes.allow(mail(to.getFirst()));
        Negotiation.Agreed scheme = single ? Negotiation.Agreed.NEITHER : negotiation.agree();
        switch (scheme) {
            case NEITHER -> oneByOne(to);
            case RECIPIENTS_FIRST -> recipientsFirst(new ArrayDeque<>(to));
            case TEXT_FIRST -> textFirst(new ArrayDeque<>(to));
        }
    }

    private String mail(To to) {
        return mail + " TO:" + to.path;
    }

    private void oneByOne(Collection<To> to) throws IOException {
        for (To one : to) {
            if (sizes.allow(mail(one))) settle(List.of(one), post(mail(one)));
            else settle(List.of(one), tooLong(mail(one)));
        }
    }

    /// MRCP each, then one text for all that were stored. 452 means the table is full: those stored
    /// get the text, and the table is empty again.
    private void recipientsFirst(Deque<To> waiting) throws IOException {
        var stored = new ArrayList<To>();
        while (!waiting.isEmpty()) {
            To one = waiting.remove();
            Admission admission = admit(mrcp(one));
            if (isTableFull(admission) && !stored.isEmpty()) {
                waiting.addFirst(one);
                settle(stored, post(mail));
                stored.clear();
            } else if (isMisunderstood(admission)) {
                waiting.addFirst(one);
                stored.reversed().forEach(waiting::addFirst);
                instead(waiting);
                return;
            } else if (isWelcome(admission)) {
                stored.add(one);
            } else {
                settle(List.of(one), outcome(admission));
            }
        }
        if (!stored.isEmpty()) settle(stored, post(mail));
    }

    /// The text once, then MRCP each, with an outcome of its own.
    private void textFirst(Deque<To> waiting) throws IOException {
        Outcome text = post(mail);
        if (!(text instanceof Outcome.Delivered)) {
            settle(waiting, text);
            return;
        }
        while (!waiting.isEmpty()) {
            To one = waiting.remove();
            Admission admission = admit(mrcp(one));
            if (isMisunderstood(admission)) {
                waiting.addFirst(one);
                instead(waiting);
                return;
            }
            settle(List.of(one), outcome(admission));
        }
    }

    private static String mrcp(To to) {
        return "MRCP TO:" + to.path;
    }

    /// The host does not do what it agreed to. A MAIL with a recipient works whatever the scheme,
    /// and makes the host forget what it has stored (RFC 780 section 4.2).
    private void instead(Collection<To> to) throws IOException {
        negotiation.disappointed();
        oneByOne(to);
    }

    private static boolean isTableFull(Admission admission) {
        return admission instanceof Admission.Answered(var answer) && answer.code() == 452;
    }

    private static boolean isMisunderstood(Admission admission) {
        return admission instanceof Admission.Answered(var answer) && answer.rejectsCommand();
    }

    private static boolean isWelcome(Admission admission) {
        return admission instanceof Admission.Answered(var answer) && answer.completes();
    }

    /// MAIL and, when the host wants it, the text.
    private Outcome post(String command) throws IOException {
        Admission admission = admit(command);
        if (!(admission instanceof Admission.Answered(var answer))) return outcome(admission);
        return switch (answer.kind()) {
            case INTERMEDIATE -> channel.transmit(content).outcome(channel.remote());
            case TRANSIENT_NEGATIVE, PERMANENT_NEGATIVE -> answer.outcome(channel.remote());
            // a text that was never sent cannot have arrived (RFC 780 section 5.4: an error)
            case COMPLETION, PRELIMINARY -> throw channel.outOfStep(command, answer);
        };
    }

    /// Sends MAIL or MRCP and answers what the host proposes, by the settings.
    private Admission admit(String command) throws IOException {
        Answer answer = channel.ask(command);
        for (int offers = 0; answer.proposes() && offers < OFFERS; offers++) {
            boolean accept =
                    answer.code() == 151 ? settings.acceptForwarding() : settings.acceptOperator();
            if (!accept) {
                channel.complete("ABRT");
                return new Admission.Declined(answer);
            }
            answer = channel.ask("CONT");
        }
        return new Admission.Answered(answer);
    }

    private Outcome outcome(Admission admission) throws IOException {
        return switch (admission) {
            case Admission.Answered(var answer) ->
                    channel.last("MRCP", answer).outcome(channel.remote());
            case Admission.Declined(var offer) ->
                    new Outcome.Failed(new Diagnosis("5.1.1", channel.remote(), offer.toString()));
        };
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

    private void settle(Collection<To> to, Outcome outcome) {
        to.forEach(one -> delivery.settle(one.recipient, outcome));
    }
}
