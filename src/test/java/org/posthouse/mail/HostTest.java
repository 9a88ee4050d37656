package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostTest {
    @ParameterizedTest
    @CsvSource({
        "ISI.EDU,isi.edu,true",
        "isi.edu.,isi.edu,true",
        "isi.edu,isi.ed,false",
        ".,.,true",
        "\u0130,i,false", // the one letter that String.equalsIgnoreCase takes for another
        "\u0131,I,false",
        "STRASSE,stra\u00dfe,false"
    })
    void namesAreTheSameWhateverTheirCase(String one, String other, boolean same) {
        Host a = new Host.Name(one);
        Host b = new Host.Name(other);
        assertThat(a.equals(b)).isEqualTo(same);
        assertThat(a.key().equals(b.key())).isEqualTo(same);
        if (same) assertThat(a).hasSameHashCodeAs(b);
    }

    @Property
    @Domain(Paths.class)
    void equalHostsHaveOneKeyAndOneHash(@ForAll Host a, @ForAll Host b) {
        assertThat(a.equals(b)).isEqualTo(a.key().equals(b.key()));
        Host louder = louder(a);
        assertThat(louder).isEqualTo(a).hasSameHashCodeAs(a);
        assertThat(louder.key()).isEqualTo(a.key());
    }

    private static Host louder(Host host) {
        return switch (host) {
            case Host.Name(var name) -> new Host.Name(name.toUpperCase(Locale.ROOT));
            case Host.Number number -> number;
            case Host.Literal(var text) -> new Host.Literal(text.toUpperCase(Locale.ROOT));
        };
    }
}
