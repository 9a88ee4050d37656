package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;
import org.posthouse.conf.Mistake;

/// A hop's settings are looked at when they are read, in the file and on the command line, and not
/// when its host is called.
final class HopSettingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mtp://127.0.0.1:1?path=many      | path is "many", not a number from 1 to 999999
                    mtp://127.0.0.1:1?eight-bit=on   | eight-bit is "on", not "yes" or "no"
                    mtp://127.0.0.1:1?paths=1        | unknown setting "paths"; mtp hops take
                    nimail://127.0.0.1:1?mapping=yes | mapping is "yes", not "auto", "straight" or "service"
                    nimail://127.0.0.1:1?order=uk    | order is "uk", not "nrs" or "internet"
                    nimail://127.0.0.1:1?service=x   | unknown setting "service"; nimail hops take
                    smtp://127.0.0.1:1?hello=hi      | hello is "hi", not "ehlo" or "helo"
                    smtp://127.0.0.1:1?recipients=0  | recipients is "0", not a number from 1 to 1000
                    smtp://127.0.0.1:1?text-line=1e3 | text-line is "1e3", not a number from 1 to
                    smtp://127.0.0.1:1?routes=lose   | routes is "lose", not "drop" or "keep"
                    """)
    void whatMakesNoSenseIsAMistake(String url, String what) {
        Conf conf = Conf.parse("t.toml", "[[route]]\nto = \"x\"\nsend = \"" + url + "\"\n");
        Settings.from(conf, Optional.empty(), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes())
                .singleElement()
                .extracting(Mistake::toString)
                .asString()
                .startsWith("t.toml:3:")
                .contains("route.send: " + what);
        for (String command : List.of("send", "load"))
            assertThat(Main.commands().run(words(command, url))).isEqualTo(2);
    }

    private static String[] words(String command, String url) {
        return new String[] {command, "--via", url, "--from", "a@b", "--to", "c@d"};
    }
}
