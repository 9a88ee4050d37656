package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.conf.Conf;
import org.posthouse.gateway.ShapeSettings;

final class ShapeReaderTest {
    private static Conf conf(String toml) {
        return Conf.parse("t.toml", toml);
    }

    @Test
    void everySettingIsRead() {
        Conf conf =
                conf(
                        """
                        style = "text"
                        width = 63
                        headers = ["From", "To"]
                        addresses = "at"
                        dates = "rfc822"
                        case = "upper"
                        uuencode-below = "4KiB"
                        keep-original = "30d"
                        hosts = { MIT-AI = "mit-ai.example.org" }
                        """);
        assertThat(ShapeReader.read(conf.root()))
                .isEqualTo(
                        new ShapeSettings(
                                ShapeSettings.Style.TEXT,
                                63,
                                List.of("From", "To"),
                                ShapeSettings.Addresses.AT,
                                ShapeSettings.Dates.RFC_822,
                                ShapeSettings.Case.UPPER,
                                4096,
                                Duration.ofDays(30),
                                Map.of("MIT-AI", "mit-ai.example.org")));
        assertThat(conf.mistakes()).isEmpty();
    }

    @Test
    void nothingSaidIsTheDefault() {
        assertThat(ShapeReader.read(conf("").root())).isEqualTo(ShapeSettings.defaults());
    }

    @Test
    void mistakesAreNamed() {
        Conf conf =
                conf(
                        """
                        style = "plain"
                        width = 5
                        headers = ["From:"]
                        hosts = { MIT-AI = "no host" }
                        """);
        assertThat(ShapeReader.read(conf.root()).style()).isEqualTo(ShapeSettings.Style.AUTO);
        assertThat(conf.mistakes().stream().map(Object::toString))
                .hasSize(4)
                .anyMatch(
                        text ->
                                text.contains(
                                        "\"plain\" is not one of \"auto\", \"none\", \"text\""))
                .anyMatch(text -> text.contains("without the colon"));
    }

    @Test
    void aHostIsReachedByEitherOfItsNames() {
        Routes routes =
                Post.routes(
                        """
                        [[route]]
                        to = "mit-ai"
                        send = "mtp://10.3.0.6:57"
                        shape = { hosts = { MIT-AI = "mit-ai.example.org" } }
                        """);
        assertThat(routes.route(Post.path("u@mit-ai.example.org")))
                .isEqualTo(routes.route(Post.path("u@MIT-AI")))
                .isInstanceOf(Route.class);
    }
}
