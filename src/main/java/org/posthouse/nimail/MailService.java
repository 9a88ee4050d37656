package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Collection;
import org.posthouse.mail.Host;
import org.posthouse.mail.Intake;
import org.posthouse.mail.Peer;
import org.posthouse.nimail.niftp.Access;
import org.posthouse.nimail.niftp.Agreement;
import org.posthouse.nimail.niftp.Completed;
import org.posthouse.nimail.niftp.Mark;
import org.posthouse.nimail.niftp.Meaning;
import org.posthouse.nimail.niftp.Refusal;
import org.posthouse.nimail.niftp.Service;
import org.posthouse.nimail.niftp.State;

/// The mail service above Q (docs/nimail.md, receiving and collecting): a partner who makes a file
/// hands over a letter, one who reads fetches what waits for him. No attribute says that it is
/// mail; who calls this service means mail, and names neither file nor user.
public final class MailService implements Service {
    private final NimailSettings settings;
    private final Intake intake;
    private final Unconfirmed unconfirmed;
    private final Collecting collecting;

    /// @param waiting the mail that hosts come for
    /// @param directory for what is to be remembered of letters whose transfer broke off
    public MailService(NimailSettings settings, Intake intake, Collection waiting, Path directory) {
        this.settings = settings;
        this.intake = intake;
        this.collecting = new Collecting(settings, waiting);
        this.unconfirmed = Unconfirmed.in(directory, Instant.now());
    }

    @Override
    public Answer open(Agreement wanted, Caller caller) {
        if (wanted.text(Meaning.FILENAME).isPresent())
            return refused(State.BAD_ATTRIBUTE, "Filename given when not expected");
        if (wanted.text(Meaning.USERNAME).isPresent())
            return refused(State.BAD_ATTRIBUTE, "Username given when not expected");
        if (wanted.binary()) return refused(State.BAD_ATTRIBUTE, "Mail is text");
        return switch (wanted.access().mode()) {
            case Access.MAKE, Access.REPLACE_OR_MAKE -> receive(wanted, caller);
            case Access.READ, Access.READ_AND_REMOVE -> collecting.open(wanted, caller);
            default -> refused(State.REJECTED, "Unimplemented access mode");
        };
    }

    @Override
    public String protocol() {
        return "NIMAIL";
    }

    private static Answer refused(State state, String why) {
        return new Answer.Refused(Refusal.of(state, why));
    }

    /// Every letter is a new file, whether one may be replaced or not (IEN 169 section 4.4). Who
    /// goes on from the beginning sends all of it: its octets tell better than a number of 16 bits
    /// whether we have it.
    private Answer receive(Agreement wanted, Caller caller) {
        var name = new Unconfirmed.Name(caller.address(), wanted.number(Meaning.TRANSFER_ID));
        int restart = wanted.number(Meaning.RESTART);
        boolean again = wanted.access().resumes();
        if (again && (restart == Agreement.END || restart != 0 && unconfirmed.has(name)))
            return new Answer.Receive(
                    wanted,
                    new Completed(() -> unconfirmed.confirm(name)),
                    new Mark(restart, 0, 0));
        if (restart != 0) return new Answer.Refused(Refusal.noDocket(wanted));
        Optional<Host> host = Optional.ofNullable(settings.callers().get(address(caller)));
        var peer =
                new Peer(
                        address(caller),
                        "NIMAIL",
                        host.map(known -> known instanceof Host.Name(var it) ? it : known.key())
                                .orElse(""));
        var letter = new IncomingLetter(settings, intake, peer, host, unconfirmed.transfer(name));
        Agreement agreement =
                wanted.with(Meaning.FILENAME, letter.name())
                        .with(Meaning.USERNAME, settings.user());
        return new Answer.Receive(
                again ? agreement : agreement.with(Meaning.ACCESS, Access.MAKE),
                letter,
                Mark.START);
    }

    private static InetAddress address(Caller caller) {
        return caller.address().getAddress();
    }
}
