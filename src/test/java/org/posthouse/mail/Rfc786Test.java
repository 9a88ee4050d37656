package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 786: an address of the one world is a path of the other, with the gateway's name taken off.
final class Rfc786Test {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    joe%hostx%hosty%hostz@isie | <@hostz,@hosty,joe@hostx>
                    pat%ucl@isie               | <pat@ucl>
                    pat%ucl@USC-ISIE           | <pat@ucl>
                    pat@isie                   | <pat@isie>
                    """)
    void fromNiMailToMtp(String arrives, String leaves) {
        MailPath path = understood(JntPath.read(arrives, DomainOrder.INTERNET));
        assertThat(Rfc780Path.write(path.beyondFirst())).contains(leaves);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <@ISIE,@hostz,@hosty,joe@hostx> | joe%hostx%hosty@hostz
                    <@ISIE,pat@ucl>                 | pat@ucl
                    <@ISIE,@a,@b,pat@c>             | pat%c%b@a
                    <@ISIE,@a,pat@d>                | pat%d@a
                    <@ISIE,@e,pat@a>                | pat%a@e
                    """)
    void fromMtpToNiMail(String arrives, String leaves) {
        MailPath path = understood(Rfc780Path.read(arrives));
        assertThat(JntPath.write(path.beyondFirst(), DomainOrder.INTERNET)).contains(leaves);
    }

    private static MailPath understood(PathReading reading) {
        return switch (reading) {
            case PathReading.Understood(var path) -> path;
            case PathReading.Malformed(var why) -> throw new AssertionError(why);
        };
    }
}
