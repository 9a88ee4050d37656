package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.conf.Conf;
import org.posthouse.conf.Mistake;

/// The settings of listener, sender and hop as they are written.
final class SettingsTest {
    @TempDir private Path directory;

    @Test
    void anEmptyTableIsAllDefaults() {
        assertThat(FtpmailSettings.from(Conf.empty().root())).isEqualTo(FtpmailSettings.defaults());
        assertThat(FtpmailSenderSettings.from(Conf.empty().root()))
                .isEqualTo(FtpmailSenderSettings.defaults());
    }

    @Test
    void everySettingIsRead() {
        Conf conf =
                Conf.parse(
                        "test",
                        """
                        replies = "rfc743"
                        schemes = "t"
                        general-delivery = "desk"
                        recipients = 7
                        command-line = 300
                        text-line = 2000
                        message-size = "1MiB"
                        errors = 3
                        idle-commands = 4
                        command-timeout = "10s"
                        text-timeout = "20s"
                        session-timeout = "30s"
                        data-timeout = "40s"
                        """);
        assertThat(FtpmailSettings.from(conf.root()))
                .isEqualTo(
                        new FtpmailSettings(
                                Generation.RFC743,
                                "T",
                                "desk",
                                7,
                                300,
                                2000,
                                1 << 20,
                                3,
                                4,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(40)));
        assertThat(conf.mistakes()).isEmpty();
    }

    @Test
    void everySettingOfTheSenderIsRead() {
        Conf conf =
                Conf.parse(
                        "test",
                        """
                        delay = "1s"
                        connect-timeout = "2s"
                        greeting-timeout = "3s"
                        reply-timeout = "4s"
                        text-timeout = "5s"
                        end-timeout = "6s"
                        [login.multics]
                        user = "Posthouse.Mail"
                        password-file = "/etc/posthouse/multics"
                        account = "Mail"
                        """);
        Login multics =
                new Login("Posthouse.Mail", Optional.of(Path.of("/etc/posthouse/multics")), "Mail");
        assertThat(FtpmailSenderSettings.from(conf.root()))
                .isEqualTo(
                        new FtpmailSenderSettings(
                                Map.of("netml", Login.NETML, "multics", multics),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6)));
        assertThat(conf.mistakes()).isEmpty();
    }

    @Test
    void aPasswordIsTheFirstLineOfItsFile() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "Sesame\nnot this\n");
        assertThat(new Login("a", Optional.of(file), "").password()).isEqualTo("Sesame");
        assertThat(new Login("a", Optional.empty(), "").password()).isEqualTo("a");
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> new Login("a", Optional.of(missing), "").password())
                .hasMessage("the password file " + missing + " cannot be read");
    }

    @Test
    void mistakesSayWhatWouldBeRight() {
        assertThat(mistake("replies = \"rfc454\"")).contains("write \"rfc765\" or \"rfc743\"");
        assertThat(mistake("schemes = \"TX\"")).contains("is not \"RT\", \"TR\", \"R\" or \"T\"");
        assertThat(mistake("recipients = 0")).contains("recipients");
    }

    private static String mistake(String toml) {
        Conf conf = Conf.parse("test", toml);
        assertThat(FtpmailSettings.from(conf.root())).isEqualTo(FtpmailSettings.defaults());
        return conf.mistakes().stream().map(Mistake::toString).collect(Collectors.joining());
    }

    @Test
    void aHopSaysWhatItsHostIs() {
        assertThat(wrong("host", "mit-ai,ai.mit.edu")).isEmpty();
        assertThat(wrong("host", "mit ai"))
                .contains("host is \"mit ai\", not a host name, or several with commas");
        assertThat(wrong("text", "fax")).contains("text is \"fax\", not \"either\", \"mail\"");
        assertThat(wrong("password", "x")).contains("ftpmail hops take command, data, host, login");
    }

    private static String wrong(String name, String value) {
        return FtpmailSender.hopSettings()
                .wrong("ftpmail hops", new TreeMap<>(Map.of(name, value)))
                .orElse("");
    }
}
