package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dockets are kept as they are, and not for ever.
final class DocketsTest {
    @TempDir Path directory;

    @Test
    void whatIsKeptIsFound() throws IOException {
        var dockets = new Dockets(directory.resolve("dockets"));
        var docket =
                new Docket(
                        "/tree/a file",
                        "1 2 3 8",
                        List.of(new Mark(3, 9, 0), new Mark(65534, 1L << 40, 7)),
                        2048,
                        9,
                        10);
        assertThat(dockets.find("key")).isEmpty();
        dockets.keep("key", docket.at(Mark.START));
        dockets.keep("key", docket);
        assertThat(dockets.find("key")).contains(docket);
        dockets.forget("key");
        assertThat(dockets.find("key")).isEmpty();
    }

    @Test
    void whatIsDamagedIsNotFound() {
        String whole = new Docket("/a", "1", List.of(Mark.START), 0, 0, 0).written();
        assertThat(Docket.read(whole)).isPresent();
        for (int end = 0; end < whole.length(); end++)
            assertThat(Docket.read(whole.substring(0, end))).as(whole.substring(0, end)).isEmpty();
        assertThat(Docket.read(whole.replace("0 0 0", "0 x 0"))).isEmpty();
    }

    @Test
    void nobodyComesBackAfterAWeek() throws IOException {
        var dockets = new Dockets(directory.resolve("dockets"));
        Path part = Files.writeString(directory.resolve(".niftp-key"), "part");
        Path file = directory.resolve("file");
        dockets.keep("key", new Docket(file.toString(), "1", List.of(Mark.START), 0, 0, 0));
        dockets.sweep(Instant.now().plus(Duration.ofDays(6)));
        assertThat(part).exists();
        dockets.sweep(Instant.now().plus(Duration.ofDays(8)));
        assertThat(part).doesNotExist();
        assertThat(dockets.find("key")).isEmpty();
    }
}
