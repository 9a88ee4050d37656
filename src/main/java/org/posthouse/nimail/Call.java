package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Transfer;
import org.posthouse.nimail.niftp.Initiator;
import org.posthouse.nimail.niftp.Job;
import org.posthouse.nimail.niftp.Outcome;
import org.posthouse.nimail.niftp.Profile;
import org.posthouse.nimail.niftp.UnderWay;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// The connection to one host over which transfers are made, one after the other. It may take two,
/// until we know how the host wants NIFTP laid on TCP: no word of Q's says so before P has asked
/// for something.
final class Call implements Closeable {
    /// Connects to the host.
    interface Dialling {
        Connection open() throws IOException;
    }

    private final Dialling dialling;
    private final Laying laying;
    private final Profile profile;
    private final NimailSenderSettings settings;
    private final UnderWay underWay;
    private final Transcript transcript;
    private Connection connection;
    private Initiator initiator;
    private boolean usable = true;

    Call(
            Dialling dialling,
            Laying laying,
            Profile profile,
            NimailSenderSettings settings,
            UnderWay underWay,
            Transcript transcript)
            throws IOException {
        this.dialling = dialling;
        this.laying = laying;
        this.profile = profile;
        this.settings = settings;
        this.underWay = underWay;
        this.transcript = transcript;
        this.connection = dialling.open();
        this.initiator = initiate();
    }

    private Initiator initiate() throws IOException {
        Initiator p =
                Initiator.over(
                        connection,
                        laying.service(),
                        settings.greeting(),
                        profile,
                        underWay.watch(
                                "NIMAIL",
                                Transfer.Role.CALLING,
                                connection.peer(),
                                laying.service()),
                        transcript);
        p.times(settings.times(laying.certainty()));
        return p;
    }

    Profile profile() {
        return profile;
    }

    boolean usable() {
        return usable;
    }

    /// Makes one transfer.
    ///
    /// @throws IOException when the line breaks; there is no further transfer then
    Outcome run(Job job) throws IOException {
        boolean whole = false;
        usable = false;
        while (true) {
            boolean first = !initiator.answered();
            try {
                Outcome outcome = initiator.run(job);
                whole = true;
                return outcome;
            } catch (IOException e) {
                if (initiator.answered() || !laying.unanswered()) throw e;
                again();
            } finally {
                if (first && initiator.answered()) met();
                usable = whole;
            }
        }
    }

    /// What is known of the latest transfer although the line broke.
    Optional<Outcome> known() {
        return initiator.known();
    }

    private void met() {
        laying.answered();
        initiator.times(settings.times(laying.certainty()));
    }

    private void again() throws IOException {
        connection.close();
        connection = dialling.open();
        initiator = initiate();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
