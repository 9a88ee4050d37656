package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.mail.Content;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Notify;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;

/// Whose it is to tell of success, hop by hop (docs/notices.md).
final class OnusTest {
    private static final Recipient ASKS =
            new Recipient(
                    0,
                    Post.path("bob@a.example"),
                    new Request(Notify.parse("SUCCESS").orElseThrow(), Optional.empty()),
                    Recipient.Waiting.fresh(Instant.EPOCH));

    private record Nothing() implements Content {
        @Override
        public Measure measure() {
            return new Measurer().measure();
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    }

    private static Message message(String from, String acknowledgeTo) {
        return new Message(
                new MessageId(1),
                Post.reverse(from),
                Reporting.acknowledging(List.of(Post.path(acknowledgeTo))),
                new Message.Origin(Peer.ourselves("here.example"), Instant.EPOCH),
                1,
                new Nothing());
    }

    /// Columns: the hop, whether its host notifies, whether we tell who asked by SMTP, whether we
    /// acknowledge to another, and to the sender.
    @ParameterizedTest
    @CsvSource({
        "maildir:/var/mail/x, false, true,  true,  true",
        "smtp://relay:25,     false, true,  true,  true",
        "smtp://relay:25,     true,  false, true,  false",
        "mtp://old:57,        false, true,  true,  true",
        "nimail://jnt:61,     false, true,  false, false",
        "collect:salford,     false, true,  false, false",
        "discard:,            false, false, false, false",
    })
    void oneOfUsTells(String url, boolean notifies, boolean tells, boolean other, boolean sender) {
        Hop hop = ((Hop.Understood) Hop.parse(url)).hop();
        var one = new Onus(message("joe@x", "ack@y"), hop);
        assertThat(one.tells(ASKS, notifies)).isEqualTo(tells);
        assertThat(one.acknowledges(notifies)).isEqualTo(other);
        assertThat(new Onus(message("joe@x", "joe@X"), hop).acknowledges(notifies))
                .isEqualTo(sender);
        var notice = new Onus(message("<>", "ack@y"), hop);
        assertThat(notice.tells(ASKS, notifies) || notice.acknowledges(notifies)).isFalse();
    }
}
