package org.posthouse;

import module java.base;

import org.posthouse.mail.Collection;
import org.posthouse.mail.Intake;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Posted;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Verdict;

/// The door as a listener has it from the first moment on: it bears a name, which is all that those
/// are told who come while we start (RFC 780 section 5.3, 120). Nobody goes through before it is
/// [#open].
final class Entrance implements Intake, Collection {
    private final String host;
    private volatile Optional<Intake> within = Optional.empty();
    private volatile Collection waiting = Collection.NONE;

    Entrance(String host) {
        this.host = host;
    }

    void open(Intake intake, Collection collection) {
        waiting = collection;
        within = Optional.of(intake);
    }

    @Override
    public Optional<Box> open(InetAddress caller, Optional<String> password) {
        return waiting.open(caller, password);
    }

    private Intake within() {
        return within.orElseThrow(() -> new IllegalStateException("not open yet"));
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public Verdict route(Peer peer, ReversePath from, MailPath to) {
        return within().route(peer, from, to);
    }

    @Override
    public Optional<Mailbox> verify(String user) {
        return within().verify(user);
    }

    @Override
    public Text arrive() {
        return within().arrive();
    }

    @Override
    public Verdict.Final post(Peer peer, Posted posted, Text text) {
        return within().post(peer, posted, text);
    }
}
