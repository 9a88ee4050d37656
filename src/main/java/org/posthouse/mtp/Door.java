package org.posthouse.mtp;

import module java.base;

/// Asks the host whether it takes mail for somebody, with MAIL or MRCP, and answers what it
/// proposes by the settings: 151, it knows where else the mailbox is; 152, it does not know it, but
/// its operator may (RFC 780 section 3.1).
final class Door {
    private static final int PROPOSALS = 3; // in a row; one is what RFC 780 section 3.1 has

    private final Channel channel;
    private final Edition edition;
    private final Preliminary preliminary;
    private final MtpSenderSettings settings;

    Door(Channel channel, Edition edition, MtpSenderSettings settings) {
        this.channel = channel;
        this.edition = edition;
        this.preliminary = new Preliminary(channel, edition, settings);
        this.settings = settings;
    }

    Admission ask(String command) throws IOException {
        boolean routed = command.startsWith("MAIL FROM:<@"); // any other @ is quoted
        if (routed && edition.known() == Dialect.RFC772) return new Admission.RouteUnwanted();
        Answer answer = channel.ask(command);
        if (routed && edition.known() == Dialect.AUTO && answer.code() == 501) {
            edition.suspect();
            return new Admission.RouteUnwanted();
        }
        if (command.startsWith("MAIL")) edition.judge(answer);
        Optional<Answer> proposal = Optional.empty();
        for (int i = 0; answer.proposes() && i < PROPOSALS; i++) {
            if (!isAgreeable(answer)) return declined(command, answer);
            proposal = Optional.of(answer);
            answer = preliminary.proceed(command, settings.replyTimeout());
        }
        if (answer.kind() == Answer.Kind.PRELIMINARY) throw channel.outOfStep(command, answer);
        return new Admission.Answered(answer, proposal);
    }

    private boolean isAgreeable(Answer proposal) {
        return proposal.code() == 151 ? settings.acceptForwarding() : settings.acceptOperator();
    }

    private Admission declined(String command, Answer proposal) throws IOException {
        return switch (preliminary.stop(command)) {
            case Preliminary.Stopped.Aborted(), Preliminary.Stopped.HungUp() ->
                    new Admission.Declined(proposal);
            case Preliminary.Stopped.TooLate(var completion) ->
                    new Admission.Unheeded(proposal, completion);
        };
    }
}
