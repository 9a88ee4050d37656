package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.ReversePath;
import org.posthouse.pickup.Submission.Misaddressed;
import org.posthouse.pickup.Submission.Readable;
import org.posthouse.pickup.Submission.To;
import org.posthouse.pickup.Submission.Unreadable;
import org.posthouse.pickup.Taken.Unfit;

/// A file that is a message, with its envelope in the header or, for the older form that RFC 785
/// describes, its one recipient in its name.
record Letter(Intake intake, Octets octets) {
    /// A message whose header says for whom it is.
    Taken take() throws IOException {
        try (InputStream in = octets.open()) {
            return switch (Submission.read(in, author())) {
                case Unreadable(var why) -> unfit(why);
                case Readable(var submission) ->
                        switch (submission.envelope()) {
                            case Misaddressed(var why) -> unfit(why);
                            case To(_, var to) when to.isEmpty() ->
                                    unfit("no To:, Cc: or Bcc: field names a recipient");
                            case To(var from, var to) ->
                                    posting(from, to)
                                            .post(submission.octets(from, Instant.now()), octets);
                        };
            };
        }
    }

    /// One copy of a message, which is left as it is; its header tells who sent it.
    ///
    /// @param mailbox whose copy it is
    Taken take(String mailbox) throws IOException {
        if (!(Order.path("<" + mailbox + ">") instanceof PathReading.Understood(var to)))
            return unfit("its name names no mailbox");
        ReversePath from;
        try (InputStream in = octets.open()) {
            from = sender(Submission.read(in, author()));
        }
        try (InputStream in = new WithoutFinalNuls(new BufferedInputStream(octets.open()))) {
            return posting(from, List.of(to)).post(in, octets);
        }
    }

    private ReversePath sender(Submission.Reading reading) {
        return switch (reading) {
            case Readable(var submission) -> submission.sender();
            case Unreadable _ -> new ReversePath.Sender(author().path());
        };
    }

    private Posting posting(ReversePath from, List<MailPath> to) {
        return new Posting(intake, List.of(octets.file()), from, to);
    }

    private Author author() {
        String owner = octets.state().owner();
        return new Author(owner.isEmpty() ? "postmaster" : owner, "", intake.host());
    }

    private Taken unfit(String why) {
        return new Unfit(List.of(octets.file()), why);
    }
}
