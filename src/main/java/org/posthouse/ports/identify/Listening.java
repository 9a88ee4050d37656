package org.posthouse.ports.identify;

import module java.base;

/// Listens to the first words of a service and goes on in the dialogue they belong to.
final class Listening {
    private static final int ENOUGH = 320; // octets: three lines of a character generator
    private static final int PAUSES = 4; // in which the end of what is over should come

    private static final Duration SOON = Duration.ofMillis(150); // for one that means to greet

    private final Talk talk;
    private final int like;

    Listening(Talk talk, int like) {
        this.talk = talk;
        this.like = like;
    }

    /// @param meanwhile to be done once it is likely that nothing will come
    /// @return what speaks there; empty when it is silent
    Optional<Finding> told(Runnable meanwhile) {
        Duration greeting = talk.patience().greeting();
        Duration soon = greeting.compareTo(SOON) < 0 ? greeting : SOON;
        boolean heard = talk.hears(soon);
        if (!heard && !talk.hasEnded()) {
            meanwhile.run();
            heard = talk.hears(greeting.minus(soon));
        }
        if (heard) return Optional.of(begun());
        return talk.hasEnded()
                ? Optional.of(Finding.unknown("it closes the connection without a word"))
                : Optional.empty();
    }

    /// What has been heard by now is the beginning.
    Finding begun() {
        // a word may come in pieces
        if (talk.held().length() < 4) talk.settle(4);
        Opening opening = Opening.of(talk.held());
        Finding finding =
                switch (opening) {
                    case REPLY -> replied();
                    case POP3 -> Greeted.pop3(talk);
                    case IMAP -> Greeted.imap(talk);
                    case POP2 -> Greeted.pop2(talk);
                    case SSH -> Greeted.ssh(talk);
                    case MANAGESIEVE -> Greeted.manageSieve(talk);
                    case HTTP -> Greeted.http(talk);
                    case TELNET -> telnet();
                    case OTHER -> other();
                };
        return talk.isEndless() ? finding.noting("it says more than is worth reading") : finding;
    }

    private Finding replied() {
        Reply greeting = talk.reply(talk.patience().answer());
        return switch (greeting.code()) {
            case 0 -> Finding.unknown("its greeting does not end");
            case 200, 201, 400, 502 -> Greeted.nntp(talk, greeting);
            default -> MailOrFiles.ask(talk, greeting);
        };
    }

    private Finding telnet() {
        talk.settle(ENOUGH);
        var opening = TelnetOpening.of(talk.held());
        if (Opening.of(opening.text() + "\0") == Opening.REPLY) {
            // FTP and the MTP of RFC 772 have Telnet beneath
            talk.hold(opening.text());
            return replied();
        }
        if (opening.commands() == 0) return Finding.unknown("it begins with octets like Telnet's");
        Confidence confidence =
                opening.sound() && opening.commands() > 1 ? Confidence.CERTAIN : Confidence.LIKELY;
        return Finding.speaks(Protocol.TELNET, confidence, opening.text());
    }

    private Finding other() {
        talk.settle(ENOUGH);
        Duration end = talk.patience().pause().multipliedBy(PAUSES);
        while (!talk.hasEnded() && talk.held().length() < ENOUGH && talk.hears(end)) {
            // its end tells a service that says one thing from one that waits
        }
        String said = talk.taken();
        return new Brief(said, talk.hasEnded(), like, Instant.now())
                .told()
                .orElseGet(
                        () ->
                                Finding.unknown(
                                        "it speaks first, and what it says fits nothing known"));
    }
}
