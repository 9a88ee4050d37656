package org.posthouse.mtp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.conf.Conf;
import org.posthouse.conf.Mistake;

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
                        dialect = "rfc780"
                        recipients = 7
                        command-line = 300
                        text-line = 2000
                        message-size = "1MiB"
                        command-timeout = "10s"
                        text-timeout = "20s"
                        """);
        assertThat(MtpSettings.from(conf.root()))
                .isEqualTo(
                        new MtpSettings(
                                "T",
                                7,
                                300,
                                2000,
                                1 << 20,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(20)));
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
                .contains("1:1: schemes: \"TX\" is not \"RT\", \"TR\", \"R\" or \"T\"");
        assertThat(mistake("dialect = \"rfc772\""))
                .contains("comes with a later version; this one speaks \"rfc780\" only");
        assertThat(mistake("dialect = \"auto\"")).contains("comes with a later version");
        assertThat(mistake("dialect = \"smtp\"")).contains("write \"rfc780\"");
        assertThat(mistake("recipients = 0")).contains("recipients");
        assertThat(mistake("command-line = 100")).contains("command-line");
    }

    private static String mistake(String toml) {
        Conf conf = Conf.parse("test", toml);
        assertThat(MtpSettings.from(conf.root())).isEqualTo(MtpSettings.defaults());
        return conf.mistakes().stream().map(Mistake::toString).collect(Collectors.joining());
    }
}
