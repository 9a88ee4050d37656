package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.Acquaintance;
import org.posthouse.mail.Hop;
import org.posthouse.spool.MemoryRegisters;

final class KnownHostsTest {
    private final MemoryRegisters registers = new MemoryRegisters();
    private Instant now = Post.START;
    private KnownHosts known = opened();

    private KnownHosts opened() {
        return new KnownHosts(registers, HostSettings.defaults(), () -> now);
    }

    private void restart() {
        known = opened();
    }

    private static Hop.Remote hop(String url) {
        return (Hop.Remote) ((Hop.Understood) Hop.parse(url)).hop();
    }

    private Acquaintance with(String url) {
        return known.with(hop(url));
    }

    @Test
    void aFactOutlastsARestart() {
        with("mtp://AI:57?path=200").learn("scheme", "T");
        with("mtp://ai:57").learn("dialect", "rfc772");
        restart();
        assertThat(with("mtp://ai:57").recall("scheme")).contains("T");
        assertThat(with("mtp://ai:57").recall("dialect")).contains("rfc772");
        assertThat(with("mtp://ai:58").recall("scheme")).isEmpty();
        assertThat(with("smtp://ai:57").recall("scheme")).isEmpty();
        assertThat(with("mtp://ai").recall("scheme")).isEmpty();
    }

    @Test
    void whatIsKnownIsReadOnceAndWrittenNowAndThen() {
        with("mtp://ai:57").learn("scheme", "T");
        for (int hour = 0; hour < 23; hour++) {
            now = now.plus(Duration.ofHours(1));
            with("mtp://ai:57").learn("scheme", "T");
        }
        assertThat(registers.writes).isEqualTo(1);
        registers.broken = true;
        assertThat(with("mtp://ai:57").recall("scheme")).contains("T");
        registers.broken = false;
        now = now.plus(Duration.ofHours(1));
        with("mtp://ai:57").learn("scheme", "T");
        assertThat(registers.writes).isEqualTo(2);
        with("mtp://ai:57").learn("scheme", "R");
        assertThat(registers.writes).isEqualTo(3);
        restart();
        assertThat(with("mtp://ai:57").recall("scheme")).contains("R");
    }

    @Test
    void whatCannotBeWrittenDownIsKnownAllTheSameAndWrittenLater() {
        registers.broken = true;
        with("mtp://ai:57").learn("scheme", "T");
        assertThat(with("mtp://ai:57").recall("scheme")).contains("T");
        registers.broken = false;
        with("mtp://ai:57").learn("scheme", "T");
        restart();
        assertThat(with("mtp://ai:57").recall("scheme")).contains("T");
    }

    @Test
    void aFactIsForgotten() {
        with("mtp://ai:57").learn("scheme", "T");
        with("mtp://ai:57").forget("scheme");
        assertThat(with("mtp://ai:57").recall("scheme")).isEmpty();
        restart();
        assertThat(with("mtp://ai:57").recall("scheme")).isEmpty();
    }

    @Test
    void whatWasNotConfirmedForLongIsBelievedNoMore() throws IOException {
        with("mtp://ai:57").learn("scheme", "T");
        with("mtp://mc:57").learn("scheme", "R");
        now = now.plus(Duration.ofDays(29));
        with("mtp://mc:57").learn("scheme", "R");
        now = now.plus(Duration.ofDays(2));
        assertThat(with("mtp://ai:57").recall("scheme")).isEmpty();
        assertThat(with("mtp://mc:57").recall("scheme")).contains("R");
        assertThat(known.facts(Optional.empty(), 9))
                .extracting(KnownFact::host)
                .containsExactly("mtp://mc:57");
        known.sweep();
        assertThat(registers.list(KnownHosts.REGISTER, "", 9)).hasSize(1);
    }

    @Test
    void noFactTakesMoreThanItsRoom() {
        with("mtp://ai:57").learn("scheme", "x".repeat(201));
        with("mtp://ai:57").learn("scheme", "two\nlines");
        assertThat(with("mtp://ai:57").recall("scheme")).isEmpty();
        for (int i = 0; i < 1000; i++) with("mtp://ai:57").learn("w" + i, "x");
        for (int i = 0; i < 20_000; i++) with("mtp://h" + i).recall("x");
        assertThat(registers.writes).isEqualTo(64);
    }

    @Test
    void factsAreListedPageByPageAndForgottenByTheirHost() throws IOException {
        for (String host : List.of("mtp://ai:57", "smtp://ai", "mtp://[::1]:57", "mtp://ai2:57"))
            for (String what : List.of("scheme", "dialect")) with(host).learn(what, "x");
        var found = new ArrayList<KnownFact>();
        List<KnownFact> page = known.facts(Optional.empty(), 3);
        while (!page.isEmpty()) {
            found.addAll(page);
            page = known.facts(Optional.of(page.getLast()), 3);
        }
        assertThat(found)
                .extracting(fact -> fact.host() + " " + fact.what())
                .containsExactly(
                        "mtp://[::1]:57 dialect",
                        "mtp://[::1]:57 scheme",
                        "mtp://ai2:57 dialect",
                        "mtp://ai2:57 scheme",
                        "mtp://ai:57 dialect",
                        "mtp://ai:57 scheme",
                        "smtp://ai dialect",
                        "smtp://ai scheme");
        assertThat(known.forget("nobody")).isZero();
        assertThat(known.forget("AI")).isEqualTo(4);
        assertThat(known.forget("mtp://[::1]:57")).isEqualTo(2);
        assertThat(with("smtp://ai").recall("scheme")).isEmpty();
        assertThat(known.facts(Optional.empty(), 9)).hasSize(2);
    }

    @Test
    void whatSomebodyHasMisspeltIsPassedOver() throws IOException {
        for (String key : List.of("x", " y", "mtp://ai:57 scheme"))
            registers.write(
                    List.of(
                            new org.posthouse.spool.Registers.Put(
                                    KnownHosts.REGISTER,
                                    new org.posthouse.spool.Registers.Row(
                                            key, new TreeMap<>(Map.of("confirmed", "soon"))))));
        assertThat(with("mtp://ai:57").recall("scheme")).isEmpty();
        assertThat(known.facts(Optional.empty(), 9)).isEmpty();
    }
}
