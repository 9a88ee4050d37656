package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.JntManner;
import org.posthouse.mail.JntPath;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.nimail.niftp.Access;
import org.posthouse.nimail.niftp.Job;
import org.posthouse.nimail.niftp.Meaning;
import org.posthouse.nimail.niftp.Profile;
import org.posthouse.nimail.niftp.State;
import org.posthouse.nimail.niftp.Wanted;
import org.posthouse.wire.ReplyLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sender's part of one conversation, which may carry several messages. A letter takes all of a
/// message's recipients, or as many as the host takes in one; each is a transfer of its own.
final class Sending implements Outbound.Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(NimailSender.class);
    private static final String BROKEN = "4.4.2"; // RFC 3463 section 3.5: the line broke
    private static final Diagnosis UNWRITABLE =
            Diagnosis.ours("5.1.3", "the address has characters that JNT Mail cannot carry");

    private final Call call;
    private final HopSettings hop;
    private final Letter.To to;

    Sending(Call call, HopSettings hop, Letter.To to) {
        this.call = call;
        this.hop = hop;
        this.to = to;
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        List<Recipient> writable = writable(delivery, to.manner());
        if (writable.isEmpty()) return;
        switch (delivery.fit(hop.limits())) {
            case Fit.Unfit(var why) -> delivery.settleRest(new Outcome.Failed(why));
            case Fit.Fits(var content) -> deliver(delivery, writable, content);
        }
    }

    /// The recipients that a letter can name; the others are given up.
    static List<Recipient> writable(Delivery delivery, JntManner manner) {
        var writable = new ArrayList<Recipient>();
        for (Recipient recipient : delivery.to()) {
            if (JntPath.write(recipient.path(), manner.order()).isPresent())
                writable.add(recipient);
            else delivery.settle(recipient, new Outcome.Failed(UNWRITABLE));
        }
        return writable;
    }

    private void deliver(Delivery delivery, List<Recipient> recipients, Content content)
            throws IOException {
        List<Recipient> left = recipients;
        while (!left.isEmpty()) {
            List<Recipient> some = left.subList(0, Math.min(hop.recipients(), left.size()));
            left = left.subList(some.size(), left.size());
            int interval = call.profile().interval();
            send(new Letter(delivery, some, content, to, interval), wasBroken(some));
            if (!left.isEmpty() && !call.usable())
                throw new EOFException("the line broke between two letters");
        }
    }

    /// Whether an attempt before this one ended with a broken line: the host may have the letter,
    /// and we do not know.
    private static boolean wasBroken(List<Recipient> recipients) {
        return recipients.stream()
                .anyMatch(
                        recipient ->
                                recipient.state() instanceof Recipient.Waiting waiting
                                        && waiting.last()
                                                .filter(why -> why.status().equals(BROKEN))
                                                .isPresent());
    }

    /// A host that may have the letter is asked to go on with it, so that it can know it again; one
    /// that does not gets it anew.
    private void send(Letter letter, boolean again) throws IOException {
        try {
            var access = hop.generation().access();
            var outcome = call.run(job(letter, again ? access.resuming() : access));
            if (again && !letter.begun() && !outcome.state().equals(State.TRY_LATER))
                outcome = call.run(job(letter, access));
            settle(letter, outcome);
        } catch (IOException e) {
            if (call.known().isPresent()) settle(letter, call.known().get());
            else broken(letter, e);
        }
    }

    private Job job(Letter letter, Access access) {
        boolean unix = call.profile() == Profile.UNIX_NIFTP;
        return new Job.Give(
                new Wanted(
                        access,
                        new Wanted.Kind.Text(unix ? 0x00ff : 0x0001),
                        letter.identifier(),
                        0,
                        Map.of(),
                        unix
                                ? Set.of(Meaning.FILENAME, Meaning.USERNAME)
                                : hop.generation().asked(),
                        OptionalInt.of(Wanted.kilooctets(letter.size()))),
                letter);
    }

    /// Once something of it was sent the host may have it: then this attempt is over, and the next
    /// one asks.
    private static void broken(Letter letter, IOException e) throws IOException {
        if (letter.begun())
            letter.settle(
                    new Outcome.Deferred(
                            Diagnosis.ours(
                                    BROKEN,
                                    "the line broke before the letter was acknowledged: "
                                            + e.getMessage())));
        throw e;
    }

    private void settle(Letter letter, org.posthouse.nimail.niftp.Outcome outcome) {
        String words = ReplyLines.printable(String.join("; ", outcome.messages()));
        if (letter.taken()) {
            if (!outcome.done())
                LOG.warn("{} has a problem with a letter it took: {}", to.remote(), words);
        } else if (letter.unreadable()) {
            letter.settle(new Outcome.Deferred(Diagnosis.ours("4.3.0", words)));
        } else {
            letter.settle(refused(outcome.state(), words));
        }
    }

    private Outcome refused(State state, String words) {
        String reply = "NIFTP " + state + (words.isEmpty() ? "" : " " + words);
        return state.temporary() || state.equals(State.NO_RESUMPTION)
                ? new Outcome.Deferred(new Diagnosis("4.3.0", to.remote(), reply))
                : new Outcome.Failed(new Diagnosis("5.3.0", to.remote(), reply));
    }

    @Override
    public boolean usable() {
        return call.usable();
    }

    @Override
    public void close() throws IOException {
        call.close();
    }
}
