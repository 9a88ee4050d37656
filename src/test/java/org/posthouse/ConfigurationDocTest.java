package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;

/// docs/configuration.md and the example file name the settings there are, all of them and no
/// others.
final class ConfigurationDocTest {
    private static final String EVERYTHING =
            """
            [listen.smtp]
            [listen.mtp]
            general-delivery = "printer@x.example"
            operator = "operator@x.example"
            [listen.ftpmail]
            [listen.nimail]
            [listen.niftp]
            tree = "src"
            guest = "anonymous"
            [listen.niftp.user.pat]
            password = "pbkdf2:1:AAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            [collect.salford]
            addresses = ["10.9.0.1"]
            [[route]]
            to = "x.example"
            send = "hold:"
            [pickup]
            directory = "in"
            [spool]
            reserve = "1MiB"
            [send.ftpmail.login.multics]
            """;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
    private static final Pattern KEY = Pattern.compile("(?m)^([a-z-]+) = ");

    @Test
    void theManualNamesTheSettingsThereAre() throws IOException {
        Set<String> told = all(ROW, Files.readString(Path.of("docs/configuration.md")));
        Conf conf = Conf.parse("everything", EVERYTHING);
        Settings settings = Settings.from(conf, Optional.empty(), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes()).isEmpty();
        assertThat(settings.listeners()).hasSize(5);
        assertThat(told).isEqualTo(all(KEY, conf.effective()));
    }

    @Test
    void whatIsShownReadsTheSameAgain() {
        String shown = shown(EVERYTHING);
        assertThat(shown(shown).replace("  # default", ""))
                .isEqualTo(shown.replace("  # default", ""));
    }

    private static String shown(String toml) {
        Conf conf = Conf.parse("shown", toml);
        Settings.from(conf, Optional.empty(), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes()).isEmpty();
        return conf.effective();
    }

    @Test
    void theExampleHasNoMistakes() {
        Conf conf = Conf.read(Path.of("src/main/dist/share/examples/posthouse.toml"));
        assertThat(Settings.from(conf, Optional.empty(), Ports.STANDARD).listeners()).isNotEmpty();
        assertThat(conf.mistakes()).isEmpty();
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
