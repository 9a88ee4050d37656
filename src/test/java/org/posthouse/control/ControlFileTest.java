package org.posthouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.control.ControlFile.Bad;
import org.posthouse.control.ControlFile.Good;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Envelope;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Recipient.Delivered;
import org.posthouse.mail.Recipient.Failed;
import org.posthouse.mail.Recipient.Held;
import org.posthouse.mail.Recipient.Waiting;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Xtext;

/// The control file as a person sees it.
final class ControlFileTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final String GOLDEN =
            """
            ;; A message in Posthouse's queue: RFC 785's control file, and after each
            ;; semicolon what RFC 785 cannot say. "posthouse spool import" reads it back.
            FILE:00T3ZFT8R0000.text
            ; message id=00T3ZFT8R0000
            ; origin arrival=2026-11-21T11:00:00Z address=127.0.0.1 protocol=ESMTP name=client.example
            FROM:<@ISIE,Linda@ISIF>
            ; notices ret=HDRS envid=QQ314159
            ; acknowledge to="<Linda@ISIF>"
            TO:<DCrocker@UDel>
            ; waiting attempts=3 next=2026-11-21T13:00:00Z warned=2026-11-21T12:30:00Z
            ; last status=4.2.0 remote=relay.example reply="450 4.2.0 \\"busy\\""
            TO:<Cerf@ISIA>
            ; request notify="SUCCESS,FAILURE" orcpt="rfc822;Cerf@isia"
            ; held reason="ask Jon"
            ; waiting attempts=0 next=2026-11-21T11:00:00Z
            TO:<postel@[010.003.000.006]>
            ; delivered at=2026-11-21T11:01:00Z remote=relay.example reply="250 ok"
            TO:<jürgen@isif>
            ; failed at=2026-11-21T11:02:00Z status=5.1.1 remote="" reply="no such user"
            """;

    @Test
    void isWhatRfc785SaysAndComments() throws Unreadable {
        Instant at = Instant.parse("2026-11-21T11:00:00Z");
        var waiting =
                new Waiting(
                        3,
                        at.plusSeconds(7200),
                        Optional.of(at.plusSeconds(5400)),
                        Optional.of(new Diagnosis("4.2.0", "relay.example", "450 4.2.0 \"busy\"")));
        var asked =
                new Request(
                        Notify.parse("success,failure").orElseThrow(),
                        OriginalRecipient.parse("rfc822;Cerf@isia"));
        var reporting =
                new Reporting(
                        Optional.of(Reporting.Ret.HDRS),
                        Xtext.read("QQ314159"),
                        List.of(PathText.read("<Linda@ISIF>")));
        var recipients =
                List.of(
                        new Recipient(0, PathText.read("<DCrocker@UDel>"), waiting),
                        new Recipient(
                                1,
                                PathText.read("<Cerf@ISIA>"),
                                asked,
                                new Held("ask Jon", Waiting.fresh(at))),
                        new Recipient(
                                2,
                                PathText.read("<postel@[010.003.000.006]>"),
                                new Delivered(at.plusSeconds(60), "relay.example", "250 ok")),
                        new Recipient(
                                3,
                                PathText.read("<jürgen@isif>"),
                                new Failed(
                                        at.plusSeconds(120),
                                        Diagnosis.ours("5.1.1", "no such user"))));
        var envelope = new Envelope(PathText.readReverse("<@ISIE,Linda@ISIF>"), recipients);
        var file =
                new ControlFile(
                        "00T3ZFT8R0000.text",
                        MessageId.parse("00T3ZFT8R0000"),
                        Optional.of(new Message.Origin(Way.PEER, at)),
                        envelope.from(),
                        reporting,
                        recipients);
        assertThat(file.text()).isEqualTo(GOLDEN.replace("\n", "\r\n"));
        assertThat(ControlFile.read(GOLDEN, NOW)).isEqualTo(new Good(file));
    }

    /// RFC 785's figure 3, with its ^V before what TOPS-20 wants quoted, and the NUL of an ASCIZ
    /// file.
    @Test
    void readsTheExampleOfRfc785() throws Unreadable {
        String example =
                """
                FILE:<LINDA>\u0016[--UNSENT-MAIL-FILE--\u0016].MTP.1
                FROM:<Linda@ISIF>
                TO:<DCrocker@UDel>
                TO:<Cerf@ISIA>
                TO:<postel@ISIF>
                TO:<sluizer@isif>
                \0\0\
                """;
        ControlFile file = ((Good) ControlFile.read(example, NOW)).file();
        assertThat(file.file()).isEqualTo("[--UNSENT-MAIL-FILE--].MTP.1");
        assertThat(file.id()).isEmpty();
        assertThat(file.origin()).isEmpty();
        assertThat(file.from()).isEqualTo(PathText.readReverse("<Linda@ISIF>"));
        assertThat(file.recipients())
                .extracting(recipient -> recipient.path().toString())
                .containsExactly("DCrocker@UDel", "Cerf@ISIA", "postel@ISIF", "sluizer@isif");
        assertThat(file.recipients())
                .allMatch(recipient -> recipient.state().equals(Waiting.fresh(NOW)));
    }

    @Test
    void aNullReversePathHasAForm() throws Unreadable {
        ControlFile file = ((Good) ControlFile.read("FILE:x\nFROM:<>\nTO:<a@b>\n", NOW)).file();
        assertThat(file.from()).isEqualTo(new ReversePath.Null());
        assertThat(file.text()).contains("\r\nFROM:<>\r\n");
    }

    @Test
    void everyMistakeHasItsLine() {
        assertThat(mistakes(""))
                .containsExactly("1 FILE: is missing", "1 FROM: is missing", "1 TO: is missing");
        assertThat(mistakes("FILE:x\nFROM:<a@b>\nTO:<c@d\nTO:<e@>\n"))
                .containsExactly(
                        "3 '>' is missing at character 5 of \"<c@d\"",
                        "4 a host is missing at character 4 of \"<e@>\"");
        assertThat(recipient("; wating attempts=1 next=2026-11-21T12:00:00Z"))
                .containsExactly(
                        "3 a recipient is waiting, held, delivered or failed, not \"wating\"");
        assertThat(recipient("; waiting attempts=1")).containsExactly("3 next= is missing");
        assertThat(recipient("; waiting attempts=1 next=tomorrow"))
                .containsExactly(
                        "3 \"tomorrow\" is not a time such as 2026-11-21T12:00:00Z (ISO 8601)");
        assertThat(recipient("; waiting attempts=1 next=2026-11-21T12:00:00Z nxt=1"))
                .containsExactly("3 \"waiting\" has no nxt=");
        assertThat(recipient("; request notify=NEVER,SUCCESS"))
                .containsExactly("4 name=value or name=\"value\" is expected at \",SUCCESS\"");
        assertThat(recipient("; request notify=\"NEVER,SUCCESS\""))
                .containsExactly(
                        "4 notify is NEVER, or some of SUCCESS,FAILURE,DELAY, not"
                                + " \"NEVER,SUCCESS\"");
        assertThat(recipient("; request orcpt=joe"))
                .containsExactly(
                        "4 orcpt is a type and an address in xtext, such as rfc822;joe@x.example,"
                                + " not \"joe\"");
        assertThat(recipient("; held reason=\"x"))
                .containsExactly("4 the closing quote is missing");
        assertThat(recipient("; held reason=x reason=y"))
                .containsExactly("4 reason= stands there twice");
        assertThat(recipient("; failed at=2026-11-21T12:00:00Z status=550 remote=x reply=y"))
                .containsExactly("3 \"550\" is no status such as 4.4.1");
        assertThat(recipient("; delivered at=2026-11-21T12:00:00Z remote=x reply=y"))
                .containsExactly("5 no recipient waits or is held");
        assertThat(recipient("what is this"))
                .containsExactly("4 a line begins with FILE:, FROM:, TO: or ;");
        assertThat(mistakes("FILE:x\n; message id=7\nFROM:<a@b>\nFROM:<a@b>\nTO:<c@d>"))
                .containsExactly("2 \"7\" is no queue id", "4 FROM: stands there twice");
    }

    private static List<String> recipient(String line) {
        return mistakes("FILE:x\nFROM:<a@b>\nTO:<c@d>\n" + line + "\n");
    }

    private static List<String> mistakes(String text) {
        return ((Bad) ControlFile.read(text, NOW))
                .mistakes().stream().map(mistake -> mistake.line() + " " + mistake.what()).toList();
    }
}
