package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/// Whatever the tools print, it is read or it is not, and nobody is thrown at.
final class FilterPropertiesTest {
    private static final List<String> SAMPLES =
            List.of("server.json", "firewalld.json", "docker.json");
    private static final List<String> SAVED = List.of("docker.save", "ufw.save");

    private static void ask(Rules rules) {
        Firewall firewall = Firewall.of(rules);
        for (String address : List.of("0.0.0.0", "::", "10.1.2.3")) {
            IpAddress at = IpAddress.parse(address).orElseThrow();
            for (Transport transport : Transport.values())
                assertThat(firewall.passage(socket(transport, at)).map(Passage::words)).isPresent();
        }
        for (Redirection one : firewall.redirections()) assertThat(one.words()).isNotEmpty();
    }

    private static LocalSocket socket(Transport transport, IpAddress at) {
        return new LocalSocket(
                transport,
                at,
                53,
                Coverage.IPV6_PERHAPS_DUAL,
                Namespace.OWN,
                1,
                Optional.empty(),
                new Owners.Nobody());
    }

    /// A sample with one piece replaced by another: still JSON often enough.
    @Property(tries = 150)
    void aMutilatedRuleSet(@ForAll @IntRange(max = 2) int sample, @ForAll Random random)
            throws IOException {
        String text = Samples.text(SAMPLES.get(sample));
        for (int i = 0; i < 3; i++) {
            String piece = piece(text, random);
            text = text.replace(piece, piece(text, random));
        }
        Nft.read(text).ifPresent(read -> ask(read.rules()));
    }

    private static String piece(String text, Random random) {
        List<String> pieces =
                Pattern.compile("\"[a-z0-9]+\"|\\d+|\\{[^{}]*}|\\[[^\\[\\]]*]")
                        .matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .toList();
        return pieces.get(random.nextInt(pieces.size()));
    }

    @Property(tries = 150)
    void aMutilatedSave(@ForAll @IntRange(max = 1) int sample, @ForAll Random random)
            throws IOException {
        String text = Samples.text(SAVED.get(sample));
        String[] words = text.split("(?<=\\s)", -1);
        for (int i = 0; i < 5; i++)
            words[random.nextInt(words.length)] = words[random.nextInt(words.length)];
        Saved.read("ip", String.join("", words)).ifPresent(FilterPropertiesTest::ask);
    }

    @Property(tries = 200)
    void anyText(@ForAll @StringLength(max = 200) String text) {
        JsonReader.read(text);
        Nft.read("{\"nftables\":[" + text + "]}").ifPresent(read -> ask(read.rules()));
        Saved.read("ip", "*filter\n" + text + "\nCOMMIT\n").ifPresent(FilterPropertiesTest::ask);
    }

    @Property(tries = 100)
    void cutAnywhereNothingIsRead(@ForAll Random random) throws IOException {
        String json = Samples.text("server.json").strip();
        assertThat(Nft.read(json.substring(0, random.nextInt(json.length())))).isEmpty();
    }
}
