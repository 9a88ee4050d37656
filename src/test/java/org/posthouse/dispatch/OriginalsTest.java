package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Content;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.TextContent;

final class OriginalsTest {
    private static final MessageId ID = MessageId.of(0, 1_800_000_000_000L, 1);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir private Path data;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    private Originals originals() {
        return new Originals(data, () -> now);
    }

    private Optional<String> kept() throws IOException {
        var to = new ByteArrayOutputStream();
        return originals().cat(ID, to)
                ? Optional.of(to.toString(StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    @Test
    void anOriginalIsKeptForItsTime() throws IOException {
        assertThat(kept()).isEmpty();
        originals().keep(ID, TextContent.of("text"), DAY);
        assertThat(kept()).contains("text");
        now = now.plus(DAY).plusSeconds(1);
        assertThat(kept()).isEmpty();
    }

    @Test
    void keptAgainItLastsLongerNeverShorter() throws IOException {
        originals().keep(ID, TextContent.of("text"), DAY.multipliedBy(2));
        originals().keep(ID, TextContent.of("other"), DAY);
        now = now.plus(DAY).plusSeconds(1);
        assertThat(kept()).contains("text");
        originals().keep(ID, TextContent.of("other"), DAY.multipliedBy(3));
        now = now.plus(DAY.multipliedBy(2));
        assertThat(kept()).contains("text");
    }

    @Test
    void whatIsOverIsRemovedAndSoAreTornDrafts() throws IOException {
        originals().keep(ID, TextContent.of("text"), DAY);
        Path torn = Files.createFile(data.resolve("originals/draft123"));
        Files.setLastModifiedTime(torn, FileTime.from(now.minus(Duration.ofHours(2))));
        now = now.plusSeconds(60);
        originals().sweep();
        assertThat(data.resolve("originals")).isDirectoryContaining("glob:**" + ID);
        assertThat(torn).doesNotExist();
        now = now.plus(DAY);
        originals().sweep();
        assertThat(data.resolve("originals")).isEmptyDirectory();
    }

    @Test
    void anOriginalThatCannotBeReadLeavesNothingBehind() {
        Content broken = TextContent.breaking("");
        assertThatThrownBy(() -> originals().keep(ID, broken, DAY)).isInstanceOf(IOException.class);
        assertThat(data.resolve("originals")).isEmptyDirectory();
    }
}
