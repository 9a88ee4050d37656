package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.conf.Conf;
import org.posthouse.conf.Mistake;
import org.posthouse.conf.Query;
import org.posthouse.mail.Hop;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Rfc780Path;

import java.lang.management.ManagementFactory;

final class RoutesTest {
    private static final List<Scheme> SCHEMES =
            List.of(
                    Scheme.host(
                            "smtp",
                            Query.of(
                                    Map.of(
                                            "name",
                                            Query.word("value", "other"),
                                            "size",
                                            Query.number(1, 9)))),
                    Scheme.host("mtp", Query.NONE),
                    Scheme.place("maildir"));

    private static final String FILE =
            """
            host = "relay.example.org"
            names = ["Example.org"]

            [[route]]
            to = "alice@example.org"
            send = "smtp://alice:25"

            [[route]]
            to = ["*.AC.uk", "ac.uk"]
            send = "smtp://janet:25"
            known-as = "relay.ac.uk"

            [[route]]
            to = "ox.ac.uk"
            send = "smtp://never:25"

            [[route]]
            to = "[10.3.0.6]"
            send = "mtp://ten:57"

            [[route]]
            to = "#1234"
            send = "mtp://number:57"

            [[route]]
            to = "bob@mit-ai"
            send = "mtp://bob:57"

            [[route]]
            to = "mit-ai"
            send = ["mtp://ai:57", "smtp://ai:25"]
            retry = ["2m", "1h"]
            give-up = "3d"
            connections = 2

            [[route]]
            to = "held.example"
            send = "hold:"

            [[route]]
            to = "*"
            send = "smtp://smarthost:25?name=value"
            """;

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    <alice@example.org>          , smtp://alice:25
                    <ALICE@EXAMPLE.ORG>          , smtp://alice:25
                    <carol@example.org>          , maildir:/data/mail/{user}
                    <carol@relay.example.org>    , maildir:/data/mail/{user}
                    <carol@localhost>            , maildir:/data/mail/{user}
                    <carol@[127.0.0.1]>          , maildir:/data/mail/{user}
                    <carol@relay.ac.uk>          , smtp://janet:25
                    <x@ox.ac.uk>                 , smtp://janet:25
                    <x@maths.ox.ac.uk>           , smtp://janet:25
                    <x@ac.uk>                    , smtp://janet:25
                    <x@notac.uk>                 , smtp://smarthost:25?name=value
                    <x@[010.003.000.006]>        , mtp://ten:57
                    <x@#1234>                    , mtp://number:57
                    <Bob@MIT-AI>                 , mtp://bob:57
                    <joe@mit-ai>                 , mtp://ai:57
                    '<@mit-ai,bob@mit-ai>'       , mtp://ai:57
                    '<@mit-ai,@ox.ac.uk,alice@example.org>', mtp://ai:57
                    <x@held.example>             , hold:
                    <x@elsewhere.example.>       , smtp://smarthost:25?name=value
                    """)
    void theFirstThatMatchesWins(String path, String hop) {
        assertThat(routes(FILE).route(path(path)))
                .isInstanceOfSatisfying(
                        Route.class, r -> assertThat(r.hops().getFirst().url()).isEqualTo(hop));
    }

    @Test
    void aRouteHasItsOwnPatienceAndName() {
        Routes routes = routes(FILE);
        assertThat(routes.route(path("<joe@mit-ai>")))
                .isEqualTo(
                        new Route(
                                "mit-ai",
                                List.of(hop("mtp://ai:57"), hop("smtp://ai:25")),
                                new Patience(
                                        List.of(Duration.ofMinutes(2), Duration.ofHours(1)),
                                        Duration.ofDays(3),
                                        Duration.ofHours(4)),
                                2,
                                "relay.example.org"));
        assertThat(routes.knownAs(path("<x@ox.ac.uk>"))).isEqualTo("relay.ac.uk");
        assertThat(routes.knownAs(path("<x@y>"))).isEqualTo("relay.example.org");
    }

    @Test
    void withoutARouteThereIsNone() {
        Routes routes = routes("host = \"here.example\"");
        assertThat(routes.route(path("<x@there.example>")))
                .isEqualTo(new Routing.Nowhere(path("<x@there.example>").next()));
        assertThat(routes.route(path("<x@here.example>"))).isInstanceOf(Route.class);
    }

    @Test
    void withoutAConfigurationThisMachineIsOurs() {
        Routes routes = routes("");
        assertThat(routes.host()).isNotEmpty();
        assertThat(routes.ours(path("<x@localhost>").mailbox())).isTrue();
        assertThat(routes.ours(path("<x@" + routes.host() + ">").mailbox())).isTrue();
    }

    @Test
    void ourOwnNamesGoFromTheFrontOfARoute() {
        Routes routes = routes(FILE);
        assertThat(routes.onward(path("<@relay.example.org,@RELAY.ac.uk,@b,c@d>")))
                .isEqualTo(path("<@b,c@d>"));
        assertThat(routes.onward(path("<@b,@example.org,c@d>")))
                .isEqualTo(path("<@b,@example.org,c@d>"));
    }

    @Test
    void aHoldingRouteHoldsFromTheStart() {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        var route = (Route) routes(FILE).route(path("<x@held.example>"));
        assertThat(route.entering(now))
                .isEqualTo(
                        new Recipient.Held(
                                "the route to held.example holds mail",
                                Recipient.Waiting.fresh(now)));
        assertThat(((Route) routes(FILE).route(path("<x@y>"))).entering(now))
                .isEqualTo(Recipient.Waiting.fresh(now));
    }

    @Test
    void aDestinationIsUniformUnlessARouteNamesItsMailboxes() {
        Routes routes = routes(FILE);
        assertThat(routes.uniform("mit-ai")).isFalse();
        assertThat(routes.uniform("ox.ac.uk")).isTrue();
        assertThat(routes.towards("mit-ai"))
                .map(r -> r.hops().getFirst().url())
                .contains("mtp://ai:57");
        assertThat(routes.towards("example.org"))
                .map(r -> r.hops().getFirst().url())
                .contains("maildir:/data/mail/{user}");
        assertThat(routes("host = \"a.b\"").towards("c.d")).isEmpty();
    }

    @Test
    void aTableFileListsPatterns(@TempDir Path directory) throws IOException {
        Path table = directory.resolve("table");
        Files.writeString(table, "# hosts\n\n  one.example # the first\n#99\n*.two.example\nx y\n");
        Conf conf =
                Conf.parse(
                        "t.toml",
                        """
                        [[route]]
                        to = "%s"
                        send = "smtp://there:25"
                        [[route]]
                        to = "/no/such/file"
                        send = "hold:"
                        """
                                .formatted(table));
        Routes routes = read(conf);
        for (String host : List.of("one.example", "a.two.example", "#99"))
            assertThat(routes.route(path("<x@" + host + ">"))).isInstanceOf(Route.class);
        assertThat(routes.route(path("<x@two.example>"))).isInstanceOf(Routing.Nowhere.class);
        assertThat(conf.mistakes())
                .extracting(Mistake::line, Mistake::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                2,
                                "route.to: "
                                        + table
                                        + " line 6: \"x y\" is not host, user@host, *.domain, * or"
                                        + " the path of a table file"),
                        org.assertj.core.groups.Tuple.tuple(
                                5, "route.to: there is no table file /no/such/file"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    send = "smtp:mx"                     | 3 | smtp:mx (DNS MX) is not in this version; name the host
                    send = "smpt://a:25"                 | 3 | unknown scheme "smpt"; a next hop begins with collect:, discard:, hold:, maildir:, mtp://, smtp://
                    send = "collect:leeds"               | 3 | there is no [collect.leeds] that says who may come for this mail
                    send = "uucp:there"                  | 3 | unknown scheme "uucp"
                    send = "smtp://a:25?nmae=x"          | 3 | unknown setting "nmae"; smtp hops take name, size
                    send = "mtp://a:57?x=y"              | 3 | unknown setting "x"; mtp hops take none
                    send = "smtp://a:25?name=x"          | 3 | name is "x", not "value" or "other"
                    send = "smtp://a:25?size="           | 3 | size is "", not a number from 1 to 9
                    send = ["hold:", "smtp://a?size=10"] | 3 | size is "10", not a number from 1 to 9
                    send = "smtp://a:25?size=01"         | 3 | size is "01", not a number from 1 to 9
                    send = "smtp:relay"                  | 3 | names no host; write "smtp://relay"
                    send = "maildir://var/mail"          | 3 | is a place on this machine; write "maildir:/path"
                    send = "relay.example"               | 3 | a next hop is a URL such as smtp://host:25
                    send = "smtp://a:99999"              | 3 | port 99999 is not between 1 and 65535
                    sned = "smtp://a:25"                 | 1 | route.send: is missing
                    send = ["hold:", "fax://1"]          | 3 | unknown scheme "fax"
                    send = "hold:"; retry = ["0s"]       | 4 | "0s" is too soon
                    send = "hold:"; retry = []           | 4 | no duration in it
                    send = "hold:"; give-up = "5"        | 4 | route.give-up: "5" is not a duration
                    send = "hold:"; connections = 0      | 4 | 0 is not a whole number from 1
                    send = "hold:"; known-as = "a b"     | 4 | "a b" is no host name
                    """)
    void eachMistakeHasItsLineAndItsRemedy(String lines, int line, String what) {
        Conf conf =
                Conf.parse("t.toml", "[[route]]\nto = \"x.example\"\n" + lines.replace("; ", "\n"));
        read(conf);
        assertThat(conf.mistakes())
                .anySatisfy(
                        mistake -> {
                            assertThat(mistake.line()).isEqualTo(line);
                            assertThat(mistake.what()).contains(what);
                        });
    }

    @Test
    void aThousandsOfRoutesCostNoMoreThanOne() {
        var toml = new StringBuilder("host = \"here.example\"\n");
        for (int i = 0; i < 20_000; i++)
            toml.append("[[route]]\nto = \"*.d").append(i).append(".example\"\nsend = \"hold:\"\n");
        Routes routes = routes(toml.toString());
        MailPath path = path("<x@a.d19999.example>");
        // By the processor's clock: others may be busy too.
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        int found = 0;
        for (int i = 0; i < 100_000; i++) if (routes.route(path) instanceof Route) found++;
        assertThat(found).isEqualTo(100_000);
        // A walk along all routes would take minutes.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
                .isLessThan(Duration.ofSeconds(20));
    }

    private static Routes routes(String toml) {
        Conf conf = Conf.parse("t.toml", toml);
        Routes routes = read(conf);
        assertThat(conf.mistakes()).isEmpty();
        return routes;
    }

    private static Routes read(Conf conf) {
        return Routes.from(
                conf.root(),
                Names.from(conf.root()),
                Path.of("/data"),
                SCHEMES,
                DispatchSettings.defaults());
    }

    private static MailPath path(String text) {
        return ((PathReading.Understood) Rfc780Path.read(text)).path();
    }

    private static Hop hop(String url) {
        return ((Hop.Understood) Hop.parse(url)).hop();
    }
}
