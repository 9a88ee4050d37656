package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;
import org.posthouse.mail.Collection;
import org.posthouse.mail.RecordingIntake;
import org.posthouse.ports.identify.Identifier;
import org.posthouse.ports.identify.Identity;
import org.posthouse.ports.identify.Observed;
import org.posthouse.ports.identify.Patience;
import org.posthouse.ports.identify.Target;

/// What we serve ourselves is told rightly by what tells others' services, and no mail comes of it.
final class OwnPortsTest {
    /// As long as a busy machine may need.
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void ourServicesAreTold() throws IOException {
        var intake = new RecordingIntake();
        try (Listening listening = Listening.begin(listeners(), "mail.example.org", directory)) {
            listening.open(intake, Collection.NONE);
            assertThat(told(listening, "mtp", LONG, 57)).isEqualTo("mtp RFC 780 CERTAIN");
            assertThat(told(listening, "old", LONG, 57)).isEqualTo("mtp RFC 772 CERTAIN");
            assertThat(told(listening, "smtp", LONG, 25)).isEqualTo("smtp  CERTAIN");
            assertThat(told(listening, "ftpmail", LONG, 21)).isEqualTo("ftp-mail  CERTAIN");
            // NIFTP's Q says nothing first
            Duration brief = Duration.ofMillis(20);
            assertThat(told(listening, "niftp", brief, 47)).isEqualTo("niftp  CERTAIN");
            assertThat(told(listening, "niftp", brief, 61)).isEqualTo("niftp  CERTAIN");
        }
        assertThat(intake.letters()).isEmpty();
    }

    private static String told(Listening listening, String name, Duration greeting, int like) {
        InetSocketAddress address =
                listening.places().stream()
                        .filter(place -> place.settings().name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .listener()
                        .address();
        var patience =
                new Patience(
                        LONG, greeting, LONG, LONG, Duration.ofMillis(40), LONG, LONG.plus(LONG));
        Identity identity =
                new Identifier(Optional.of(patience), Identifier.Manner.ASK)
                        .check(Target.of(address.getAddress(), address.getPort()).like(like))
                        .identity()
                        .orElseThrow();
        return identity.observed() instanceof Observed.Speaks(var protocol, var edition, var sure)
                ? protocol.word() + " " + edition + " " + sure
                : identity.toString();
    }

    private List<ListenerSettings> listeners() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        Conf conf =
                Conf.parse(
                        "test",
                        """
                        [listen.smtp]
                        address = "127.0.0.1:0"
                        [listen.mtp]
                        address = "127.0.0.1:0"
                        [listen.old]
                        protocol = "mtp"
                        dialect = "rfc772"
                        address = "127.0.0.1:0"
                        [listen.ftpmail]
                        address = "127.0.0.1:0"
                        [listen.niftp]
                        tree = "%s"
                        address = "127.0.0.1:0"
                        """
                                .formatted(tree));
        List<ListenerSettings> listeners = ListenerSettings.from(conf.root(), Ports.UNPRIVILEGED);
        assertThat(conf.mistakes()).isEmpty();
        return listeners;
    }
}
