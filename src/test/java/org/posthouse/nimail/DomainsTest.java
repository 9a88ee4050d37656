package org.posthouse.nimail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.conf.Conf;
import org.posthouse.conf.Mistake;
import org.posthouse.mail.DomainOrder;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Host;

/// What a configuration says of domains, for letters both ways.
final class DomainsTest {
    private static NimailSettings listener(String toml) {
        Conf conf = Conf.parse("t.toml", toml);
        NimailSettings settings = NimailSettings.from(conf.root());
        assertThat(conf.mistakes()).isEmpty();
        return settings;
    }

    @Test
    void exceptionsAndCallersAreInTheListenersOrder() {
        NimailSettings settings =
                listener(
                        """
                        domains = ["EXAMPLE.UK example.uk"]
                        callers = ["10.9.0.1 UK.AC.UCL.CS", "10.9.0.2 example.UK"]
                        """);
        assertThat(settings.letters().order().read("example.uk")).isEqualTo("example.uk");
        assertThat(settings.letters().order().read("uk.ac.ucl")).isEqualTo("ucl.ac.uk");
        assertThat(settings.callers())
                .containsEntry(InetAddress.ofLiteral("10.9.0.1"), new Host.Name("cs.ucl.ac.uk"))
                .containsEntry(InetAddress.ofLiteral("10.9.0.2"), new Host.Name("example.uk"));
    }

    @Test
    void internetOrderTurnsNothing() {
        NimailSettings settings =
                listener("order = \"internet\"\ncallers = \"10.9.0.1 uk.ac.ucl\"");
        assertThat(settings.letters().order().read("uk.ac.ucl")).isEqualTo("uk.ac.ucl");
        assertThat(settings.callers()).containsValue(new Host.Name("uk.ac.ucl"));
    }

    @Test
    void exceptionsHoldForEveryHop() {
        Conf conf = Conf.parse("t.toml", "domains = \"EXAMPLE.UK example.uk\"");
        NimailSenderSettings settings = NimailSenderSettings.from(conf.root());
        assertThat(conf.mistakes()).isEmpty();
        DomainOrder order = order(settings, "nimail://a");
        assertThat(order.write("example.uk")).isEqualTo("example.uk");
        assertThat(order.write("cs.ucl.ac.uk")).isEqualTo("uk.ac.ucl.cs");
        assertThat(order(settings.within(Duration.ofSeconds(1)), "nimail://a")).isEqualTo(order);
        assertThat(order(settings, "nimail://a?order=internet").write("cs.ucl.ac.uk"))
                .isEqualTo("cs.ucl.ac.uk");
    }

    private static DomainOrder order(NimailSenderSettings settings, String url) {
        var hop = (Hop.Remote) ((Hop.Understood) Hop.parse(url)).hop();
        return HopSettings.of(hop, settings.domains()).manner().order();
    }

    @Test
    void whatIsNoPairIsAMistake() {
        for (String pair : List.of("UK.CS", "UK.CS cs.uk x", "-a b", "a b@c")) {
            Conf conf = Conf.parse("t.toml", "domains = \"" + pair + "\"");
            NimailSenderSettings.from(conf.root());
            assertThat(conf.mistakes())
                    .singleElement()
                    .extracting(Mistake::toString)
                    .asString()
                    .contains("domains: \"" + pair + "\" is not a domain as it is written there");
        }
    }
}
