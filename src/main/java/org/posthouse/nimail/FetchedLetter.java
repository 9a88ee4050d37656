package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Collection;
import org.posthouse.mail.Content;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.Recipient;
import org.posthouse.nimail.niftp.Source;
import org.posthouse.nimail.niftp.State;

/// A letter that a host fetches: it leaves the queue when the host says in STOP that the transfer
/// is done, before STOPACK says that we know (docs/nimail.md, collecting). Until then nobody else
/// gets it, and if the host does not say so it waits on.
final class FetchedLetter implements Source {
    private final Collection.Lent lent;
    private final Letter letter;
    private final String remote;
    private final int interval;
    private final Runnable known;

    /// @param writable the recipients, whom a letter can name
    /// @param known told that the host has it, and said so in STOP
    FetchedLetter(
            Collection.Lent lent,
            List<Recipient> writable,
            Content content,
            Letter.To to,
            int interval,
            Runnable known) {
        this.lent = lent;
        this.letter = new Letter(lent.delivery(), writable, content, to, interval);
        this.remote = to.remote();
        this.interval = interval;
        this.known = known;
    }

    long size() {
        return letter.size();
    }

    @Override
    public InputStream open() throws IOException {
        return letter.open();
    }

    @Override
    public int interval() {
        return interval;
    }

    @Override
    public Optional<String> over(State state) {
        if (!state.equals(State.DONE)) return Optional.empty();
        known.run();
        return delivered(lent, remote);
    }

    /// On record when this returns.
    ///
    /// @return what the host is to be told if it is not
    static Optional<String> delivered(Collection.Lent lent, String remote) {
        lent.delivery().settleRest(new Outcome.Delivered(remote, "NIFTP STOP 2000"));
        try {
            lent.write();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("It may be that you get this letter again");
        }
    }

    @Override
    public void refused(State state, String why) {
        var words = "NIFTP " + state + " " + why;
        lent.delivery()
                .settleRest(
                        state.temporary()
                                ? new Outcome.Deferred(new Diagnosis("4.3.0", remote, words))
                                : new Outcome.Failed(new Diagnosis("5.3.0", remote, words)));
        write(lent);
    }

    /// What cannot be written now is kept, and written later.
    static void write(Collection.Lent lent) {
        try {
            lent.write();
        } catch (IOException _) {
            // the dispatcher's log has it
        }
    }

    @Override
    public void left() {
        lent.close();
    }
}
