package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.Xtext;

/// One who sends a letter, asks to be told what becomes of it, and is told. He sends from
/// `x.example`; `a.example` is reached by SMTP, `jnt.example` by NI MAIL.
final class Sender implements AutoCloseable {
    static final String RELAY = "smtp://relay:25";
    static final String JNT = "nimail://jnt:61";
    private static final String ROUTES =
            """
            host = "here.example"
            [[route]]
            to = "a.example"
            send = "smtp://relay:25"
            [[route]]
            to = "jnt.example"
            send = "nimail://jnt:61"
            [[route]]
            to = "nowhere.example"
            send = "discard:"
            [[route]]
            to = ["x.example", "ack.example"]
            send = "hold:"
            known-as = "gate.example"
            """;
    private static final String LETTER =
            "From: Joe <joe@x.example>\r\nSubject: a letter\r\n\r\n" + "Hello\r\n".repeat(30);

    final Post post = new Post(ROUTES);

    /// @param wanted as the value of NOTIFY (RFC 3461 section 4.1); empty if it is not said
    /// @param original as the value of ORCPT (section 4.2)
    void ask(String to, String wanted, String original) {
        post.requests.put(
                to,
                new Request(
                        Notify.parse(wanted).orElseGet(Notify.Unsaid::new),
                        OriginalRecipient.parse(original)));
    }

    static Reporting envelope(Optional<Reporting.Ret> ret, String envid) {
        return new Reporting(ret, Xtext.read(envid), List.of());
    }

    /// Sends, and waits until all that comes of it is on record.
    MessageId send(String from, String... to) throws IOException {
        post.start();
        MessageId id = post.queue(LETTER, from, to);
        post.announce(id);
        post.awaitGone(id);
        return id;
    }

    List<Message> notices() {
        return Notices.in(post.shard);
    }

    String onlyNotice() throws IOException {
        assertThat(notices()).hasSize(1);
        return Notices.text(notices().getFirst());
    }

    List<String> recipients(Message notice) {
        return post.shard.recipients(notice.id()).stream()
                .map(one -> one.path().toString())
                .toList();
    }

    @Override
    public void close() {
        post.close();
    }
}
