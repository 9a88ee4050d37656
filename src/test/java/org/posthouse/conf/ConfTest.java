package org.posthouse.conf;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files as people write them, and the exact lines they are told.
final class ConfTest {
    private record Listening(List<Address> address, int sessions, Duration idle) {
        static Listening from(Section section) {
            return new Listening(
                    section.several(
                            "address", List.of(new Address("127.0.0.1", 8025)), Address::read),
                    section.number("sessions", 1000, 1, 100_000),
                    section.duration("idle", Duration.ofMinutes(5)));
        }
    }

    private record Routed(String to, List<String> send, Optional<String> knownAs) {
        static Routed from(Section section) {
            return new Routed(
                    section.text("to", "*"),
                    section.texts("send", List.of()),
                    section.text("known-as"));
        }
    }

    private record All(String host, long room, boolean warn, Listening smtp, List<Routed> routes) {
        static All from(Section root) {
            return new All(
                    root.text("host", "localhost"),
                    root.size("room", 1 << 20),
                    root.yes("warn", true),
                    Listening.from(root.table("listen").table("smtp")),
                    root.tables("route").stream().map(Routed::from).toList());
        }
    }

    private static List<String> mistakes(String toml) {
        Conf conf = Conf.parse("p.toml", toml);
        All.from(conf.root());
        return conf.mistakes().stream().map(Mistake::toString).toList();
    }

    @Test
    void everythingIsReadWithItsType() {
        Conf conf =
                Conf.parse(
                        "p.toml",
                        """
                        host = "relay.example"
                        room = "2KiB"
                        warn = false
                        [listen.smtp]
                        address = ["127.0.0.1:25", "[::1]:25", ":2525"]
                        sessions = 7
                        idle = "90s"
                        [[route]]
                        to = "*.example"
                        send = "hold:"
                        [[route]]
                        send = ["smtp://a", "smtp://b"]
                        known-as = "us"
                        """);
        assertThat(All.from(conf.root()))
                .isEqualTo(
                        new All(
                                "relay.example",
                                2048,
                                false,
                                new Listening(
                                        List.of(
                                                new Address("127.0.0.1", 25),
                                                new Address("::1", 25),
                                                new Address("", 2525)),
                                        7,
                                        Duration.ofSeconds(90)),
                                List.of(
                                        new Routed("*.example", List.of("hold:"), Optional.empty()),
                                        new Routed(
                                                "*",
                                                List.of("smtp://a", "smtp://b"),
                                                Optional.of("us")))));
        assertThat(conf.mistakes()).isEmpty();
    }

    @Test
    void anEmptyFileGivesDefaults() {
        Conf conf = Conf.empty();
        assertThat(All.from(conf.root()).smtp().address())
                .containsExactly(new Address("127.0.0.1", 8025));
        assertThat(conf.mistakes()).isEmpty();
    }

    @Test
    void wrongTypesAreSaidWithWhatWouldBeRight() {
        assertThat(
                        mistakes(
                                """
                                host = 5
                                room = "a lot"
                                warn = "true"
                                [listen.smtp]
                                sessions = "7"
                                idle = 90
                                """))
                .containsExactly(
                        "p.toml:1:1: host: 5 is not text; write it in quotes: \"5\"",
                        "p.toml:2:1: room: \"a lot\" is not a size such as \"64KiB\", \"100MiB\" or"
                                + " \"1GiB\"",
                        "p.toml:3:1: warn: \"true\" is not true or false; write it without quotes:"
                                + " true",
                        "p.toml:5:1: listen.smtp.sessions: \"7\" is not a whole number from 1 to"
                                + " 100000; write it without quotes: 7",
                        "p.toml:6:1: listen.smtp.idle: 90 has no unit; write \"90s\" if it is"
                                + " seconds");
    }

    @Test
    void unknownKeysAreMistakesAndTheNearestIsNamed() {
        assertThat(
                        mistakes(
                                """
                                hots = "a"
                                [listen.smtp]
                                adress = ":25"
                                colour = "blue"
                                [[rotue]]
                                to = "*"
                                [[route]]
                                sned = "hold:"
                                """))
                .containsExactly(
                        "p.toml:1:1: hots: unknown key; did you mean \"host\"?",
                        "p.toml:3:1: listen.smtp.adress: unknown key; did you mean \"address\"?",
                        "p.toml:4:1: listen.smtp.colour: unknown key; [listen.smtp] takes address,"
                                + " idle, sessions",
                        "p.toml:5:1: rotue: unknown table; did you mean \"route\"?",
                        "p.toml:8:1: route.sned: unknown key; did you mean \"send\"?");
    }

    @Test
    void whatIsNotTomlIsReportedLineByLineAndTheRestStillRead() {
        assertThat(
                        mistakes(
                                """
                                host = relay
                                room = -1
                                [listen.smtp]
                                address: ":25"
                                sessions = 0
                                """))
                .containsExactly(
                        "p.toml:1:8: not TOML: Unexpected 'r', expected a value; text stands in"
                                + " quotes: key = \"text\"",
                        "p.toml:2:1: room: -1 is not a size such as \"64KiB\", \"100MiB\" or"
                                + " \"1GiB\"",
                        "p.toml:4:8: not TOML: Unexpected ':', expected . or =; a setting is"
                                + " written key = value",
                        "p.toml:5:1: listen.smtp.sessions: 0 is not a whole number from 1 to"
                                + " 100000");
    }

    @Test
    void tablesAndListsOfTablesAreNotMistakenForEachOther() {
        assertThat(mistakes("listen = 5\n[route]\nto = \"*\"\n"))
                .containsExactly(
                        "p.toml:1:1: listen: 5 is not a table; write [listen]",
                        "p.toml:2:1: route: a table is not a list of tables; write [[route]]");
    }

    @Test
    void eachWrongAddressOfAListHasItsOwnPlace() {
        assertThat(
                        mistakes(
                                """
                                [listen.smtp]
                                address = ["127.0.0.1:25",
                                  "25",
                                  "::1:25", 25,
                                  "host",
                                  "[::1]:99999"]
                                """))
                .containsExactly(
                        "p.toml:3:3: listen.smtp.address: \"25\" is not host:port, [v6"
                                + " address]:port or :port; write \":25\"",
                        "p.toml:4:3: listen.smtp.address: \"::1:25\" is not host:port, [v6"
                                + " address]:port or :port; write an IPv6 address in brackets",
                        "p.toml:4:13: listen.smtp.address: 25 is not text; write it in quotes:"
                                + " \"25\"",
                        "p.toml:5:3: listen.smtp.address: \"host\" is not host:port, [v6"
                                + " address]:port or :port; the port is missing",
                        "p.toml:6:3: listen.smtp.address: port 99999 is not between 0 and 65535");
    }

    @Test
    void aFileThatCannotBeReadIsAMistake(@TempDir Path directory) throws IOException {
        Path absent = directory.resolve("absent.toml");
        assertThat(Conf.read(absent).mistakes().toString())
                .isEqualTo("[" + absent + ": there is no such file; name another with --config]");
        Path latin = directory.resolve("latin.toml");
        Files.write(latin, new byte[] {'#', (byte) 0xE4});
        assertThat(Conf.read(latin).mistakes().toString())
                .isEqualTo("[" + latin + ": is not UTF-8 text; save it as UTF-8]");
        assertThat(Conf.read(directory).mistakes()).hasSize(1);
    }

    @Test
    void aPartNotesMistakesOfItsOwn() {
        Conf conf = Conf.parse("p.toml", "\n[listen]\nsmtp = {address = \":1\"}\n");
        Section smtp = conf.root().table("listen").table("smtp");
        smtp.mistake("address", "taken");
        smtp.mistake("sessions", "missing; say how many");
        smtp.texts("address", List.of());
        assertThat(conf.mistakes().stream().map(Mistake::toString))
                .containsExactly(
                        "p.toml:3:1: listen.smtp.sessions: missing; say how many",
                        "p.toml:3:9: listen.smtp.address: taken");
    }

    @Test
    void effectiveSettingsAreTomlAndReadTheSameAgain() {
        Conf conf =
                Conf.parse(
                        "p.toml",
                        """
                        host = "a\\"b"
                        [listen.smtp]
                        idle = "60s"
                        [[route]]
                        send = "hold:"
                        """);
        All all = All.from(conf.root());
        assertThat(conf.effective())
                .isEqualTo(
                        """
                        host = "a\\"b"
                        room = "1MiB"  # default
                        warn = true  # default

                        [listen.smtp]
                        address = ["127.0.0.1:8025"]  # default
                        sessions = 1000  # default
                        idle = "60s"

                        [[route]]
                        to = "*"  # default
                        send = "hold:"
                        # known-as is not set
                        """);
        Conf again = Conf.parse("again.toml", conf.effective());
        assertThat(All.from(again.root())).isEqualTo(all);
        assertThat(again.mistakes()).isEmpty();
    }
}
