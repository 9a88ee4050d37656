package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.TestDelivery;
import org.posthouse.nimail.NimailSender;
import org.posthouse.nimail.NimailSenderSettings;
import org.posthouse.nimail.ScriptedQ;
import org.posthouse.wire.Transcript;

/// A letter from one NI MAIL host to another by way of today's SMTP: P, our Q, SMTP, Postfix, SMTP,
/// our P, Q (a route in the envelope is not kept: RFC 5321 appendix C). The order of domains is
/// turned at each end, so that the last host hears the recipients and the addresses of the header
/// as the first one wrote them.
@Tag("interop")
final class NimailWholeWayInteropTest {
    private static final String BODY = "Hello both.\r\n.\r\n..\r\n\r\nFrom here\r\n  end\r\n";

    @TempDir private Path directory;

    @Test
    void throughPostfixAndBackToNimail() throws Exception {
        try (var q =
                        new ScriptedQ(
                                line -> {
                                    while (true) line.take();
                                });
                Destination last =
                        Destination.start(
                                directory.resolve("last"),
                                "last.test",
                                route("nimail://127.0.0.1:" + q.port()));
                Postfix postfix =
                        Postfix.relayingTo(last.port("SMTP"), directory.resolve("postfix"));
                Destination first =
                        Destination.start(
                                directory.resolve("first"),
                                "first.test",
                                "[listen.nimail]\naddress = \"127.0.0.1:0\"\n"
                                        + route("smtp://127.0.0.1:" + postfix.port()))) {
            send(first.port("NIMAIL"));
            Await.until(
                    "the letter has gone all the way",
                    () -> q.said().stream().anyMatch(said -> said.startsWith("STOP")));
            List<String> records =
                    q.said().stream()
                            .filter(said -> said.startsWith("| "))
                            .map(said -> said.substring(2))
                            .toList();
            int list = records.indexOf("");
            assertThat(records.subList(0, list))
                    .map(line -> line.replace(",", ""))
                    .containsExactlyInAnyOrder("fred@UK.AC.beta", "jane@UK.AC.gamma");
            int header = list + 1 + records.subList(list + 1, records.size()).indexOf("");
            assertThat(records.subList(list + 1, header))
                    .contains(
                            "Date: Tue, 14 Feb 1984 10:23:45 +0000",
                            "From: Sam <sam@UK.AC.alpha>",
                            "To: fred@UK.AC.beta, jane@UK.AC.gamma",
                            "Cc: \"L. Smith\" <ls@UK.AC.ucl.cs>",
                            "Subject: Test");
            assertThat(String.join("\r\n", records.subList(header + 1, records.size())) + "\r\n")
                    .isEqualTo(BODY);
        }
    }

    private static void send(int port) throws IOException {
        var letter =
                TestDelivery.of(
                        "sam@alpha.AC.UK",
                        "fred@beta.AC.UK jane@gamma.AC.UK",
                        """
                        Date: Tue, 14 Feb 84 10:23:45 GMT
                        From: Sam <sam@alpha.AC.UK>
                        To: fred@beta.AC.UK, jane@gamma.AC.UK
                        Cc: "L. Smith" <ls@cs.ucl.AC.UK>
                        Subject: Test

                        """
                                        .replace("\n", "\r\n")
                                + BODY);
        var hop = (Hop.Understood) Hop.parse("nimail://127.0.0.1:" + port);
        try (var p =
                new NimailSender(
                                NimailSenderSettings.defaults(),
                                Acquaintances.NONE,
                                Transcript.NONE)
                        .converse(hop.hop(), "alpha.AC.UK")) {
            p.deliver(letter);
        }
        assertThat(letter.lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith("Delivered NIFTP ER 00"));
    }

    private static String route(String send) {
        return """
        [[route]]
        to = "*.ac.uk"
        send = "%s"
        retry = ["1s"]
        """
                .formatted(send);
    }
}
