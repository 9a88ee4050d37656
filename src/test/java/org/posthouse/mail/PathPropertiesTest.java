package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;

/// Reader and writer of each grammar of paths are inverses, and the two grammars mean the same.
@Domain(Paths.class)
final class PathPropertiesTest {
    private static final int TRIES = 10_000;
    private static final int SOAK = 1_000_000;

    @Property(tries = TRIES)
    void whatIsWrittenIsReadBack(@ForAll MailPath path) {
        assertThat(Rfc780Path.read(Rfc780Path.write(path).orElseThrow()))
                .isEqualTo(new PathReading.Understood(path));
        assertThat(Rfc5321Path.read(Rfc5321Path.write(path).orElseThrow()))
                .isEqualTo(new PathReading.Understood(path));
    }

    @Property(tries = TRIES)
    void whatOneProtocolReadTheOtherSends(@ForAll MailPath path) {
        MailPath byMtp = understood(Rfc780Path.read(Rfc780Path.write(path).orElseThrow()));
        MailPath bySmtp = understood(Rfc5321Path.read(Rfc5321Path.write(byMtp).orElseThrow()));
        assertThat(bySmtp).isEqualTo(path);
        assertThat(Rfc780Path.write(bySmtp)).isEqualTo(Rfc780Path.write(path));
    }

    @Property(tries = TRIES)
    void noiseIsReadOrRefusedAndReadOnlyAsWhatItSays(@ForAll String noise) {
        readOrRefused(noise);
    }

    @Property(tries = SOAK)
    @Tag("soak")
    void muchNoiseIsReadOrRefused(@ForAll String noise) {
        readOrRefused(noise);
    }

    /// What was understood has but one meaning: written again and read again it is the same.
    private static void readOrRefused(String noise) {
        if (Rfc780Path.read(noise) instanceof PathReading.Understood(var path))
            Rfc780Path.write(path)
                    .ifPresent(
                            text -> assertThat(understood(Rfc780Path.read(text))).isEqualTo(path));
        if (Rfc5321Path.read(noise) instanceof PathReading.Understood(var path))
            assertThat(understood(Rfc5321Path.read(Rfc5321Path.write(path).orElseThrow())))
                    .isEqualTo(path);
    }

    private static MailPath understood(PathReading reading) {
        return switch (reading) {
            case PathReading.Understood(var path) -> path;
            case PathReading.Malformed(var why) -> throw new AssertionError(why);
        };
    }
}
