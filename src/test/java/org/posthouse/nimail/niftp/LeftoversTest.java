package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a crash has left in the tree goes, when it is old enough; nothing else ever does.
@Timeout(180)
final class LeftoversTest {
    private static final String UUID = "0a1b2c3d-0a1b-2c3d-4e5f-0123456789ab";
    private static final String KEY = "0123456789abcdef01234567";

    @TempDir Path directory;
    private Path tree;
    private Dockets dockets;
    private Leftovers leftovers;
    private final Instant now = Instant.now();

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
        Files.createDirectories(tree.resolve("a/b"));
        dockets = new Dockets(directory.resolve("q"));
        leftovers = new Leftovers(tree, dockets);
    }

    private Path file(String name, Duration age) throws IOException {
        Path file = Files.writeString(tree.resolve(name), "x");
        Files.setLastModifiedTime(file, FileTime.from(now.minus(age)));
        return file;
    }

    @Test
    void partsThatNobodyGoesOnWithGo() throws IOException {
        Path once = file("a/b/.niftp-once-" + UUID, Duration.ofHours(3));
        Path keyed = file(".niftp-" + KEY, Duration.ofDays(8));
        assertThat(leftovers.sweep(now)).isEqualTo(2);
        assertThat(once).doesNotExist();
        assertThat(keyed).doesNotExist();
    }

    @Test
    void whatMayBeUnderWayStays() throws IOException {
        Path once = file(".niftp-once-" + UUID, Duration.ofMinutes(100));
        Path keyed = file(".niftp-" + KEY, Duration.ofDays(6));
        Path known = file(".niftp-" + KEY.replace('0', 'f'), Duration.ofDays(30));
        dockets.keep(
                KEY.replace('0', 'f'),
                new Docket(tree.resolve("x").toString(), "1", List.of(Mark.START), 0, 0, 0));
        assertThat(leftovers.sweep(now)).isZero();
        assertThat(once).exists();
        assertThat(keyed).exists();
        assertThat(known).exists();
    }

    @Test
    void filesOfUsersStay() throws IOException {
        Duration old = Duration.ofDays(400);
        List<Path> theirs =
                List.of(
                        file("letter", old),
                        file("niftp-once-" + UUID, old),
                        file(".niftp-once-" + UUID + ".txt", old),
                        file(".niftp-once-mine", old),
                        file(".niftp-" + KEY + "0", old),
                        file(".niftp-profile", old),
                        Files.createDirectory(tree.resolve(".niftp-once-" + UUID)));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path there = Files.writeString(outside.resolve(".niftp-once-" + UUID), "x");
        Files.setLastModifiedTime(there, FileTime.from(now.minus(old)));
        Files.createSymbolicLink(tree.resolve("out"), outside);
        Files.createSymbolicLink(tree.resolve("a/.niftp-once-" + UUID), there);
        assertThat(leftovers.sweep(now)).isZero();
        assertThat(theirs).allMatch(path -> path.toFile().exists());
        assertThat(there).exists();
        assertThat(tree.resolve("a/.niftp-once-" + UUID)).exists();
    }

    /// The name that a transfer really uses is one that is swept.
    @Test
    void aServiceSweepsWhenItStarts() throws IOException {
        NiftpSettings settings = Fixture.settings(tree, Profile.EVERYDAY);
        try (var q = Fixture.listen(Fixture.receiver(settings, directory.resolve("q")));
                Talk talk = new Talk(q.address())) {
            talk.ask(Access.MAKE, "new").command();
            talk.say("82 01 00 00 40 00 81 61");
            Path part = Condition.of("the part", this::part);
            Path copy = Files.copy(part, tree.resolve("a").resolve(part.getFileName()));
            Files.setLastModifiedTime(copy, FileTime.from(now.minus(Duration.ofHours(3))));
            assertThat(Fixture.receiver(settings, directory.resolve("other"))).isNotNull();
            Condition.until("the copy is gone", () -> !Files.exists(copy));
            assertThat(part).exists();
        }
    }

    private Optional<Path> part() {
        try (Stream<Path> all = Files.list(tree)) {
            return all.filter(path -> path.getFileName().toString().startsWith(Tree.OURS))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
