package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.conf.Conf;
import org.posthouse.conf.Mistake;
import org.posthouse.mail.Host;
import org.posthouse.mail.Mailbox;

/// The settings of listener and sender as the configuration file writes them.
final class SettingsTest {
    @Test
    void anEmptyTableIsAllDefaults() {
        assertThat(MtpSettings.from(Conf.empty().root())).isEqualTo(MtpSettings.defaults());
        assertThat(MtpSenderSettings.from(Conf.empty().root()))
                .isEqualTo(MtpSenderSettings.defaults());
    }

    @Test
    void everySettingIsRead() {
        Conf conf =
                Conf.parse(
                        "test",
                        """
                        schemes = "t"
                        dialect = "Auto"
                        general-delivery = "printer@Y"
                        operator = "Joe\\\\,Smith@[010.003.000.006]"
                        recipients = 7
                        command-line = 300
                        text-line = 2000
                        message-size = "1MiB"
                        command-timeout = "10s"
                        text-timeout = "20s"
                        session-timeout = "30s"
                        waiting = 5
                        delay = "40s"
                        errors = 8
                        idle-commands = 9
                        """);
        assertThat(MtpSettings.from(conf.root()))
                .isEqualTo(
                        new MtpSettings(
                                Dialect.AUTO,
                                "T",
                                Optional.of(new Mailbox("printer", new Host.Name("Y"))),
                                Optional.of(new Mailbox("Joe,Smith", new Host.Literal("10.3.0.6"))),
                                7,
                                300,
                                2000,
                                1 << 20,
                                5,
                                Duration.ofSeconds(40),
                                8,
                                9,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(30)));
        assertThat(conf.mistakes()).isEmpty();
    }

    @Test
    void everySettingOfTheSenderIsRead() {
        Conf conf =
                Conf.parse(
                        "test",
                        """
                        accept-forwarding = false
                        accept-operator = true
                        delay = "1s"
                        unasked = "7s"
                        connect-timeout = "2s"
                        greeting-timeout = "3s"
                        reply-timeout = "4s"
                        text-timeout = "5s"
                        end-timeout = "6s"
                        """);
        assertThat(MtpSenderSettings.from(conf.root()))
                .isEqualTo(
                        new MtpSenderSettings(
                                false,
                                true,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(7),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6)));
        assertThat(conf.mistakes()).isEmpty();
    }

    @Test
    void mistakesSayWhatWouldBeRight() {
        assertThat(mistake("schemes = \"TX\""))
                .contains("1:1: schemes: \"TX\" is not \"RT\", \"TR\", \"R\" or \"T\"")
                .endsWith("nor \"none\"");
        assertThat(mistake("dialect = \"smtp\""))
                .contains("write \"rfc780\", \"rfc772\" or \"auto\"");
        assertThat(mistake("operator = \"Joe\""))
                .contains("operator: \"Joe\" is no mailbox; write \"user@host\"");
        assertThat(mistake("general-delivery = \"@A,Joe@B\"")).contains("is no mailbox");
        assertThat(mistake("recipients = 0")).contains("recipients");
        assertThat(mistake("command-line = 100")).contains("command-line");
    }

    private static String mistake(String toml) {
        Conf conf = Conf.parse("test", toml);
        assertThat(MtpSettings.from(conf.root())).isEqualTo(MtpSettings.defaults());
        return conf.mistakes().stream().map(Mistake::toString).collect(Collectors.joining());
    }
}
