package org.posthouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    joe         | joe
                    Joe.Smith   | joe.smith
                    a+b_c-d0    | a+b_c-d0
                    .           | %2E
                    ..          | %2E.
                    .hidden     | %2Ehidden
                    ../../etc   | %2E.%2F..%2Fetc
                    a/b         | a%2Fb
                    50%         | 50%25
                    'joe smith' | joe%20smith
                    É           | %C3%A9
                    """)
    void namesAreMadeSafe(String user, String safe) {
        assertThat(Template.safe(user)).isEqualTo(safe);
    }

    @Property(tries = 10_000)
    void aUserIsOneComponentAndNeverADirection(@ForAll @NotEmpty String user) {
        Path place = template("/var/mail/{user}").of(user);
        assertThat(place.getNameCount()).isEqualTo(3);
        assertThat(place.normalize()).isEqualTo(place).startsWithRaw(Path.of("/var/mail"));
        assertThat(place.getFileName().toString()).matches("[a-z0-9_+%A-F-][a-z0-9._+%A-F-]*");
    }

    @Property(tries = 10_000)
    void differentUsersHaveDifferentMaildirs(@ForAll @NotEmpty String user) {
        String whole = new String(user.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        // URLDecoder takes a plus sign for a space, which is no business of ours.
        assertThat(
                        URLDecoder.decode(
                                Template.safe(user).replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(whole.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({
        "/var/mail/{user},/var/mail",
        "/home/{user}/Maildir,/home",
        "/mail/box-{user}/{user},/mail",
        "/{user},/"
    })
    void theBaseIsWhatNoUserChooses(String place, String base) {
        assertThat(template(place).base()).contains(Path.of(base));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail/{user}", "{user}", "/mail/{host}", "/mail/}", "/mail/\0", ""})
    void whatIsNoTemplateIsRefusedInWords(String place) {
        assertThat(Template.read(place)).isInstanceOf(Template.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"255,false", "256,true"})
    void aNameMayBeTooLongForAnyFile(int length, boolean tooLong) {
        Path place = template("/mail/{user}").of("x".repeat(length));
        assertThat(Template.tooLong(place)).isEqualTo(tooLong);
    }

    private static Template template(String place) {
        return ((Template.Understood) Template.read(place)).template();
    }
}
