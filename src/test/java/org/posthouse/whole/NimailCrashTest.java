package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.nimail.ByHand;

/// What a killed server had acknowledged of letters, holds: those it took are there, and those that
/// a host came for and was told STOPACK of are gone.
@Timeout(180)
final class NimailCrashTest {
    @TempDir private Path directory;

    @Test
    void noAcknowledgementIsForgotten() throws Exception {
        Path configuration =
                Files.writeString(
                        directory.resolve("posthouse.toml"),
                        """
                        host = "localhost"
                        data = "%s"
                        [listen.nimail]
                        address = "127.0.0.1:0"
                        [[route]]
                        to = "salford.ac.uk"
                        send = "collect:salford"
                        [collect.salford]
                        addresses = ["127.0.0.1"]
                        """
                                .formatted(directory.resolve("data")));
        Path log = directory.resolve("log");
        try (var server = ServerProcess.start(configuration, log);
                var p = new ByHand(server.port("NIMAIL"))) {
            for (int i = 1; i <= 3; i++) {
                assertThat(p.hand("joe@uk.ac.salford", "", "From: a@b", "Subject: " + i, "", "Hi"))
                        .isEqualTo("004700");
                if (i < 3) p.stopped();
            }
            server.kill(); // after ER, before STOP
        }
        var got = new TreeSet<String>();
        String unsaid;
        try (var server = ServerProcess.start(configuration, log);
                var p = new ByHand(server.port("NIMAIL"))) {
            got.add(ByHand.subject(p.fetched()));
            unsaid = ByHand.subject(p.fetch());
            p.say(ByHand.ER);
            server.kill(); // the host has the letter, but we were not told by STOP
        }
        assertThat(got).doesNotContain(unsaid);
        try (var server = ServerProcess.start(configuration, log);
                var p = new ByHand(server.port("NIMAIL"))) {
            var rest = new ArrayList<String>();
            for (int i = 0; i < 2; i++) rest.add(ByHand.subject(p.fetched()));
            assertThat(rest).doesNotContainAnyElementsOf(got).contains(unsaid);
            got.addAll(rest);
            assertThat(got).containsExactly("Subject: 1", "Subject: 2", "Subject: 3");
            assertThat(p.fetched().getLast()).contains("No waiting mail now");
        }
    }
}
