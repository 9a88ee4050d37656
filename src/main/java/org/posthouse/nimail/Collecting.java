package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Collection;
import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Host;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.nimail.niftp.Agreement;
import org.posthouse.nimail.niftp.Meaning;
import org.posthouse.nimail.niftp.Refusal;
import org.posthouse.nimail.niftp.Service;
import org.posthouse.nimail.niftp.Service.Answer;
import org.posthouse.nimail.niftp.Source;
import org.posthouse.nimail.niftp.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands over what waits for a host that calls and asks to read, a letter for each transfer
/// (docs/nimail.md, collecting; IEN 169 section 4.4).
final class Collecting {
    private static final Logger LOG = LoggerFactory.getLogger(MailService.class);
    private static final int MOST = 1000;

    private final NimailSettings settings;
    private final Collection waiting;

    /// Letters handed over in transfers whose STOP did not come: the host knows whether it has
    /// them.
    private final Map<Unconfirmed.Name, MessageId> unended =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1;

                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<Unconfirmed.Name, MessageId> eldest) {
                            return size() > MOST;
                        }
                    });

    Collecting(NimailSettings settings, Collection waiting) {
        this.settings = settings;
        this.waiting = waiting;
    }

    Answer open(Agreement wanted, Service.Caller caller) {
        Optional<Collection.Box> box = box(wanted, caller.address().getAddress());
        if (box.isEmpty()) {
            LOG.info("no mail is kept for peer={}, or it has another password", caller.address());
            return refused(
                    State.REJECTED, "No mail is kept for your host, or it has another password");
        }
        var name = new Unconfirmed.Name(caller.address(), wanted.number(Meaning.TRANSFER_ID));
        int restart = wanted.number(Meaning.RESTART);
        try {
            if (wanted.access().resumes() && restart == Agreement.END)
                return new Answer.Send(wanted, finished(name, box.get()));
            if (restart != 0) return new Answer.Refused(Refusal.noDocket(wanted));
            return next(wanted, name, box.get());
        } catch (IOException e) {
            LOG.warn("{} cannot be given its mail: {}", box.get().name(), e.getMessage());
            return refused(State.TRY_LATER, "The mail queue of this host does not work now");
        }
    }

    private static Answer refused(State state, String why) {
        return new Answer.Refused(Refusal.of(state, why));
    }

    private Optional<Collection.Box> box(Agreement wanted, InetAddress address) {
        Optional<String> password = wanted.text(Meaning.PASSWORD);
        if (password.isEmpty()) return waiting.open(address, password);
        return settings.manner().profile().readings(password.get()).stream()
                .flatMap(reading -> waiting.open(address, Optional.of(reading)).stream())
                .findFirst();
    }

    /// What no letter can carry is given up, and the one after it is the next.
    private Answer next(Agreement wanted, Unconfirmed.Name name, Collection.Box box)
            throws IOException {
        while (true) {
            Optional<Collection.Lent> lent = box.next();
            if (lent.isEmpty()) return refused(State.REJECTED, "No waiting mail now");
            Optional<Answer> answer = Optional.empty();
            try {
                answer = offer(wanted, name, box, lent.get());
            } finally {
                if (answer.isEmpty()) lent.get().close();
            }
            if (answer.isPresent()) return answer.get();
        }
    }

    private Optional<Answer> offer(
            Agreement wanted, Unconfirmed.Name name, Collection.Box box, Collection.Lent lent)
            throws IOException {
        Delivery delivery = lent.delivery();
        List<Recipient> writable = Sending.writable(delivery, settings.letters());
        if (!writable.isEmpty()) {
            switch (delivery.fit(settings.limits())) {
                case Fit.Fits(var content) -> {
                    FetchedLetter letter = letter(name, box, lent, writable, content);
                    return Optional.of(
                            new Answer.Send(
                                    wanted.with(
                                                    Meaning.FILENAME,
                                                    delivery.message().id().toString())
                                            .with(Meaning.USERNAME, settings.user())
                                            .with(
                                                    Meaning.FILE_SIZE,
                                                    org.posthouse.nimail.niftp.Wanted.kilooctets(
                                                            letter.size())),
                                    letter));
                }
                case Fit.Unfit(var why) -> delivery.settleRest(new Outcome.Failed(why));
            }
        }
        lent.write();
        return Optional.empty();
    }

    private FetchedLetter letter(
            Unconfirmed.Name name,
            Collection.Box box,
            Collection.Lent lent,
            List<Recipient> writable,
            Content content) {
        unended.put(name, lent.delivery().message().id());
        return new FetchedLetter(
                lent,
                writable,
                content,
                new Letter.To(
                        box.name(),
                        new Host.Name(lent.knownAs()),
                        settings.letters(),
                        Generation.JNT),
                settings.manner().profile().interval(),
                () -> unended.remove(name));
    }

    /// Of a transfer that only lacks its STOP: the letter that it brought leaves the queue then.
    private Source finished(Unconfirmed.Name name, Collection.Box box) throws IOException {
        Optional<MessageId> id = Optional.ofNullable(unended.get(name));
        Optional<Collection.Lent> lent = id.isPresent() ? box.find(id.get()) : Optional.empty();
        return new Finished(lent, box.name(), () -> unended.remove(name));
    }

    /// The host has it; there is nothing to send.
    private record Finished(Optional<Collection.Lent> lent, String remote, Runnable known)
            implements Source {
        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }

        @Override
        public int interval() {
            return 1;
        }

        @Override
        public Optional<String> over(State state) {
            if (!state.equals(State.DONE)) return Optional.empty();
            known.run();
            return lent.flatMap(letter -> FetchedLetter.delivered(letter, remote));
        }

        @Override
        public void left() {
            lent.ifPresent(Collection.Lent::close);
        }
    }
}
