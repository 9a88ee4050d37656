package org.posthouse.mtp;

import module java.base;

/// What follows a preliminary reply. By RFC 780 (sections 3.1 and 5.3) the host waits for CONT or
/// ABRT. By RFC 772 ("MTP replies", 1yz) it goes on by itself, and whatever is said to it meanwhile
/// is queued: a CONT would become the first line of the text.
///
/// A host that may be of either edition is first given some time to go on by itself, by which it is
/// known for one of RFC 772. One of RFC 780 is known by a 201, a code that RFC 772 has not, or by
/// still being in step after CONT.
final class Preliminary {
    /// What came of it that we did not want the host to go on.
    sealed interface Stopped {
        /// It does not, and waits for the next command.
        record Aborted() implements Stopped {}

        /// It had to be hung up on: RFC 772 ("Discussion of mail transfer") has nothing else.
        record HungUp() implements Stopped {}

        /// It was done before we could say so.
        record TooLate(Answer completion) implements Stopped {}
    }

    private final Channel channel;
    private final Edition edition;
    private final MtpSenderSettings settings;

    Preliminary(Channel channel, Edition edition, MtpSenderSettings settings) {
        this.channel = channel;
        this.edition = edition;
        this.settings = settings;
    }

    /// Has the host go on.
    ///
    /// @param what it replied to, for an operator
    /// @param limit for the next reply
    Answer proceed(String what, Duration limit) throws IOException {
        return switch (edition.known()) {
            case RFC780 -> channel.ask("CONT", limit);
            case RFC772 -> byItself(what, limit);
            case AUTO -> {
                Optional<Answer> unasked = unasked(what);
                yield unasked.isPresent() ? unasked.get() : proceedWhenTold(limit);
            }
        };
    }

    private Answer byItself(String what, Duration limit) throws IOException {
        try {
            return channel.next(what, limit);
        } catch (SocketTimeoutException e) {
            edition.isNot();
            throw e;
        }
    }

    private Optional<Answer> unasked(String what) throws IOException {
        Optional<Answer> unasked = channel.unasked(what, settings.unasked());
        if (unasked.isPresent() && !unasked.get().refuses()) edition.is(Dialect.RFC772);
        return unasked;
    }

    private Answer proceedWhenTold(Duration limit) throws IOException {
        Answer answer = channel.ask("CONT", limit);
        if (answer.rejectsCommand()) {
            edition.is(Dialect.RFC772); // to be met as such the next time
            throw channel.outOfStep("CONT", answer);
        }
        if (answer.completes()) keepStep();
        return answer;
    }

    /// A slow host of RFC 772 completes what it was about when we have lost patience, and then has
    /// something to say about CONT, which must not be taken for the reply to the next command. NOOP
    /// tells: each receiver has it (RFC 780 section 5.5.1). What the host has completed counts
    /// whatever becomes of this.
    private void keepStep() {
        try {
            if (channel.complete("NOOP").completes()) edition.is(Dialect.RFC780);
            else if (channel.unasked("NOOP", settings.unasked()).isPresent())
                edition.is(Dialect.RFC772);
            else channel.leave();
        } catch (IOException _) {
            channel.leave();
        }
    }

    /// Has the host not go on.
    Stopped stop(String what) throws IOException {
        return switch (edition.known()) {
            case RFC780 -> abort();
            case RFC772 -> hangUp();
            case AUTO -> {
                Optional<Answer> unasked = unasked(what);
                yield unasked.isPresent() ? stopped(unasked.get()) : abort();
            }
        };
    }

    private Stopped stopped(Answer unasked) {
        if (unasked.completes()) return new Stopped.TooLate(unasked);
        return unasked.refuses() ? new Stopped.Aborted() : hangUp();
    }

    /// Only a reply that RFC 780 section 5.3 has for ABRT is trusted: any other may be to what went
    /// before.
    private Stopped abort() throws IOException {
        Answer answer = channel.ask("ABRT");
        if (answer.code() == 201) edition.is(Dialect.RFC780);
        if (answer.kind() == Answer.Kind.INTERMEDIATE) edition.is(Dialect.RFC772);
        boolean aborted =
                edition.known() == Dialect.RFC780 && answer.completes()
                        || answer.refuses() && !answer.rejectsCommand() && answer.code() != 501;
        return aborted ? new Stopped.Aborted() : hangUp();
    }

    private Stopped hangUp() {
        channel.leave();
        return new Stopped.HungUp();
    }
}
