package org.posthouse.ports.identify;

import module java.base;

/// All that is done about one open port.
final class Inquiry {
    private final Target target;
    private final Patience patience;
    private final Questions questions;
    private final long until;

    Inquiry(Target target, Patience patience, Identifier.Manner manner) {
        this.target = target;
        this.patience = patience;
        this.questions = new Questions(manner);
        this.until = System.nanoTime() + patience.whole().toNanos();
    }

    Identity about(Socket socket) {
        var evidence = new ArrayList<Evidence>();
        try (var talk = new Talk(new PlainPipe(socket), patience, questions, until, evidence)) {
            Finding finding =
                    new Listening(talk, target.like())
                            .told()
                            .orElseGet(() -> Finding.of(silence()));
            return new Identity(
                    finding.observed(),
                    finding.product(),
                    Optional.empty(),
                    finding.notes(),
                    evidence);
        }
    }

    private Observed silence() {
        return questions.mayBeAsked() ? new Observed.Silent() : new Observed.NotAsked();
    }
}
